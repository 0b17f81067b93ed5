import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseStructJson, structFromJson } from '../../../src/schema/parse-json.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import { structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const schemaOf = (type: string): string => `{"type":"struct","fields":[{"name":"f","type":${type}}]}`;
const arrays = (levels: number, leaf: string): string =>
  '{"type":"array","elementType":'.repeat(levels) + leaf + ',"containsNull":true}'.repeat(levels);

function structs(levels: number): string {
  return '{"type":"struct","fields":[{"name":"f","type":'.repeat(levels) + '"long"' + '}]}'.repeat(levels);
}

function manyFields(count: number): string {
  const fields = Array.from({ length: count }, (_, index) => `{"name":"f${index}","type":"long"}`);
  return `{"type":"struct","fields":[${fields.join(',')}]}`;
}

describe('the limits of a schema', () => {
  it('allow fifty steps to a type, of whatever kind', () => {
    expect(parseStructJson(structs(50)).ok).toBe(true);
    expect(parseStructJson(schemaOf(arrays(49, '"long"'))).ok).toBe(true);
  });

  it.each([
    ['structs', structs(51), '/fields/0/type'.repeat(51)],
    ['arrays', schemaOf(arrays(50, '"long"')), '/fields/0/type' + '/elementType'.repeat(50)],
  ])('refuse fifty-one steps through %s, with a pointer', (_, text, pointer) => {
    expect(parseStructJson(text)).toEqual({
      ok: false,
      errors: [{ pointer, message: expect.stringContaining('50') }],
    });
  });

  it('allow ten thousand fields, and point at the one after', () => {
    expect(parseStructJson(manyFields(10_000)).ok).toBe(true);
    expect(parseStructJson(manyFields(10_001))).toEqual({
      ok: false,
      errors: [{ pointer: '/fields/10000', message: expect.stringContaining('10000') }],
    });
  });

  it('count nested fields', () => {
    const inner = (name: string, count: number): string => `{"name":"${name}","type":${manyFields(count)}}`;
    const text = (count: number): string =>
      `{"type":"struct","fields":[${inner('a', 5_000)},${inner('b', count)}]}`;
    expect(parseStructJson(text(4_998)).ok).toBe(true);
    expect(parseStructJson(text(4_999))).toMatchObject({
      ok: false,
      errors: [{ pointer: '/fields/1/type/fields/4998' }],
    });
  });

  it('give schemas that hold them a text that can be read again', () => {
    const metadata = '{"m":'.repeat(49) + '{}' + '}'.repeat(49);
    const leaf = `{"type":"struct","fields":[{"name":"f","type":"long","nullable":true,"metadata":${metadata}}]}`;
    const text = '{"type":"struct","fields":[{"name":"f","type":'.repeat(49) + leaf + '}]}'.repeat(49);
    const parsed = parseStructJson(text);
    expect(parsed.ok && parseStructJson(printStructJson(parsed.value))).toEqual(parsed);
  });

  it('refuse metadata nested beyond fifty levels', () => {
    const metadata = '{"m":'.repeat(50) + '{}' + '}'.repeat(50);
    const text = `{"type":"struct","fields":[{"name":"f","type":"long","nullable":true,"metadata":${metadata}}]}`;
    expect(parseStructJson(text)).toMatchObject({ ok: false, errors: [{ message: 'nested too deeply' }] });
  });
});

describe('hostile input is refused without an exception', () => {
  const deep = 100_000;
  it.each([
    ['brackets', '['.repeat(deep)],
    ['closed brackets', '['.repeat(deep) + ']'.repeat(deep)],
    ['structs', structs(deep)],
    ['arrays', schemaOf(arrays(deep, '"long"'))],
    [
      'metadata',
      `{"type":"struct","fields":[{"name":"f","type":"long","nullable":true,"metadata":${'{"m":'.repeat(deep)}`,
    ],
    ['a string that never ends', `{"${'x'.repeat(deep)}`],
    ['escapes that never end', `"${'\\'.repeat(deep)}`],
    ['closing brackets only', '}'.repeat(deep)],
    ['colons', ':'.repeat(deep)],
    ['one key for many colons', `{"${'\\n'.repeat(deep)}"${':'.repeat(deep)}`],
    ['a very long type name', schemaOf(`"time(${'1,'.repeat(deep)})"`)],
    ['blanks in a decimal', schemaOf(`"decimal(${' '.repeat(deep)}"`)],
  ])('as text: %s', (_, text) => {
    expect(parseStructJson(text).ok).toBe(false);
  });

  it('as values: nested without end', () => {
    let type: unknown = 'long';
    for (let level = 0; level < deep; level++)
      type = { type: 'array', elementType: type, containsNull: true };
    const metadata: Record<string, unknown> = {};
    metadata['self'] = metadata;
    const field = { name: 'f', type, nullable: true, metadata };
    expect(structFromJson({ type: 'struct', fields: [field] }).ok).toBe(false);
    expect(structFromJson({ type: 'struct', fields: [{ ...field, type: 'long' }] }).ok).toBe(false);
  });

  it('with an answer that stays small however long the text', () => {
    const key = 'k'.repeat(50_000);
    const fields = Array<string>(50).fill(`{"name":"${key}","type":"${key}","${key}":1}`);
    const answer = JSON.stringify(parseStructJson(`{"type":"struct","fields":[${fields.join(',')}]}`));
    expect(answer.length).toBeLessThan(20_000);
  });
});

describe('whatever comes in', () => {
  it('any text is answered', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'u', '0', '-') }),
        ),
        (text) => {
          const parsed = parseStructJson(text);
          expect(parsed.ok ? [] : parsed.errors).toHaveLength(1);
        },
      ),
      { numRuns: runs },
    );
  });

  it('any value is answered, with pointers', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
        const parsed = structFromJson({ type: 'struct', fields: [value, { name: 'a', type: value }] });
        if (!parsed.ok) for (const { pointer } of parsed.errors) expect(pointer).toMatch(/^\/fields\/[01]/);
        expect(structFromJson(value)).toBeDefined();
      }),
      { numRuns: runs },
    );
  });

  it('a schema with a piece of its text changed is read, or refused with a place', () => {
    const piece = fc.constantFrom(
      '"',
      ':',
      ',',
      '{',
      '}',
      '[',
      ']',
      '1',
      'null',
      '"type"',
      '\\',
      '\0',
      '\ud800',
      '',
    );
    fc.assert(
      fc.property(structType, fc.nat(), fc.nat(8), piece, (struct, at, length, insert) => {
        const text = printStructJson(struct);
        const start = at % text.length;
        const parsed = parseStructJson(text.slice(0, start) + insert + text.slice(start + length));
        if (parsed.ok) expect(parseStructJson(printStructJson(parsed.value))).toEqual(parsed);
        else for (const error of parsed.errors) expect(error.position ?? error.pointer).toBeDefined();
      }),
      { numRuns: runs },
    );
  });
});
