import { readType, type TypeBudget } from '../schema/sql/read-type.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { readComment } from './read-column-rest.ts';
import { readOperation } from './read-operation.ts';
import { readItems, readPath } from './read-path.ts';
import { isPosition, readPosition } from './read-position.ts';
import type { DdlOperation, ReadOperation } from './types.ts';

const ACTIONS = 'TYPE, COMMENT, FIRST, AFTER, SET NOT NULL or DROP NOT NULL';
const ACTION_WORDS = ['TYPE', 'COMMENT', 'FIRST', 'AFTER', 'SET', 'DROP'];

/**
 * Reads what follows `ALTER [COLUMN]`: `name action, …`, where an action is `TYPE type`, `COMMENT '…'`, `FIRST`,
 * `AFTER name`, `SET NOT NULL` or `DROP NOT NULL`.
 */
export function readAlterColumns(reader: SqlReader, budget: TypeBudget): ReadOperation[] | null {
  if (reader.isWord('IF') && reader.isWord('EXISTS', 1)) {
    return reader.fail(reader.peek(), 'ALTER COLUMN takes no IF EXISTS');
  }
  return readItems(reader, () => readOperation(reader, () => readColumn(reader, budget)));
}

function readColumn(reader: SqlReader, budget: TypeBudget): DdlOperation | null {
  const path = readPath(reader, 'a column name');
  return path === null ? null : readAlteration(reader, budget, path);
}

/** Whether an action comes next. */
export function isAction(reader: SqlReader): boolean {
  return ACTION_WORDS.some((word) => reader.isWord(word));
}

/** Reads the one action of a column. */
export function readAlteration(reader: SqlReader, budget: TypeBudget, path: string[]): DdlOperation | null {
  const operation = readAction(reader, budget, path);
  if (operation === null || !isAction(reader)) return operation;
  return reader.fail(
    reader.peek(),
    "a column takes one change at a time: start another statement, with ';' between them, for the next",
  );
}

function readAction(reader: SqlReader, budget: TypeBudget, path: string[]): DdlOperation | null {
  if (reader.takeWords('TYPE')) {
    const type = readType(reader, budget, path.length);
    return type === null ? null : { op: 'ALTER_TYPE', path, type };
  }
  if (reader.takeWords('COMMENT')) {
    const comment = readComment(reader);
    return comment === null ? null : { op: 'ALTER_COMMENT', path, comment };
  }
  if (isPosition(reader)) {
    const position = readPosition(reader);
    return position === null ? null : { op: 'MOVE_COLUMN', path, position };
  }
  return readNullability(reader, path);
}

function readNullability(reader: SqlReader, path: string[]): DdlOperation | null {
  const start = reader.peek();
  const sets = reader.takeWords('SET');
  if (!sets && !reader.takeWords('DROP')) return reader.expected(ACTIONS);
  if (reader.takeWords('NOT', 'NULL')) return { op: 'ALTER_NULLABILITY', path, nullable: !sets };
  if (reader.isWord('DEFAULT')) {
    const why = 'rows without the column read null, and jobs write every value that is not';
    return reader.fail(start, `defaults of columns are not done here: ${why}`);
  }
  if (sets && reader.isWord('DATA'))
    return reader.fail(start, 'a type is changed by TYPE alone: ALTER COLUMN … TYPE …');
  return reader.expected('NOT NULL');
}
