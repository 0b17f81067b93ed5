import type { ColumnFact, Tombstone } from '../evolution/types.ts';

/** Whether the same is known of a column, wherever it is. */
export function sameFact(a: ColumnFact, b: ColumnFact): boolean {
  return (
    a.pinned === b.pinned &&
    a.absence === b.absence &&
    a.settled === b.settled &&
    sameTombstone(a.dropped, b.dropped)
  );
}

function sameTombstone(a: Tombstone | null, b: Tombstone | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.type === b.type && a.version === b.version && a.renamedTo === b.renamedTo && a.arrivedIn === b.arrivedIn
  );
}
