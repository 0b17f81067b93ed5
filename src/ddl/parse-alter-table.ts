import { pathText } from '../schema/path.ts';
import { SqlReader } from '../schema/sql/sql-reader.ts';
import type { TypeBudget } from '../schema/sql/read-type.ts';
import { type Parsed, SCHEMA_LIMITS } from '../schema/types.ts';
import { readAddColumns } from './read-add-columns.ts';
import { readDropColumns } from './read-drop-columns.ts';
import { readPath } from './read-path.ts';
import type { AlterTable, DdlOperation } from './types.ts';

const NOT_YET = ['RENAME', 'ALTER', 'CHANGE', 'REPLACE', 'SET', 'UNSET', 'RECOVER', 'PARTITION', 'CLUSTER'];

/**
 * Reads `ALTER TABLE t ADD COLUMN[S] …` and `DROP COLUMN[S] …`, one or more statements about one table with `;` between them:
 * columns with or without brackets around them, nested names (`address.zip`, `points.element.y`), `IF [NOT] EXISTS`, `COMMENT`.
 * An error has the line and column of the first fault and what was expected there; what else ALTER TABLE can do is refused
 * as not supported yet.
 */
export function parseAlterTable(sql: string): Parsed<AlterTable> {
  const reader = new SqlReader(sql);
  return reader.finish(readStatements(reader), "',' or ';' or the end");
}

function readStatements(reader: SqlReader): AlterTable | null {
  const budget: TypeBudget = { fields: 0 };
  const operations: DdlOperation[] = [];
  let table: readonly string[] | null = null;
  do {
    const start = reader.peek();
    const statement = readStatement(reader, budget);
    if (statement === null) return null;
    if (table !== null && !sameTable(table, statement.table)) {
      return reader.fail(
        start,
        `the statements are about two tables: ${pathText(table)}, ${pathText(statement.table)}`,
      );
    }
    table ??= statement.table;
    for (const operation of statement.operations) operations.push(operation);
    if (operations.length > SCHEMA_LIMITS.fields) {
      return reader.fail(start, `there are more than ${SCHEMA_LIMITS.fields} operations`);
    }
  } while (takeSemicolons(reader) && reader.peek().kind !== 'end');
  return { table, operations };
}

function takeSemicolons(reader: SqlReader): boolean {
  if (!reader.takeSymbol(';')) return false;
  while (reader.takeSymbol(';'));
  return true;
}

function sameTable(a: readonly string[], b: readonly string[]): boolean {
  return pathText(a).toLowerCase() === pathText(b).toLowerCase();
}

function readStatement(reader: SqlReader, budget: TypeBudget): AlterTable | null {
  if (!reader.takeWords('ALTER', 'TABLE')) return reader.expected('ALTER TABLE');
  const table = readPath(reader, 'the name of a table');
  if (table === null) return null;
  const operations = readAction(reader, budget);
  return operations === null ? null : { table, operations };
}

function readAction(reader: SqlReader, budget: TypeBudget): DdlOperation[] | null {
  const verb = reader.peek();
  if (reader.takeWords('ADD', 'COLUMN') || reader.takeWords('ADD', 'COLUMNS'))
    return readAddColumns(reader, budget);
  if (reader.takeWords('DROP', 'COLUMN') || reader.takeWords('DROP', 'COLUMNS'))
    return readDropColumns(reader);
  if (NOT_YET.some((word) => reader.isWord(word))) {
    const asked = verb.value.toUpperCase();
    return reader.fail(verb, `ALTER TABLE … ${asked} is not supported yet: ADD COLUMN and DROP COLUMN are`);
  }
  if (reader.takeWords('ADD') || reader.takeWords('DROP')) return reader.expected('COLUMN or COLUMNS');
  return reader.expected('ADD COLUMN or DROP COLUMN');
}
