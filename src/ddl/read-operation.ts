import type { SqlReader } from '../schema/sql/sql-reader.ts';
import type { DdlOperation, ReadOperation } from './types.ts';

/** Reads an operation and keeps where it begins, which is where it names its column. */
export function readOperation<T extends DdlOperation>(
  reader: SqlReader,
  read: () => T | null,
): ReadOperation<T> | null {
  const { start } = reader.peek();
  const operation = read();
  return operation === null ? null : { operation, start };
}
