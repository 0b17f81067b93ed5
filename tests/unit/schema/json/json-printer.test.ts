import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printJson, printSortedJson } from '../../../../src/schema/json/json-printer.ts';
import { readJson } from '../../../../src/schema/json/json-reader.ts';
import { RawNumber } from '../../../../src/schema/json/raw-number.ts';
import { metadata } from '../../../support/arbitrary-schema.ts';
import { runs } from '../../../support/property.ts';

/** Pieces of the texts that the printer looks for, in the order of a mark more often than not. */
const markLike = fc
  .array(fc.constantFrom('"', '\\', 'u0000', '\\u0000', '"\\u0000', '1', '1.0"', '1e2', ',', ':', '{'), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));

/** Values whose texts try to pass for raw numbers. */
const forgery = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    markLike,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(markLike, fc.constantFrom('isLosslessNumber', 'value', 'toJSON')), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

function read(text: string): unknown {
  const reading = readJson(text, { lossless: true });
  return reading.ok ? reading.value : reading;
}

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
    const text = '{"a":1.0,"b":[9223372036854775808,{"c":-0}],"d":"x","e":null,"f":[1E+400,0.10]}';
    expect(printJson(read(text))).toBe(text);
  });

  it('prints a raw number that stands alone', () => {
    expect(printJson(new RawNumber('1.0'))).toBe('1.0');
  });

  it('prints texts that look like a number at work as the texts they are, beside numbers and alone', () => {
    fc.assert(
      fc.property(forgery, (value) => {
        const alone = JSON.stringify(value);
        expect(printJson(value)).toBe(alone);
        expect(printJson([value, new RawNumber('1.0'), value])).toBe(`[${alone},1.0,${alone}]`);
      }),
      { numRuns: runs * 5 },
    );
  });

  it.each([
    ['as text', String.raw`\u00001.0`],
    ['as text after a quote', String.raw`"\u00001.0`],
    ['as text between quotes', String.raw`"\u00001.0"`],
    ['after two backslashes', String.raw`\\u00001.0`],
    ['as an object of another shape', { isLosslessNumber: true, value: '1}, "admin": true' }],
  ])('is not taken in by a mark written out %s', (_how, forged) => {
    const text = printJson({ forged, number: new RawNumber('1.0') });
    expect(JSON.parse(text)).toEqual({ forged, number: 1 });
  });

  it.each([
    ['a name', { '\u00001': 'x' }],
    ['behind a quote', { a: '"\u00001' }],
    ['before what is no number', { a: '\u00001,2' }],
  ])('changes no text that holds a mark as %s', (_where, value) => {
    expect(printJson([value, new RawNumber('1.0')])).toBe(`[${JSON.stringify(value)},1.0]`);
  });

  it('gives JSON whatever stands in place of a number', () => {
    for (const value of ['', '1}', '1,2', '--1', '1.']) {
      expect(() => JSON.parse(printJson([new RawNumber(value)])) as unknown).not.toThrow();
    }
  });
});

describe('printSortedJson', () => {
  it('gives the same text whatever the order of the members', () => {
    const reversed = (object: object) => Object.fromEntries(Object.entries(object).reverse());
    fc.assert(
      fc.property(metadata, (object) => {
        expect(printSortedJson(reversed(object))).toBe(printSortedJson(object));
      }),
      { numRuns: runs },
    );
  });

  it('says the same as printJson', () => {
    fc.assert(
      fc.property(metadata, (object) => {
        expect(isDeepStrictEqual(read(printSortedJson(object)), read(printJson(object)))).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('sorts by code units, at every depth', () => {
    expect(printSortedJson({ b: [{ d: 1, c: new RawNumber('1.0') }], B: null, a: 'x' })).toBe(
      '{"B":null,"a":"x","b":[{"c":1.0,"d":1}]}',
    );
  });
});
