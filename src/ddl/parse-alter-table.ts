import { pathText } from '../schema/path.ts';
import { SqlReader } from '../schema/sql/sql-reader.ts';
import type { TypeBudget } from '../schema/sql/read-type.ts';
import { type Parsed, SCHEMA_LIMITS } from '../schema/types.ts';
import { readAddColumns } from './read-add-columns.ts';
import { readAlterColumns } from './read-alter-columns.ts';
import { readChangeColumn } from './read-change-column.ts';
import { readDropColumns } from './read-drop-columns.ts';
import { readPath } from './read-path.ts';
import { readRenameColumn } from './read-rename-column.ts';
import { refusedStatement } from './refused-statements.ts';
import type { AlterTable, DdlOperation, ReadOperation } from './types.ts';

const ACTIONS = 'ADD COLUMN, DROP COLUMN, RENAME COLUMN, ALTER COLUMN or CHANGE COLUMN';

/**
 * Reads what Spark's ALTER TABLE can do about columns: `ADD`, `DROP`, `RENAME`, `ALTER` and `CHANGE COLUMN`, one or more
 * statements about one table with `;` between them. Nested names (`address.zip`, `points.element.y`), quoting and case are
 * as in Spark. An error has the line and column of the first fault and what was expected there; what else ALTER TABLE can
 * do is refused with the reason.
 */
export function parseAlterTable(sql: string): Parsed<AlterTable> {
  const reader = new SqlReader(sql);
  return reader.finish(readStatements(reader), "',' or ';' or the end");
}

function readStatements(reader: SqlReader): AlterTable | null {
  const budget: TypeBudget = { fields: 0 };
  const operations: DdlOperation[] = [];
  const starts: number[] = [];
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
    for (const { operation, start: offset } of statement.read) {
      operations.push(operation);
      starts.push(offset);
    }
    if (operations.length > SCHEMA_LIMITS.fields) {
      return reader.fail(start, `there are more than ${SCHEMA_LIMITS.fields} operations`);
    }
  } while (takeSemicolons(reader) && reader.peek().kind !== 'end');
  return { table, operations, starts };
}

interface Statement {
  readonly table: readonly string[];
  readonly read: readonly ReadOperation[];
}

function takeSemicolons(reader: SqlReader): boolean {
  if (!reader.takeSymbol(';')) return false;
  while (reader.takeSymbol(';'));
  return true;
}

function sameTable(a: readonly string[], b: readonly string[]): boolean {
  return pathText(a).toLowerCase() === pathText(b).toLowerCase();
}

function readStatement(reader: SqlReader, budget: TypeBudget): Statement | null {
  if (!reader.takeWords('ALTER', 'TABLE')) return reader.expected('ALTER TABLE');
  if (reader.isWord('IF') && reader.isWord('EXISTS', 1)) {
    return reader.fail(reader.peek(), 'ALTER TABLE takes no IF EXISTS');
  }
  const table = readPath(reader, 'the name of a table');
  if (table === null) return null;
  const read = readAction(reader, budget);
  return read === null ? null : { table, read };
}

function readAction(reader: SqlReader, budget: TypeBudget): readonly ReadOperation[] | null {
  if (takeColumns(reader, 'ADD')) return readAddColumns(reader, budget);
  if (takeColumns(reader, 'DROP')) return readDropColumns(reader);
  if (reader.takeWords('RENAME', 'COLUMN')) return readRenameColumn(reader);
  const refused = refusedStatement(reader);
  if (refused !== null) return reader.fail(reader.peek(), refused);
  if (reader.takeWords('ALTER')) {
    reader.takeWords('COLUMN');
    return readAlterColumns(reader, budget);
  }
  if (reader.takeWords('CHANGE')) {
    reader.takeWords('COLUMN');
    return readChangeColumn(reader, budget);
  }
  if (reader.takeWords('ADD') || reader.takeWords('DROP')) return reader.expected('COLUMN or COLUMNS');
  return reader.expected(reader.takeWords('RENAME') ? 'COLUMN' : ACTIONS);
}

function takeColumns(reader: SqlReader, verb: string): boolean {
  return reader.takeWords(verb, 'COLUMN') || reader.takeWords(verb, 'COLUMNS');
}
