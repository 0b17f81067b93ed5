import { readName } from '../schema/sql/read-name.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { readOperation } from './read-operation.ts';
import { isOneColumn, readPath } from './read-path.ts';
import type { ReadOperation, RenameColumn } from './types.ts';

/** Reads what follows `RENAME COLUMN`: `name TO name`. Of a nested column only the last name changes. */
export function readRenameColumn(reader: SqlReader): ReadOperation<RenameColumn>[] | null {
  if (reader.isWord('IF') && reader.isWord('EXISTS', 1)) {
    return reader.fail(reader.peek(), 'RENAME COLUMN takes no IF EXISTS');
  }
  const read = readOperation(reader, () => readRename(reader));
  return read === null ? null : [read];
}

function readRename(reader: SqlReader): RenameColumn | null {
  const path = readPath(reader, 'a column name');
  if (path === null) return null;
  if (!reader.takeWords('TO')) return reader.expected('TO and the new name');
  const to = readName(reader, 'the new name');
  if (to === null) return null;
  if (reader.isSymbol('.')) {
    return reader.fail(reader.peek(), 'the new name is one name, not a path: a column stays where it is');
  }
  return isOneColumn(reader, 'RENAME COLUMN') ? { op: 'RENAME_COLUMN', path, to } : null;
}
