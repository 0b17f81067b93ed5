import { primitive } from '../constructors.ts';
import type { PrimitiveType } from '../types.ts';

/** The words of Spark's DDL for types that need nothing more, in upper case: aliases included, and JSON's names. */
export const SIMPLE_TYPES: ReadonlyMap<string, PrimitiveType> = new Map([
  ['VOID', primitive('void')],
  ['BOOLEAN', primitive('boolean')],
  ['TINYINT', primitive('byte')],
  ['BYTE', primitive('byte')],
  ['SMALLINT', primitive('short')],
  ['SHORT', primitive('short')],
  ['INT', primitive('integer')],
  ['INTEGER', primitive('integer')],
  ['BIGINT', primitive('long')],
  ['LONG', primitive('long')],
  ['FLOAT', primitive('float')],
  ['REAL', primitive('float')],
  ['DOUBLE', primitive('double')],
  ['STRING', primitive('string')],
  ['BINARY', primitive('binary')],
  ['DATE', primitive('date')],
  ['TIMESTAMP', primitive('timestamp')],
  ['TIMESTAMP_LTZ', primitive('timestamp')],
  ['TIMESTAMP_NTZ', primitive('timestamp_ntz')],
  ['VARIANT', primitive('variant')],
]);

export const DECIMAL_WORDS: ReadonlySet<string> = new Set(['DECIMAL', 'DEC', 'NUMERIC']);

export const CHARACTER_WORDS: ReadonlyMap<string, 'char' | 'varchar'> = new Map([
  ['CHAR', 'char'],
  ['CHARACTER', 'char'],
  ['VARCHAR', 'varchar'],
]);

/** Types of newer Sparks, kept by name. Any other unknown word in SQL is taken for a misspelling, not for a type. */
export const OPAQUE_WORDS: ReadonlySet<string> = new Set(['TIME', 'GEOMETRY', 'GEOGRAPHY']);

/** The fields of Spark's two interval types, each from the largest to the smallest. */
export const INTERVAL_FIELDS: readonly (readonly string[])[] = [
  ['YEAR', 'MONTH'],
  ['DAY', 'HOUR', 'MINUTE', 'SECOND'],
];

const NESTED_WORDS: ReadonlySet<string> = new Set(['ARRAY', 'MAP', 'STRUCT']);

/** Whether a type may start with this word, in any case. */
export function isTypeWord(word: string): boolean {
  const upper = word.toUpperCase();
  return (
    upper === 'INTERVAL' ||
    SIMPLE_TYPES.has(upper) ||
    [DECIMAL_WORDS, CHARACTER_WORDS, OPAQUE_WORDS, NESTED_WORDS].some((words) => words.has(upper))
  );
}
