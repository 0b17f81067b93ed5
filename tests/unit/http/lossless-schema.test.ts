import { describe, expect, it } from '@jest/globals';
import { readJson } from '../../../src/schema/json/json-reader.ts';
import { structFromJson } from '../../../src/schema/parse-json.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';

describe('a schema as an object in a request body', () => {
  it.each(['1.0', '9223372036854775807', '-0', '1', '1e2'])(
    'keeps the number %s in its metadata',
    (number) => {
      const field = `{"name":"a","type":"long","nullable":true,"metadata":{"n":${number}}}`;
      const text = `{"type":"struct","fields":[${field}]}`;
      const body = readJson(text, { lossless: true });
      const parsed = structFromJson(body.ok ? body.value : undefined);
      expect(parsed.ok && printStructJson(parsed.value)).toBe(text);
    },
  );
});
