import { parseJsonText } from './parse-json-text.ts';
import { structFromJson } from './struct-from-json.ts';
import type { Parsed, StructType } from './types.ts';

export { structFromJson } from './struct-from-json.ts';

/**
 * A struct from StructType JSON as text, such as `df.schema.json` gives. See `structFromJson` for what is taken; numbers
 * in metadata keep the text that they have, and a key twice in one object is an error. Total for every text.
 */
export function parseStructJson(text: string): Parsed<StructType> {
  const json = parseJsonText(text);
  return json.ok ? structFromJson(json.value) : json;
}
