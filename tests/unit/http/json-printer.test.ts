import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printJson } from '../../../src/http/json-printer.ts';
import { readJson } from '../../../src/http/json-reader.ts';
import { runs } from '../../support/property.ts';

describe('printJson', () => {
  it('prints plain values as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(printJson(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: runs },
    );
  });

  it('gives back numbers as they were written', () => {
    const text = '{"a":1.0,"b":[9223372036854775808,{"c":-0}],"d":"x","e":null}';
    const reading = readJson(text, { lossless: true });
    expect(printJson(reading.ok ? reading.value : null)).toBe(text);
  });

  it('prints an object that only looks like a number as the object it is', () => {
    const forged = { isLosslessNumber: true, value: '1}, "admin": true' };
    expect(JSON.parse(printJson({ forged }))).toEqual({ forged });
  });
});
