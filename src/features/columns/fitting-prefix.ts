import { printJson } from '../../schema/json/json-printer.ts';
import { typeToJson } from '../../schema/print-json.ts';
import type { KnownColumn } from './column.types.ts';

/** Text of types on one page of columns: past this a page is cut short. A struct repeats the types of all that it holds. */
const PAGE_CHARACTERS = 4 * 1024 * 1024;

/** The first columns, as many as one answer takes; at least one. */
export function fittingPrefix(columns: readonly KnownColumn[]): readonly KnownColumn[] {
  let total = 0;
  for (const [index, { type }] of columns.entries()) {
    total += printJson(typeToJson(type)).length;
    if (index > 0 && total > PAGE_CHARACTERS) return columns.slice(0, index);
  }
  return columns;
}
