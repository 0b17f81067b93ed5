import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayOf, decimal, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import { printJson } from '../../../src/schema/json/json-printer.ts';
import { exactNumber, RawNumber } from '../../../src/schema/json/raw-number.ts';
import { parseStructJson, structFromJson } from '../../../src/schema/parse-json.ts';
import { printStructJson, structToJson } from '../../../src/schema/print-json.ts';
import type { Parsed, StructType } from '../../../src/schema/types.ts';
import { structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const schemaOf = (...fields: string[]): string => `{"type":"struct","fields":[${fields.join(',')}]}`;
const typed = (type: string): string => schemaOf(`{"name":"a","type":${type},"nullable":true,"metadata":{}}`);
const withMetadata = (metadata: string): string =>
  schemaOf(`{"name":"a","type":"long","nullable":true,"metadata":${metadata}}`);

const withNumber = (n: unknown): unknown => ({
  type: 'struct',
  fields: [{ name: 'a', type: 'long', nullable: true, metadata: { n } }],
});

/** Not by `toStrictEqual`, which takes a key named `constructor` for the class of the object. */
function expectSame(parsed: Parsed<StructType>, struct: StructType): void {
  expect(isDeepStrictEqual(parsed, { ok: true, value: struct }) ? struct : parsed).toBe(struct);
}

describe('reading a schema', () => {
  it('takes every form of type', () => {
    const text = `{
      "fields": [
        {"metadata": {}, "nullable": false, "type": "long", "name": "id"},
        {"name": "prices", "type": {"type": "array", "elementType": "decimal(10, 2)", "containsNull": false}, "nullable": true},
        {"name": "tags", "type": {"type": "map", "keyType": "string", "valueType":
          {"type": "struct", "fields": [{"name": "at", "type": "timestamp_ltz"}]}, "valueContainsNull": true}}
      ],
      "type": "struct"
    }`;
    const tag = structOf([field('at', primitive('timestamp'))]);
    expect(parseStructJson(text)).toStrictEqual({
      ok: true,
      value: structOf([
        field('id', primitive('long'), { nullable: false }),
        field('prices', arrayOf(decimal(10, 2), false)),
        field('tags', mapOf(primitive('string'), tag)),
      ]),
    });
  });

  it('takes a schema without fields', () => {
    expect(parseStructJson(schemaOf())).toStrictEqual({ ok: true, value: structOf([]) });
  });

  it('gives back what was printed, to the byte', () => {
    fc.assert(
      fc.property(structType, (struct) => {
        const text = printStructJson(struct);
        expectSame(parseStructJson(text), struct);
        const again = parseStructJson(text);
        expect(again.ok && printStructJson(again.value)).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  it('gives back what was made a plain object, which prints as the same text', () => {
    fc.assert(
      fc.property(structType, (struct) => {
        const json = structToJson(struct);
        expectSame(structFromJson(json), struct);
        expect(printJson(json)).toBe(printStructJson(struct));
      }),
      { numRuns: runs },
    );
  });

  it.each(['1.0', '-0', '9223372036854775807', '1e2', '0.10', '1E+400', '123456789012345678901234567890'])(
    'keeps the number %s in metadata as it was written',
    (number) => {
      const text = withMetadata(`{"n":${number},"list":[${number},${number}]}`);
      const parsed = parseStructJson(text);
      expect(parsed.ok && printStructJson(parsed.value)).toBe(text);
    },
  );

  it('takes an object that looks like a raw number for an object', () => {
    const text = withMetadata('{"n":{"isLosslessNumber":true,"value":"}] not JSON"}}');
    const parsed = parseStructJson(text);
    expect(parsed.ok && printStructJson(parsed.value)).toBe(text);
  });

  it('treats raw numbers of an already parsed value as the numbers they are', () => {
    const metadata = { n: exactNumber('1.50'), m: 1 };
    const value = { type: 'struct', fields: [{ name: 'a', type: 'long', nullable: true, metadata }] };
    expect(structFromJson(value)).toStrictEqual({
      ok: true,
      value: structOf([field('a', primitive('long'), { metadata })]),
    });
  });

  it('takes a raw number that a number can stand for as the number', () => {
    const parsed = structFromJson(withNumber(new RawNumber('1')));
    expect(parsed).toStrictEqual(structFromJson(withNumber(1)));
  });

  it('has no negative zero, since JSON.stringify prints none', () => {
    expect(structFromJson(withNumber(-0))).toStrictEqual(structFromJson(withNumber(0)));
  });

  it('keeps names that are properties of every object', () => {
    const text = schemaOf(
      '{"name":"__proto__","type":"long","nullable":true,"metadata":{"__proto__":{"constructor":1}}}',
      '{"name":"constructor","type":"long","nullable":true,"metadata":{"toString":"x"}}',
      '{"name":"","type":"long","nullable":true,"metadata":{}}',
    );
    const parsed = parseStructJson(text);
    expect(parsed.ok && printStructJson(parsed.value)).toBe(text);
    expect(parsed.ok && printJson(structToJson(parsed.value))).toBe(text);
  });

  it.each([
    '{"type":"udt","class":"org.example.PointUDT","pyClass":null,"sqlType":"string"}',
    '{"type":"udt","class":"org.example.PointUDT","pyClass":"points.PointUDT","sqlType":{"type":"struct","fields":[]}}',
    '{"type":"udt","pyClass":"points.PointUDT","serializedClass":"gAN9","sqlType":"decimal( 5,1 )"}',
  ])('keeps the user-defined type %s as it was written', (udt) => {
    const parsed = parseStructJson(typed(udt));
    expect(parsed.ok && printStructJson(parsed.value)).toBe(typed(udt));
  });

  it('counts the length of a name in characters', () => {
    expect(parseStructJson(schemaOf(`{"name":"${'💡'.repeat(255)}","type":"long"}`)).ok).toBe(true);
    expect(parseStructJson(schemaOf(`{"name":"${'💡'.repeat(256)}","type":"long"}`)).ok).toBe(false);
  });
});

describe('a text that is no schema is refused', () => {
  it.each([
    ['null', ''],
    ['"struct"', ''],
    ['[]', ''],
    ['{}', ''],
    ['{"type":"array","elementType":"long","containsNull":true}', ''],
    ['{"type":"struct"}', ''],
    ['{"type":"struct","fields":{}}', '/fields'],
    ['{"type":"struct","fields":[],"x":1}', '/x'],
    ['{"type":"struct","fields":[],"a~/b":1}', '/a~0~1b'],
    ['{"type":"struct","fields":[],"__proto__":1}', '/__proto__'],
    [schemaOf('"a"'), '/fields/0'],
    [schemaOf('{"name":"a","type":"long"}', 'null'), '/fields/1'],
    [schemaOf('{"type":"long"}'), '/fields/0'],
    [schemaOf('{"name":"a"}'), '/fields/0'],
    [schemaOf('{"name":1,"type":"long"}'), '/fields/0/name'],
    [schemaOf('{"name":"a","type":"long","comment":"x"}'), '/fields/0/comment'],
    [schemaOf('{"name":"a","type":"long","nullable":"true"}'), '/fields/0/nullable'],
    [schemaOf('{"name":"a","type":"long","nullable":null}'), '/fields/0/nullable'],
    [schemaOf('{"name":"a","type":"long","metadata":{}}'), '/fields/0/metadata'],
    [schemaOf('{"name":"a","type":"long","nullable":true,"metadata":null}'), '/fields/0/metadata'],
    [schemaOf('{"name":"a","type":"long","nullable":true,"metadata":[]}'), '/fields/0/metadata'],
    [schemaOf('{"name":"a","type":"long"}', '{"name":"a","type":"date"}'), '/fields/1/name'],
    [schemaOf(`{"name":"${'n'.repeat(256)}","type":"long"}`), '/fields/0/name'],
    [typed('"int"'), '/fields/0/type'],
    [typed('5'), '/fields/0/type'],
    [typed('null'), '/fields/0/type'],
    [typed('1.0'), '/fields/0/type'],
    [typed('{"type":"long"}'), '/fields/0/type'],
    [typed('{"type":"array","elementType":"int","containsNull":true}'), '/fields/0/type/elementType'],
    [typed('{"type":"array","elementType":"long"}'), '/fields/0/type'],
    [typed('{"type":"array","elementType":"long","containsNull":1}'), '/fields/0/type/containsNull'],
    [typed('{"type":"map","keyType":"long","valueType":"long"}'), '/fields/0/type'],
    [
      typed('{"type":"map","keyType":"x y","valueType":"long","valueContainsNull":true}'),
      '/fields/0/type/keyType',
    ],
    [typed(schemaOf('{"name":"b","type":"decimal(99,1)"}')), '/fields/0/type/fields/0/type'],
    [typed('{"type":"udt","class":"A","sqlType":"long"}'), '/fields/0/type'],
    [typed('{"type":"udt","class":1,"pyClass":null,"sqlType":"long"}'), '/fields/0/type/class'],
    [typed('{"type":"udt","class":"A","pyClass":null,"sqlType":"int"}'), '/fields/0/type/sqlType'],
    [withMetadata('{"a":[1,2.5]}'), '/fields/0/metadata/a/1'],
    [withMetadata('{"a":["x",null]}'), '/fields/0/metadata/a/1'],
    [withMetadata('{"a":[[1]]}'), '/fields/0/metadata/a/0'],
  ])('%s, with the pointer %s', (text, pointer) => {
    const parsed = parseStructJson(text);
    expect(parsed).toEqual({ ok: false, errors: [{ pointer, message: expect.any(String) }] });
  });

  it('with all its faults, in the order of the text', () => {
    const text = schemaOf(
      '{"name":"a","type":"int"}',
      '{"name":"b"}',
      '{"name":"c","type":"long","nullable":0}',
    );
    expect(parseStructJson(text)).toMatchObject({
      ok: false,
      errors: [{ pointer: '/fields/0/type' }, { pointer: '/fields/1' }, { pointer: '/fields/2/nullable' }],
    });
  });

  it('with no more than twenty of them', () => {
    const parsed = parseStructJson(schemaOf(...Array<string>(5_000).fill('{"name":1,"type":"int"}')));
    expect(parsed).toMatchObject({ ok: false });
    expect(!parsed.ok && parsed.errors).toHaveLength(20);
  });

  it.each([
    ['', 1, 1, ''],
    ['{', 1, 2, ''],
    ['{"type":"struct",\n "fields":[}', 2, 12, '/fields/0'],
    ['{"type":"struct","fields":[]} x', 1, 31, ''],
    ['{"type":"struct","fields":[],}', 1, 30, ''],
    ['{"type":"struct","fields":[01]}', 1, 28, '/fields/0'],
    ['{"a\tb":1}', 1, 4, ''],
  ])('when %j is no JSON, with line %i, column %i and the pointer %j', (text, line, column, pointer) => {
    const errors = [
      { pointer, message: expect.stringContaining('not valid JSON'), position: { line, column } },
    ];
    expect(parseStructJson(text)).toEqual({ ok: false, errors });
  });

  it.each([
    ['{"type":"struct","fields":[],\n"type":"struct"}', 2, 1, '/type'],
    ['{"type":"struct","fields":[],"\\u0074ype":"x"}', 1, 30, '/type'],
    [withMetadata('{"a":1,"b":[{"c":"\\":{"}],"a":1}'), 1, 107, '/fields/0/metadata/a'],
  ])('when a key stands twice in one object of %j', (text, line, column, pointer) => {
    expect(parseStructJson(text)).toMatchObject({
      ok: false,
      errors: [{ pointer, message: expect.stringContaining('twice'), position: { line, column } }],
    });
  });

  it.each([
    [schemaOf('{"name":"a\\u0000","type":"long"}'), '/fields/0/name'],
    [schemaOf('{"name":"\\ud800","type":"long"}'), '/fields/0/name'],
    [typed('{"type":"udt","class":"A","pyClass":"\\u0000","sqlType":"long"}'), '/fields/0/type/pyClass'],
    [withMetadata('{"a":"\\u0000"}'), '/fields/0/metadata/a'],
    [withMetadata('{"\\udfff":1}'), '/fields/0/metadata'],
  ])('when a text of %s cannot be stored, with the pointer %s and the position', (text, pointer) => {
    const position = { line: 1, column: expect.any(Number) };
    expect(parseStructJson(text)).toEqual({
      ok: false,
      errors: [{ pointer, message: expect.any(String), position }],
    });
  });

  it.each([
    ['name', { name: 'a\0' }, '/fields/0/name'],
    ['name', { name: '\ud800' }, '/fields/0/name'],
    ['value of metadata', { name: 'a', metadata: { a: '\0' } }, '/fields/0/metadata/a'],
    ['name in metadata', { name: 'a', metadata: { '\udfff': 1 } }, '/fields/0/metadata/\udfff'],
  ])('when a %s cannot be stored, also in a value that never was text', (_, field, pointer) => {
    const fields = [{ type: 'long', nullable: true, ...field }];
    const errors = [{ pointer, message: expect.any(String) }];
    expect(structFromJson({ type: 'struct', fields })).toEqual({ ok: false, errors });
  });

  it.each([
    ['undefined', undefined],
    ['a number that JSON has not', Number.NaN],
    ['a function', () => 1],
    ['a bigint', 1n],
  ])('when metadata holds %s', (_, value) => {
    const fields = [{ name: 'a', type: 'long', nullable: true, metadata: { of: [{ value }] } }];
    const errors = [{ pointer: '/fields/0/metadata/of/0/value', message: 'not a JSON value' }];
    expect(structFromJson({ type: 'struct', fields })).toEqual({ ok: false, errors });
  });
});
