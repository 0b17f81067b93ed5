import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JSON_DEPTH, readJson } from '../../../src/http/json-reader.ts';
import { runs } from '../../support/property.ts';

const plain = { lossless: false };
const lossless = { lossless: true };

function fault(text: string, options = plain) {
  const reading = readJson(text, options);
  return reading.ok ? null : reading;
}

describe('readJson', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(readJson(text, plain)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
      { numRuns: runs },
    );
  });

  it('takes white space wherever JSON allows it', () => {
    expect(readJson(' \t\r\n{ "a" : [ 1 , { } , [ ] ] } ', plain)).toEqual({
      ok: true,
      value: { a: [1, {}, []] },
    });
  });

  it('accepts nothing that JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('{}[]:,"\\u0dnulltrefas1-+.eE \n')), maxLength: 12 }),
        (text) => {
          if (readJson(text, plain).ok) expect(() => JSON.parse(text) as unknown).not.toThrow();
        },
      ),
      { numRuns: runs * 5 },
    );
  });

  it.each([
    '',
    '{',
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '{a:1}',
    "{'a':1}",
    '[1 2]',
    'tru',
    '01',
    '1.',
    '.5',
    '+1',
    '1e',
    '"',
    '"\\x"',
    '"\n"',
    '1 1',
    '[}',
  ])('refuses %j', (text) => {
    expect(readJson(text, plain).ok).toBe(false);
  });

  it('says where the fault is, in the text and in the value', () => {
    expect(fault('{\n  "a": [1, {"b/c": nope}]\n}')).toEqual({
      ok: false,
      pointer: '/a/1/b~1c',
      message: 'a value is expected',
      line: 2,
      column: 20,
    });
  });

  it('refuses a member that comes twice, naming it', () => {
    expect(fault('{"a":{"b":1,"b":1}}')).toMatchObject({
      pointer: '/a/b',
      message: 'the object has this member twice',
    });
  });

  it.each([
    ['a NUL character', '{"a":"x\\u0000"}'],
    ['half of a surrogate pair', '{"a":"\\ud800"}'],
    ['the halves in the wrong order', '{"a":"\\udc00\\ud800"}'],
  ])('refuses %s', (_what, text) => {
    expect(fault(text)).toMatchObject({ pointer: '/a' });
  });

  it('refuses these characters in names too', () => {
    expect(readJson('{"\\u0000":1}', plain).ok).toBe(false);
  });

  it('reads a surrogate pair that is whole', () => {
    expect(readJson('"\\ud83d\\ude00"', plain)).toEqual({ ok: true, value: '😀' });
  });

  it(`reads ${JSON_DEPTH} levels and refuses one more`, () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(readJson(nested(JSON_DEPTH), plain).ok).toBe(true);
    expect(fault(nested(JSON_DEPTH + 1))?.message).toContain(String(JSON_DEPTH));
  });

  it('refuses a million brackets without overflowing the stack', () => {
    expect(readJson('['.repeat(1_000_000), plain).ok).toBe(false);
    expect(readJson('{"a":'.repeat(1_000_000), plain).ok).toBe(false);
  });

  it('keeps the name __proto__ as a member of its own', () => {
    const reading = readJson('{"__proto__":{"polluted":true}}', plain);
    const value = reading.ok ? reading.value : null;
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('refuses a plain number that no double holds', () => {
    expect(readJson('1e999', plain).ok).toBe(false);
  });

  it('refuses a number of more than a thousand characters', () => {
    expect(readJson('1'.repeat(1001), lossless).ok).toBe(false);
  });

  it.each(['1.0', '9223372036854775808', '1e2', '-0', '0.10', '1e999'])(
    'keeps %s as text when lossless',
    (text) => {
      expect(readJson(text, lossless)).toEqual({ ok: true, value: { isLosslessNumber: true, value: text } });
    },
  );

  it.each(['1', '-5', '0.1', '9007199254740991'])('reads %s as a number also when lossless', (text) => {
    expect(readJson(text, lossless)).toEqual({ ok: true, value: Number(text) });
  });

  it('refuses an object that passes itself off as a number kept as text', () => {
    expect(readJson('{"isLosslessNumber":true,"value":"1"}', lossless).ok).toBe(false);
    expect(readJson('{"isLosslessNumber":true,"value":"1"}', plain).ok).toBe(true);
  });
});
