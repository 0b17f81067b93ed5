import { nameFault } from '../name-fault.ts';
import type { SqlReader } from './sql-reader.ts';
import { describeToken } from './token.ts';

const PLAIN_NAME = /^[A-Za-z0-9_]+$/;

/** A name, bare or in back-quotes. */
export function readName(reader: SqlReader, what: string): string | null {
  const token = reader.peek();
  if (token.kind !== 'word' && token.kind !== 'quoted') return reader.expected(what);
  if (token.kind === 'word' && !PLAIN_NAME.test(token.value)) {
    return reader.fail(token, `${describeToken(token)} has to stand in back-quotes`);
  }
  const fault = nameFault(token.value);
  if (fault !== null) return reader.fail(token, fault);
  return reader.take().value;
}
