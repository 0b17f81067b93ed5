import type { BodyForm } from '../../http/endpoint.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import { readNdjson } from '../../schema/inference/read-ndjson.ts';
import { NDJSON_EXAMPLES } from './inference.examples.ts';
import { MOST_RECORDS } from './inference.schemas.ts';

/** Records as lines, read as Spark reads them. */
export const NDJSON_FORM: BodyForm = {
  contentType: 'application/x-ndjson',
  description: `One JSON value a line, at most ${MOST_RECORDS}, read as Spark's JSON source reads them: a line that is no JSON is a corrupt record, and blank lines are none.`,
  examples: NDJSON_EXAMPLES,
  read: readRecords,
};

function readRecords(text: string): Outcome<unknown> {
  const reading = readNdjson(text, MOST_RECORDS);
  if (reading.ok) return accept({ records: reading.records });
  const { line, column } = reading.position;
  const detail = `Line ${line}, column ${column}: ${reading.message}.`;
  const code = reading.code === 'TOO_MANY' ? 'INVALID_REQUEST' : 'MALFORMED_JSON';
  return refuse(code, detail, { errors: [{ in: 'body', path: '', message: detail }] });
}
