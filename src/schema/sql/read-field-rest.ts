import type { SqlReader } from './sql-reader.ts';
import { describeToken } from './token.ts';

export interface FieldRest {
  readonly nullable: boolean;
  readonly comment: string | null;
}

/** What may follow a type: `NOT NULL` and `COMMENT '…'`, each once, in any order. */
export function readFieldRest(reader: SqlReader): FieldRest | null {
  let nullable = true;
  let comment: string | null = null;
  for (;;) {
    const token = reader.peek();
    if (nullable && reader.takeWords('NOT', 'NULL')) {
      nullable = false;
    } else if (comment === null && reader.takeWords('COMMENT')) {
      if (reader.peek().kind !== 'string') return reader.expected('the comment, a string in quotes');
      comment = reader.take().value;
    } else if (reader.isWord('NOT') || reader.isWord('COMMENT')) {
      return reader.fail(token, `${describeToken(token)} is out of place here`);
    } else {
      return { nullable, comment };
    }
  }
}
