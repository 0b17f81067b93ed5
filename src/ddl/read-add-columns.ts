import { readFieldRest } from '../schema/sql/read-field-rest.ts';
import { readType, type TypeBudget } from '../schema/sql/read-type.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { readList, readPath } from './read-path.ts';
import type { AddColumn } from './types.ts';

const REFUSED: readonly (readonly [string, string])[] = [
  ['FIRST', 'FIRST is not supported yet: new columns are added at the end'],
  ['AFTER', 'AFTER is not supported yet: new columns are added at the end'],
  ['DEFAULT', 'DEFAULT is not supported yet: new columns are null in the rows that exist'],
  ['GENERATED', 'generated columns are not supported yet'],
];

/** Reads what follows `ADD COLUMN[S]`: `[IF NOT EXISTS] [(] name type [NOT NULL] [COMMENT '…'], … [)]`. */
export function readAddColumns(reader: SqlReader, budget: TypeBudget): AddColumn[] | null {
  const ifNotExists = reader.takeWords('IF', 'NOT', 'EXISTS');
  return readList(reader, () => readColumn(reader, budget, ifNotExists));
}

function readColumn(reader: SqlReader, budget: TypeBudget, ifNotExists: boolean): AddColumn | null {
  const path = readPath(reader, 'a column name');
  if (path === null) return null;
  budget.fields += 1;
  const type = readType(reader, budget, path.length);
  if (type === null) return null;
  const rest = readFieldRest(reader);
  if (rest === null) return null;
  const refused = REFUSED.find(([word]) => reader.isWord(word));
  if (refused !== undefined) return reader.fail(reader.peek(), refused[1]);
  const { nullable, comment } = rest;
  return { op: 'ADD_COLUMN', path, type, nullable, comment, position: null, ifNotExists };
}
