import { readJson } from '../json/json-reader.ts';
import { MALFORMED_RECORD } from './infer-schema.ts';

export type RecordsReading =
  | { readonly ok: true; readonly records: readonly unknown[] }
  | {
      readonly ok: false;
      readonly code: 'TOO_MANY' | 'REFUSED';
      readonly message: string;
      readonly position: { readonly line: number; readonly column: number };
    };

const LINE_END = /\r\n|\n|\r/g;
const BLANK = /^[ \t]*$/;
/** Each line may begin with one: files that were put together keep theirs. A line of nothing else is malformed. */
const BYTE_ORDER_MARK = /^\ufeff(?!$)/;

/**
 * The records of a text with one JSON value a line, read as Spark's JSON source reads them; blank lines are none. A line
 * that is no JSON is MALFORMED_RECORD. Refused is what Spark fails on as a whole or we cannot look into: a member twice in
 * one object, and more than JSON_DEPTH levels; and more than `most` records.
 */
export function readNdjson(text: string, most: number): RecordsReading {
  const records: unknown[] = [];
  let line = 0;
  for (const written of linesOf(text)) {
    line += 1;
    const content = written.replace(BYTE_ORDER_MARK, '');
    if (BLANK.test(content)) continue;
    if (records.length === most)
      return fault('TOO_MANY', `there are more than ${most} records`, { line, column: 1 });
    const reading = readJson(content, { lossless: true, dialect: 'SPARK' });
    if (reading.ok) records.push(reading.value);
    else if (reading.isJson)
      return fault('REFUSED', reading.message, {
        line,
        column: reading.position.column + written.length - content.length,
      });
    else records.push(MALFORMED_RECORD);
  }
  return { ok: true, records };
}

function fault(
  code: 'TOO_MANY' | 'REFUSED',
  message: string,
  position: { readonly line: number; readonly column: number },
): RecordsReading {
  return { ok: false, code, message, position };
}

function* linesOf(text: string): Generator<string, void> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(LINE_END)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  yield text.slice(start);
}
