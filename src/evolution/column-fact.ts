import type { DataType, Path } from '../schema/types.ts';
import type { ColumnFact, Tombstone } from './types.ts';

/** What holds of a path that nothing is known of, with what is known laid over it. */
export function columnFact(path: Path, known: Omit<Partial<ColumnFact>, 'path'> = {}): ColumnFact {
  return { path, pinned: false, absence: 'REQUIRED', settled: false, dropped: null, ...known };
}

/** A column that was dropped, and that no batch has brought since. */
export function tombstoneOf(type: DataType, version: number): Tombstone {
  return { type, version, renamedTo: null, arrivedIn: null };
}
