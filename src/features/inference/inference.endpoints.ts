import { endpoint, type Endpoint } from '../../http/endpoint.ts';
import { refuse } from '../../problems.ts';
import { quoted } from '../../schema/faults.ts';
import { inferSchema, type InferenceResult } from '../../schema/inference/infer-schema.ts';
import { pathText } from '../../schema/path.ts';
import { printStructJson, structToJson } from '../../schema/print-json.ts';
import { INFERRED_EXAMPLES, RECORDS_EXAMPLES } from './inference.examples.ts';
import { InferQuery, InferRequest, InferResponse } from './inference.schemas.ts';
import { NDJSON_FORM } from './ndjson-form.ts';

const BODY_LIMIT = 32 * 1024 * 1024;

const infer = endpoint({
  method: 'post',
  path: '/schema/infer',
  operationId: 'inferSchema',
  tag: 'Schemas',
  summary: 'Infer the schema of sample records',
  description: [
    'The StructType that Spark would infer from these records with `spark.read.json` and no options. Nothing is judged or stored. At most 32 MB and 10,000 records.',
    'Whole numbers are `long`, or `decimal(p,0)` beyond 64 bits; fractions are `double`; `null`, `""` and `[]` say nothing; types that differ otherwise become `string`. Fields are nullable and sorted by name. A record that is an array is a row for each of its elements; what is no row adds `_corrupt_record`.',
    'Names that differ in case alone are always told apart, where Spark depends on the order of the records.',
  ].join('\n\n'),
  permission: 'schema:read',
  query: InferQuery,
  body: {
    schema: InferRequest,
    examples: RECORDS_EXAMPLES,
    losslessNumbers: true,
    limit: BODY_LIMIT,
    alternative: NDJSON_FORM,
  },
  responses: {
    200: { description: 'The schema.', schema: InferResponse, examples: INFERRED_EXAMPLES },
  },
  problems: [],
  handle: (_context: unknown, { body, query }) => {
    const result = inferSchema(body.records, query);
    if (!result.ok) return Promise.resolve(refuseRecord(result));
    const { schema, nullOnlyPaths, records } = result.value;
    return Promise.resolve({
      ok: true,
      status: 200,
      body: {
        schema: structToJson(schema),
        schema_json: printStructJson(schema),
        nullOnlyPaths,
        records,
      },
    });
  },
});

function refuseRecord({ record, path, message }: Extract<InferenceResult, { ok: false }>) {
  const where = path.length === 0 ? '' : ` at ${quoted(pathText(path))}`;
  const detail = `Record ${record + 1} has what no schema can hold${where}: ${message}.`;
  return refuse('INVALID_REQUEST', detail, { errors: [{ in: 'body', path: `/records/${record}`, message }] });
}

export const inferenceEndpoints: readonly Endpoint<unknown>[] = [infer];
