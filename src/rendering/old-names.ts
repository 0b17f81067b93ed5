import { stepText } from '../schema/path.ts';
import type { KeptColumn } from './differences-between.ts';
import { comment } from './line.ts';
import type { Line, TableSpec } from './types.ts';

/** Columns of files that are read by name: what was written before the rename is not found under the new one. */
export function oldNames(kept: readonly KeptColumn[], { format }: TableSpec): Line[] {
  if (format !== 'PARQUET') return [];
  return kept
    .filter(({ was, now }) => was.name !== now.name)
    .map(({ was, now }) =>
      comment(`Files of before hold ${stepText(now.name)} as ${stepText(was.name)}: there it shows as null.`),
    );
}
