import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { readOperation } from './read-operation.ts';
import { readList, readPath } from './read-path.ts';
import type { DropColumn, ReadOperation } from './types.ts';

/** Reads what follows `DROP COLUMN[S]`: `[IF EXISTS] [(] name, … [)]`. */
export function readDropColumns(reader: SqlReader): ReadOperation<DropColumn>[] | null {
  const ifExists = reader.takeWords('IF', 'EXISTS');
  const dropped = readList(reader, () => readOperation(reader, () => readColumn(reader, ifExists)));
  if (dropped === null || !(reader.isWord('CASCADE') || reader.isWord('RESTRICT'))) return dropped;
  const word = reader.peek();
  return reader.fail(
    word,
    `DROP COLUMN takes no ${word.value.toUpperCase()}: nothing here hangs on a column, and what a key or a partition needs is not dropped`,
  );
}

function readColumn(reader: SqlReader, ifExists: boolean): DropColumn | null {
  const path = readPath(reader, 'a column name');
  return path === null ? null : { op: 'DROP_COLUMN', path, ifExists };
}
