import { printSortedJson } from '../schema/json/json-printer.ts';
import type { JsonObject } from '../schema/types.ts';

/** The comment that a column's metadata hold, as text whatever they hold; empty where there is none. */
export function commentOf(metadata: JsonObject): string {
  const comment = metadata['comment'] ?? '';
  return typeof comment === 'string' ? comment : printSortedJson(comment);
}
