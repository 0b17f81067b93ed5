import { describe, expect, it } from '@jest/globals';
import { arrayOf, decimal, field, mapOf, primitive, structOf } from '../../../../src/schema/constructors.ts';
import { sqlColumns, sqlType, typeText } from '../../../../src/schema/sql/type-text.ts';
import { type DataType, PRIMITIVE_NAMES } from '../../../../src/schema/types.ts';

const long = primitive('long');
const string = primitive('string');

const EXAMPLES: readonly (readonly [DataType, string, string])[] = [
  [long, 'long', 'BIGINT'],
  [primitive('integer'), 'integer', 'INT'],
  [primitive('byte'), 'byte', 'TINYINT'],
  [decimal(10, 2), 'decimal(10,2)', 'DECIMAL(10,2)'],
  [{ kind: 'character', name: 'varchar', length: 20 }, 'varchar(20)', 'VARCHAR(20)'],
  [{ kind: 'opaque', name: 'interval day to second' }, 'interval day to second', 'INTERVAL DAY TO SECOND'],
  [{ kind: 'opaque', name: 'geometry(OGC:CRS84)' }, 'geometry(OGC:CRS84)', 'GEOMETRY(OGC:CRS84)'],
  [{ kind: 'udt', json: {} }, 'udt', 'UDT'],
  [mapOf(string, primitive('integer')), 'map<string, integer>', 'MAP<STRING, INT>'],
  [
    arrayOf(structOf([field('a', long), field('b', string, { nullable: false })])),
    'array<struct<a: long, b: string NOT NULL>>',
    'ARRAY<STRUCT<a: BIGINT, b: STRING NOT NULL>>',
  ],
  [structOf([]), 'struct<>', 'STRUCT<>'],
  [
    structOf([field('we`ird', long), field('1st', long)]),
    'struct<`we``ird`: long, `1st`: long>',
    'STRUCT<`we``ird`: BIGINT, `1st`: BIGINT>',
  ],
  [
    structOf([field('a', long, { metadata: { comment: "it's\n\\here" } })]),
    'struct<a: long>',
    String.raw`STRUCT<a: BIGINT COMMENT 'it\'s\n\\here'>`,
  ],
  [structOf([field('a', long, { metadata: { comment: 7 } })]), 'struct<a: long>', 'STRUCT<a: BIGINT>'],
];

describe('typeText and sqlType', () => {
  it.each(EXAMPLES)('%j', (type, text, sql) => {
    expect(typeText(type)).toBe(text);
    expect(sqlType(type)).toBe(sql);
  });

  it('typeText names primitives as StructType JSON does', () => {
    expect(PRIMITIVE_NAMES.map((name) => typeText(primitive(name)))).toEqual([...PRIMITIVE_NAMES]);
  });

  it('prints types that are deeper than the call stack', () => {
    let type: DataType = long;
    for (let level = 0; level < 100_000; level += 1) type = arrayOf(type);
    expect(typeText(type)).toHaveLength('array<>'.length * 100_000 + 'long'.length);
  });
});

describe('sqlColumns', () => {
  it('prints columns as CREATE TABLE takes them', () => {
    const schema = structOf([
      field('id', long, { nullable: false, metadata: { comment: 'key' } }),
      field('a.b', arrayOf(string)),
    ]);
    expect(sqlColumns(schema)).toBe("id BIGINT NOT NULL COMMENT 'key', `a.b` ARRAY<STRING>");
  });
});
