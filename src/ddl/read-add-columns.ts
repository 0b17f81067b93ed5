import { readType, type TypeBudget } from '../schema/sql/read-type.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { readColumnRest } from './read-column-rest.ts';
import { readOperation } from './read-operation.ts';
import { readList, readPath } from './read-path.ts';
import type { AddColumn, ReadOperation } from './types.ts';

/**
 * Reads what follows `ADD COLUMN[S]`: `[IF NOT EXISTS] [(] name type [NOT NULL] [COMMENT '…'] [FIRST | AFTER name], … [)]`.
 * Spark itself has no IF NOT EXISTS here; engines on top of it do.
 */
export function readAddColumns(reader: SqlReader, budget: TypeBudget): ReadOperation<AddColumn>[] | null {
  const ifNotExists = reader.takeWords('IF', 'NOT', 'EXISTS');
  return readList(reader, () => readOperation(reader, () => readColumn(reader, budget, ifNotExists)));
}

function readColumn(reader: SqlReader, budget: TypeBudget, ifNotExists: boolean): AddColumn | null {
  const path = readPath(reader, 'a column name');
  if (path === null) return null;
  budget.fields += 1;
  const type = readType(reader, budget, path.length);
  if (type === null) return null;
  const rest = readColumnRest(reader);
  return rest === null ? null : { op: 'ADD_COLUMN', path, type, ...rest, ifNotExists };
}
