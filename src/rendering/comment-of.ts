import type { StructField } from '../schema/types.ts';

/** What the column means, where somebody said it. */
export function commentOf({ metadata }: StructField): string | null {
  const comment = metadata['comment'];
  return typeof comment === 'string' ? comment : null;
}
