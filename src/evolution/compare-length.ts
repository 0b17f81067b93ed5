import { primitive } from '../schema/constructors.ts';
import { parseTypeName } from '../schema/parse-type-name.ts';
import type { DataType, StructField } from '../schema/types.ts';
import { compareLeaf } from './compare-leaf.ts';
import type { Judging, Place } from './judging.ts';
import { isPrimitive } from './type-kinds.ts';

/** Where Spark keeps that a column of a stored table, a string to look at, is really a char or varchar. */
export const LENGTH_KEY = '__CHAR_VARCHAR_TYPE_STRING';

const STRING = primitive('string');

/**
 * Judges the length that a submission's text is limited to. A submission that says none says nothing.
 * @returns whether the table takes it over
 */
export function compareLength(
  judging: Judging,
  place: Place,
  table: StructField,
  submitted: StructField,
  base: StructField | null,
): boolean {
  const claim = limited(submitted);
  if (claim === null || !isPrimitive(table.type, 'string')) return false;
  const known = limited(table) ?? STRING;
  const before = base === null ? null : (limited(base) ?? base.type);
  if (isSame(known, claim) || (before !== null && isSame(before, claim))) return false;
  return compareLeaf(judging, place, known, claim, before) === claim;
}

/** The char or varchar that a string is; null where its length is free. */
function limited({ type, metadata }: StructField): DataType | null {
  const text = Object.hasOwn(metadata, LENGTH_KEY) ? metadata[LENGTH_KEY] : undefined;
  if (typeof text !== 'string' || !isPrimitive(type, 'string')) return null;
  const named = parseTypeName(text);
  return 'type' in named && named.type.kind === 'character' ? named.type : null;
}

function isSame(a: DataType, b: DataType): boolean {
  if (a.kind !== 'character' || b.kind !== 'character') return false;
  return a.name === b.name && a.length === b.length;
}
