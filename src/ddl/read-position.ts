import { readName } from '../schema/sql/read-name.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import type { Position } from './types.ts';

export function isPosition(reader: SqlReader): boolean {
  return reader.isWord('FIRST') || reader.isWord('AFTER');
}

/** Reads `FIRST` or `AFTER column`. The column is one of the same parent, so its name alone is enough. */
export function readPosition(reader: SqlReader): Position | null {
  if (reader.takeWords('FIRST')) return { at: 'FIRST' };
  if (!reader.takeWords('AFTER')) return reader.expected('FIRST or AFTER');
  const column = readName(reader, 'the name of the column that it stands after');
  if (column === null) return null;
  if (!reader.isSymbol('.')) return { at: 'AFTER', column };
  return reader.fail(reader.peek(), 'AFTER takes the last name alone: the column is one of the same parent');
}
