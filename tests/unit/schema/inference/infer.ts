import { type Inference, inferSchema } from '../../../../src/schema/inference/infer-schema.ts';
import { readNdjson } from '../../../../src/schema/inference/read-ndjson.ts';
import type { NullFields } from '../../../../src/schema/inference/shape-to-type.ts';
import { typeText } from '../../../../src/schema/sql/type-text.ts';

/** What is inferred from records; fails where nothing can be. */
export function infer(records: Iterable<unknown>, nullFields: NullFields = 'STRING'): Inference {
  const result = inferSchema(records, { nullFields });
  if (!result.ok) throw new Error(`record ${result.record}, ${result.path.join('.')}: ${result.message}`);
  return result.value;
}

/** Of lines of JSON: the type of the row as text. */
export function typeOfLines(lines: readonly string[], nullFields: NullFields = 'STRING'): string {
  const reading = readNdjson(lines.join('\n'), 10_000);
  if (!reading.ok) throw new Error(reading.message);
  return typeText(infer(reading.records, nullFields).schema);
}

/** The type of the field `v` that takes the given values, one a record. */
export function typeOfValues(values: readonly string[], nullFields: NullFields = 'STRING'): string {
  const type = typeOfLines(
    values.map((value) => `{"v":${value}}`),
    nullFields,
  );
  return type.replace(/^struct<v: (.*)>$/, '$1');
}
