import { describe, expect, it } from '@jest/globals';
import { MALFORMED_RECORD } from '../../../../src/schema/inference/infer-schema.ts';
import { infer, typeOfLines, typeOfValues } from './infer.ts';

describe('a value', () => {
  it.each([
    ['true', 'boolean'],
    ['"a"', 'string'],
    ['"12"', 'string'],
    ['"2024-01-31"', 'string'],
    ['"2024-01-31T12:00:00Z"', 'string'],
    ['" "', 'string'],
    ['1', 'long'],
    ['-0', 'long'],
    ['9007199254740993', 'long'],
    ['9223372036854775807', 'long'],
    ['-9223372036854775808', 'long'],
    ['9223372036854775808', 'decimal(19,0)'],
    ['-9223372036854775809', 'decimal(19,0)'],
    ['18446744073709551616', 'decimal(20,0)'],
    ['100000000000000000000', 'decimal(21,0)'],
    ['9'.repeat(38), 'decimal(38,0)'],
    [`-${'9'.repeat(38)}`, 'decimal(38,0)'],
    [`1${'0'.repeat(38)}`, 'double'],
    ['1.0', 'double'],
    ['1.5', 'double'],
    ['1e3', 'double'],
    ['1E3', 'double'],
    ['1e+21', 'double'],
    ['-0.0', 'double'],
    ['1e400', 'double'],
    ['123456789012345678901234567890.5', 'double'],
    ['[1,2]', 'array<long>'],
    ['[[1.5]]', 'array<array<double>>'],
    ['{"a":1}', 'struct<a: long>'],
    ['[{"a":1},{"b":"x"}]', 'array<struct<a: long, b: string>>'],
  ])('%s is %s', (value, type) => {
    expect(typeOfValues([value])).toBe(type);
  });
});

describe('values of one field', () => {
  it.each([
    ['null', '1', 'long'],
    ['null', '{"a":1}', 'struct<a: long>'],
    ['""', '1', 'long'],
    ['""', '[true]', 'array<boolean>'],
    ['[]', '[1]', 'array<long>'],
    ['[null,""]', '[{"a":1}]', 'array<struct<a: long>>'],
    ['{}', '{"a":1}', 'struct<a: long>'],
    ['1', '2.5', 'double'],
    ['1', '9223372036854775808', 'decimal(20,0)'],
    ['1', '1180591620717411303424', 'decimal(22,0)'],
    ['9223372036854775808', '1180591620717411303424', 'decimal(22,0)'],
    ['9223372036854775808', '9223372036854775809', 'decimal(19,0)'],
    ['1.5', '9223372036854775808', 'double'],
    [`1${'0'.repeat(38)}`, '9223372036854775808', 'double'],
    ['1', 'true', 'string'],
    ['1', '"a"', 'string'],
    ['9223372036854775808', '"a"', 'string'],
    ['true', '9223372036854775808', 'string'],
    ['1.5', '"a"', 'string'],
    ['{"a":1}', '1', 'string'],
    ['{"a":1}', '[1]', 'string'],
    ['{}', '[]', 'string'],
    ['[1]', '1', 'string'],
    ['[1]', '"a"', 'string'],
    ['[1]', '[[1]]', 'array<string>'],
    ['[1]', '["a"]', 'array<string>'],
    ['[1]', '[0.5]', 'array<double>'],
    ['{"a":1}', '{"b":1}', 'struct<a: long, b: long>'],
    ['{"a":1}', '{"a":"x"}', 'struct<a: string>'],
    ['{"a":{"b":1}}', '{"a":{"c":null}}', 'struct<a: struct<b: long, c: string>>'],
  ])('%s and %s are %s, whichever comes first', (one, other, type) => {
    expect(typeOfValues([one, other])).toBe(type);
    expect(typeOfValues([other, one])).toBe(type);
  });

  it('of which two are unlike stay a string, whatever follows', () => {
    expect(typeOfValues(['1', 'true', '{"a":{"b":1}}', '[1]', '2', 'null'])).toBe('string');
  });

  it('are merged inside one array as they are between records', () => {
    expect(typeOfValues(['[1,null,2.5]'])).toBe('array<double>');
    expect(typeOfValues(['[1,{"a":1}]'])).toBe('array<string>');
  });
});

