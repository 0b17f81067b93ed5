import type { JsonObject } from '../schema/types.ts';

/** The comment that a column's metadata hold; empty where there is none. */
export function commentOf(metadata: JsonObject): string {
  const comment = metadata['comment'];
  return typeof comment === 'string' ? comment : '';
}
