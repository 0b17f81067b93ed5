import type { ColumnFact } from '../evolution/types.ts';
import type { Rename } from './types.ts';

/** The renames that column facts tell of: a tombstone knows what its column is called now. Those long done are passed over by whoever compares two schemas. */
export function renamesIn(facts: readonly ColumnFact[]): Rename[] {
  return facts.flatMap(({ path, dropped }) => {
    const [from, to] = [path.at(-1), dropped?.renamedTo ?? null];
    return from === undefined || to === null ? [] : [{ parent: path.slice(0, -1), from, to }];
  });
}
