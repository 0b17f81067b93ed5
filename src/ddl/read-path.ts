import { readName } from '../schema/sql/read-name.ts';
import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { SCHEMA_LIMITS } from '../schema/types.ts';

/** Reads a name of several parts with dots between them. */
export function readPath(reader: SqlReader, what: string): string[] | null {
  const path: string[] = [];
  do {
    const at = reader.peek();
    const step = readName(reader, path.length === 0 ? what : "a name after the '.'");
    if (step === null) return null;
    path.push(step);
    if (path.length > SCHEMA_LIMITS.depth) {
      return reader.fail(at, `a name has at most ${SCHEMA_LIMITS.depth} parts`);
    }
  } while (reader.takeSymbol('.'));
  return path;
}

/** Reads `item, item, …`, with or without brackets around all of it. */
export function readList<T>(reader: SqlReader, item: () => T | null): T[] | null {
  const bracketed = reader.takeSymbol('(');
  const items = readItems(reader, item);
  if (items !== null && bracketed && !reader.takeSymbol(')')) return reader.expected("',' or ')'");
  return items;
}

/**
 * Reads `item, item, …`. A word that starts another action after a comma is a slip that many databases allow and Spark
 * does not.
 */
export function readItems<T>(reader: SqlReader, item: () => T | null): T[] | null {
  const items: T[] = [];
  do {
    if (startsAction(reader)) {
      return reader.fail(
        reader.peek(),
        "start another statement, with ';' between them, instead of a second action",
      );
    }
    const read = item();
    if (read === null) return null;
    items.push(read);
  } while (reader.takeSymbol(','));
  return items;
}

/** Whether a statement about one column ends here; where another column follows, it fails. */
export function isOneColumn(reader: SqlReader, statement: string): boolean {
  if (!reader.isSymbol(',')) return true;
  reader.fail(
    reader.peek(),
    `this ${statement} takes one column: start another statement, with ';' between them`,
  );
  return false;
}

const VERBS = ['ADD', 'DROP', 'RENAME', 'ALTER', 'CHANGE'];

function startsAction(reader: SqlReader): boolean {
  const isVerb = VERBS.some((verb) => reader.isWord(verb));
  return isVerb && (reader.isWord('COLUMN', 1) || reader.isWord('COLUMNS', 1));
}
