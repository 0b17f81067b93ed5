import type { SqlReader } from '../schema/sql/sql-reader.ts';
import { describeToken } from '../schema/sql/token.ts';
import { COMMENT_LENGTH } from './comment-length.ts';
import { isPosition, readPosition } from './read-position.ts';
import type { Position } from './types.ts';

/** What a statement says of a column besides its name and type. */
export interface ColumnRest {
  readonly nullable: boolean;
  readonly comment: string | null;
  readonly position: Position | null;
}

const NO_DEFAULTS = 'leave it away, and have jobs write the value';

const CONSTRAINTS =
  'constraints of columns are not part of a schema here, NOT NULL aside, and keys are settings of the dataset (PATCH /datasets/{dataset})';

const REFUSED: readonly (readonly [word: string, why: string])[] = [
  ['DEFAULT', `DEFAULT is not done here: rows without the column read null; ${NO_DEFAULTS}`],
  ['GENERATED', `generated columns are not done here: only their engine computes them; ${NO_DEFAULTS}`],
  ...['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'REFERENCES'].map((word) => [word, CONSTRAINTS] as const),
  ['NULL', 'a column may be null unless it says NOT NULL: leave NULL away'],
];

/** Reads `NOT NULL`, `COMMENT '…'` and `FIRST` or `AFTER column`, each once, in any order. */
export function readColumnRest(reader: SqlReader): ColumnRest | null {
  let rest: ColumnRest = { nullable: true, comment: null, position: null };
  for (;;) {
    const token = reader.peek();
    const refused = REFUSED.find(([word]) => reader.isWord(word));
    if (refused !== undefined) return reader.fail(token, refused[1]);
    if (rest.nullable && reader.takeWords('NOT', 'NULL')) {
      rest = { ...rest, nullable: false };
    } else if (rest.comment === null && reader.takeWords('COMMENT')) {
      const comment = readComment(reader);
      if (comment === null) return null;
      rest = { ...rest, comment };
    } else if (rest.position === null && isPosition(reader)) {
      const position = readPosition(reader);
      if (position === null) return null;
      rest = { ...rest, position };
    } else {
      return isAgain(reader) ? reader.fail(token, `${describeToken(token)} is out of place here`) : rest;
    }
  }
}

export function readComment(reader: SqlReader): string | null {
  const token = reader.peek();
  if (token.kind !== 'string') return reader.expected('the comment, a string in quotes');
  if (token.value.length > COMMENT_LENGTH) {
    return reader.fail(token, `a comment has at most ${COMMENT_LENGTH} characters`);
  }
  return reader.take().value;
}

function isAgain(reader: SqlReader): boolean {
  return reader.isWord('NOT') || reader.isWord('COMMENT') || isPosition(reader);
}
