import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JSON_DEPTH, readJson } from '../../../../src/schema/json/json-reader.ts';
import { isRecord } from '../../../../src/schema/json/json-value.ts';
import { RawNumber } from '../../../../src/schema/json/raw-number.ts';
import { runs } from '../../../support/property.ts';

const plain = { lossless: false };
const lossless = { lossless: true };

function fault(text: string, options = plain) {
  const reading = readJson(text, options);
  return reading.ok ? null : reading;
}

function native(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Raw numbers as JSON.parse would have read them. */
function withNumbers(value: unknown): unknown {
  if (value instanceof RawNumber) return Number(value.value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
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
          if (readJson(text, plain).ok) expect(native(text)).not.toBeNull();
        },
      ),
      { numRuns: runs * 5 },
    );
  });

  it('accepts what JSON.parse accepts, as the same value, unless a member comes twice', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '1',
      ' ',
      'a',
      '\\',
      'null',
      '"a":',
      '0',
      '.',
      '-',
      'e',
    ];
    fc.assert(
      fc.property(
        fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: fc.constantFrom(...pieces) })),
        (text) => {
          const ours = readJson(text, lossless);
          const theirs = native(text);
          const twice = !ours.ok && ours.message.includes('twice');
          expect(ours.ok || twice).toBe(theirs !== null || twice);
          if (ours.ok) expect(withNumbers(ours.value)).toEqual(theirs?.value);
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
      position: { line: 2, column: 20 },
      isJson: false,
    });
  });

  it.each([
    ['{"a":{b:1}}', '/a'],
    ['{"a":{"b":1,}}', '/a'],
    ['{"a":{"b":1,"\\u0000":1}}', '/a'],
    ['{"a":{"b":1,"\\ud800":1}}', '/a'],
    ['[{},{"b":1,"c\\x":1}]', '/1'],
    ['{"a":1', '/a'],
    ['[1,2', '/2'],
    ['', ''],
    ['{}{}', ''],
  ])('points in %j at %j, an object for the name of its member', (text, pointer) => {
    expect(fault(text)?.pointer).toBe(pointer);
  });

  it('cuts a long name in a pointer, though not through a character', () => {
    const name = `${'n'.repeat(299)}💡${'n'.repeat(1000)}`;
    expect(fault(`{"${name}":nope}`)?.pointer).toBe(`/${'n'.repeat(299)}…`);
  });

  it('counts lines by line feeds, and columns from the last one', () => {
    expect(fault('\n\r\n  x')?.position).toEqual({ line: 3, column: 3 });
    expect(fault('x\n\n')?.position).toEqual({ line: 1, column: 1 });
    expect(fault('1\n\n')).toBeNull();
  });

  it('refuses a member that comes twice, naming it', () => {
    expect(fault('{"a":{"b":1,"b":1}}')).toMatchObject({
      pointer: '/a/b',
      message: 'the object has this member twice',
    });
  });

  it('takes the same member in different objects', () => {
    expect(readJson('[{"a":{"a":[{"a":1}]}},{"a":":","b":"\\"a\\":"}]', plain).ok).toBe(true);
  });

  it('refuses a member that comes twice in two spellings', () => {
    expect(fault('{"a":1,"\\u0061":1}')).toMatchObject({ pointer: '/a', position: { line: 1, column: 8 } });
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
      expect(readJson(text, lossless)).toStrictEqual({ ok: true, value: new RawNumber(text) });
    },
  );

  it.each(['1', '-5', '0.1', '9007199254740991'])('reads %s as a number also when lossless', (text) => {
    expect(readJson(text, lossless)).toEqual({ ok: true, value: Number(text) });
  });

  it.each([{ value: '1.0' }, { isLosslessNumber: true, value: '1.0' }, { value: '1.0', toJSON: '1.0' }])(
    'reads %j as the object it is, never as a number kept as text',
    (object) => {
      expect(readJson(JSON.stringify(object), lossless)).toStrictEqual({ ok: true, value: object });
    },
  );
});