describe('a field without a value', () => {
  it.each([
    ['null', 'string', 'void'],
    ['""', 'string', 'void'],
    ['[]', 'array<string>', 'array<void>'],
    ['[null]', 'array<string>', 'array<void>'],
    ['[[],[""]]', 'array<array<string>>', 'array<array<void>>'],
    ['{"a":null}', 'struct<a: string>', 'struct<a: void>'],
  ])('that is %s is %s, %s with VOID, and nothing with DROP', (value, asString, asVoid) => {
    expect(typeOfValues([value], 'STRING')).toBe(asString);
    expect(typeOfValues([value], 'VOID')).toBe(asVoid);
    expect(typeOfValues([value], 'DROP')).toBe('struct<>');
  });

  it.each(['STRING', 'VOID', 'DROP'] as const)('that is a struct without fields vanishes with %s', (mode) => {
    for (const value of ['{}', '[{}]', '{"a":{}}', '[[{}]]', '{"":1}'])
      expect(typeOfValues([value], mode)).toBe('struct<>');
  });

  it.each(['STRING', 'VOID', 'DROP'] as const)('is named with %s, elements by their step', (nullFields) => {
    const records = [
      { d: null, c: '', b: [[null]], a: { y: 1, x: [] }, e: {}, f: [{ g: null }] },
      { d: null },
    ];
    expect(infer(records, nullFields).nullOnlyPaths).toEqual([
      ['a', 'x', 'element'],
      ['b', 'element', 'element'],
      ['c'],
      ['d'],
      ['f', 'element', 'g'],
    ]);
  });

  it('is not named when one record has a value, or it is left out for other reasons', () => {
    const records = [{ a: null, b: {}, '': null }, { a: 1 }, { c: 'x' }];
    expect(infer(records).nullOnlyPaths).toEqual([]);
  });
});

describe('names', () => {
  it('are sorted by code units at every level', () => {
    const fields = '"b":1,"a":1,"B":1,"_":1,"10":1,"9":1';
    const sorted = '`10`: long, `9`: long, B: long, _: long, a: long, b: long';
    expect(typeOfLines([`{${fields},"z":{${fields}}}`])).toBe(`struct<${sorted}, z: struct<${sorted}>>`);
    const { schema } = infer([{ '\uffee': 1, '\u{1f4a1}': 1, é: 1 }]);
    expect(schema.fields.map(({ name }) => name)).toEqual(['é', '\u{1f4a1}', '\uffee']);
  });

  it('are told apart by case, whatever stands beside them', () => {
    expect(typeOfLines(['{"id":1}', '{"ID":1}'])).toBe('struct<ID: long, id: long>');
  });

  it('that are empty are left out', () => {
    expect(typeOfLines(['{"":1,"a":{"":2,"b":3}}'])).toBe('struct<a: struct<b: long>>');
  });

  it.each(['__proto__', 'constructor', 'toString', 'element', 'a.b', 'a`b'])('may be %s', (name) => {
    const { schema } = infer([JSON.parse(`{${JSON.stringify(name)}:{"x":1}}`), { other: 1 }]);
    expect(schema.fields.map((field) => field.name).sort()).toEqual(['other', name].sort());
  });
});

describe('fields', () => {
  it('are nullable, and so are elements', () => {
    expect(infer([{ a: [1] }]).schema.fields).toMatchObject([
      { nullable: true, metadata: {}, type: { containsNull: true } },
    ]);
  });
});

describe('a record', () => {
  it.each([
    ['null', 'struct<a: long>'],
    ['""', 'struct<a: long>'],
    ['[]', 'struct<a: long>'],
    ['[null]', 'struct<a: long>'],
    ['{}', 'struct<a: long>'],
    ['[{"b":1},{"c":1},null]', 'struct<a: long, b: long, c: long>'],
    ['[[{"b":1}],[]]', 'struct<a: long, b: long>'],
    ['1', 'struct<_corrupt_record: string, a: long>'],
    ['"text"', 'struct<_corrupt_record: string, a: long>'],
    ['[1]', 'struct<_corrupt_record: string, a: long>'],
    ['[{"b":1},2]', 'struct<_corrupt_record: string, a: long>'],
    ['[[{"b":1}],{"c":1}]', 'struct<_corrupt_record: string, a: long>'],
    ['{"b":1', 'struct<_corrupt_record: string, a: long>'],
    ['{"b":tru}', 'struct<_corrupt_record: string, a: long>'],
  ])('that is %s beside {"a":1} gives %s', (record, type) => {
    expect(typeOfLines(['{"a":1}', record])).toBe(type);
    expect(typeOfLines([record, '{"a":1}'])).toBe(type);
  });

  it('that is corrupt is text, even where the data have such a field', () => {
    expect(typeOfLines(['{"_corrupt_record":1}', 'nope'])).toBe('struct<_corrupt_record: string>');
    expect(typeOfLines(['nope', '{"_corrupt_record":{"a":null}}'], 'DROP')).toBe(
      'struct<_corrupt_record: string>',
    );
    expect(infer([{ _corrupt_record: null }, MALFORMED_RECORD]).nullOnlyPaths).toEqual([]);
  });

  it('counts once, whatever it is', () => {
    expect(infer([{ a: 1 }, null, [{}, {}], 1, MALFORMED_RECORD]).records).toBe(5);
  });

  it('need not be there', () => {
    expect(infer([])).toEqual({ schema: { kind: 'struct', fields: [] }, nullOnlyPaths: [], records: 0 });
  });
});
