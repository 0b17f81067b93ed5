import { readJson } from './json/json-reader.ts';
import { structFromJson } from './struct-from-json.ts';
import type { Parsed, StructType } from './types.ts';

export { structFromJson } from './struct-from-json.ts';

/**
 * A struct from StructType JSON as text, such as `df.schema.json` gives. See `readJson` for which text is read, and
 * `structFromJson` for what is taken; numbers in metadata keep the text that they have. A text that cannot be read gives
 * one error, with pointer and position. Total for every text.
 */
export function parseStructJson(text: string): Parsed<StructType> {
  const reading = readJson(text, { lossless: true });
  if (reading.ok) return structFromJson(reading.value);
  const { pointer, message, position } = reading;
  return { ok: false, errors: [{ pointer, message: `not valid JSON: ${message}`, position }] };
}
