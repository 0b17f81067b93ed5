import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { readList, readPath } from './read-path.ts';
import type { DropColumn } from './types.ts';

/** Reads what follows `DROP COLUMN[S]`: `[IF EXISTS] [(] name, … [)]`. */
export function readDropColumns(reader: SqlReader): DropColumn[] | null {
  const ifExists = reader.takeWords('IF', 'EXISTS');
  return readList(reader, () => {
    const path = readPath(reader, 'a column name');
    return path === null ? null : { op: 'DROP_COLUMN', path, ifExists };
  });
}
