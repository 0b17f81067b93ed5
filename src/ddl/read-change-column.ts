import { stepText } from '../schema/path.ts';
import { readName } from '../schema/sql/read-name.ts';
import { readType, type TypeBudget } from '../schema/sql/read-type.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { isTypeWord } from '../schema/sql/type-words.ts';
import { lowerKey } from '../schema/walk.ts';
import { isAction, readAlterColumns, readAlteration } from './read-alter-columns.ts';
import { readColumnRest } from './read-column-rest.ts';
import { isOneColumn, readPath } from './read-path.ts';
import type { DdlOperation, ReadOperation } from './types.ts';

/**
 * Reads what follows `CHANGE [COLUMN]`: what ALTER COLUMN takes, or the older form that names a column twice, as Spark
 * reads it: `name name type [COMMENT '…'] [FIRST | AFTER name]`, which renames nothing.
 */
export function readChangeColumn(reader: SqlReader, budget: TypeBudget): ReadOperation[] | null {
  const { start } = reader.peek();
  const path = readPath(reader, 'a column name');
  if (path === null) return null;
  if (namesTwice(reader, path)) {
    const operations = readOlderForm(reader, budget, path);
    return operations === null ? null : operations.map((operation) => ({ operation, start }));
  }
  const operation = readAlteration(reader, budget, path);
  if (operation === null) return null;
  const others = reader.takeSymbol(',') ? readAlterColumns(reader, budget) : [];
  return others === null ? null : [{ operation, start }, ...others];
}

/** A column may be called like an action: then the word behind tells which it is. */
function namesTwice(reader: SqlReader, path: readonly string[]): boolean {
  const { kind, value } = reader.peek();
  if (kind === 'quoted') return true;
  if (kind !== 'word') return false;
  if (!isAction(reader)) return true;
  const behind = reader.peek(1);
  return isSameName(value, path) && behind.kind === 'word' && isTypeWord(behind.value);
}

function isSameName(name: string, path: readonly string[]): boolean {
  return lowerKey(name) === lowerKey(path.at(-1) ?? '');
}

function readOlderForm(reader: SqlReader, budget: TypeBudget, path: string[]): DdlOperation[] | null {
  const at = reader.peek();
  const name = readName(reader, 'the name once more');
  if (name === null) return null;
  if (!isSameName(name, path)) {
    const instead = `RENAME COLUMN ${path.map(stepText).join('.')} TO ${stepText(name)}`;
    return reader.fail(at, `CHANGE COLUMN renames nothing: for another name write ${instead}`);
  }
  const type = readType(reader, budget, path.length);
  if (type === null) return null;
  const start = reader.peek();
  const rest = readColumnRest(reader);
  if (rest === null) return null;
  if (!rest.nullable) {
    return reader.fail(start, 'CHANGE COLUMN leaves nullability alone: write ALTER COLUMN … SET NOT NULL');
  }
  if (!isOneColumn(reader, 'CHANGE COLUMN')) return null;
  const operations: DdlOperation[] = [{ op: 'ALTER_TYPE', path, type }];
  const { comment, position } = rest;
  if (comment !== null) operations.push({ op: 'ALTER_COMMENT', path, comment });
  if (position !== null) operations.push({ op: 'MOVE_COLUMN', path, position });
  return operations;
}
