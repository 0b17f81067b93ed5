import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayOf, field, mapOf, structOf } from '../../../../src/schema/constructors.ts';
import { parseStructJson } from '../../../../src/schema/parse-json.ts';
import { printStructJson } from '../../../../src/schema/print-json.ts';
import { parseSqlType } from '../../../../src/schema/sql/parse-sql-type.ts';
import { parseTableSchema } from '../../../../src/schema/sql/parse-table-schema.ts';
import { decodeLiteral, stringLiteral } from '../../../../src/schema/sql/string-literal.ts';
import { sqlColumns, sqlType, typeText } from '../../../../src/schema/sql/type-text.ts';
import type { DataType, JsonObject, StructType } from '../../../../src/schema/types.ts';
import { schemasOf } from '../../../support/arbitrary-schema.ts';
import { runs } from '../../../support/property.ts';

const wellFormed = fc.string({ unit: 'binary' }).filter((text) => !/\0|\p{Surrogate}/u.test(text));
const withComments = schemasOf({
  metadata: fc.oneof(
    fc.constant<JsonObject>({}),
    wellFormed.map((comment) => ({ comment })),
  ),
  leaves: schemasOf().type.filter((type) => !['udt', 'array', 'map', 'struct'].includes(type.kind)),
});

/** A type as SQL can say it: elements and values may be null. */
function sayable(type: DataType, metadata: (of: JsonObject) => JsonObject): DataType {
  switch (type.kind) {
    case 'array':
      return arrayOf(sayable(type.elementType, metadata));
    case 'map':
      return mapOf(sayable(type.keyType, metadata), sayable(type.valueType, metadata));
    case 'struct':
      return sayableStruct(type, metadata);
    default:
      return type;
  }
}

function sayableStruct(type: StructType, metadata: (of: JsonObject) => JsonObject): StructType {
  return structOf(
    type.fields.map((of) =>
      field(of.name, sayable(of.type, metadata), { nullable: of.nullable, metadata: metadata(of.metadata) }),
    ),
  );
}

describe('SQL text of types', () => {
  it('typeText is read back as the same type, without comments', () => {
    fc.assert(
      fc.property(withComments.type, (type) => {
        expect(parseSqlType(typeText(type))).toEqual({ ok: true, value: sayable(type, () => ({})) });
      }),
      { numRuns: runs },
    );
  });

  it('sqlType is read back as the same type, comments included', () => {
    fc.assert(
      fc.property(withComments.type, (type) => {
        expect(parseSqlType(sqlType(type))).toEqual({ ok: true, value: sayable(type, (same) => same) });
      }),
      { numRuns: runs },
    );
  });

  it('sqlColumns are read back as the same table, which StructType JSON takes', () => {
    fc.assert(
      fc.property(
        withComments.struct.filter(({ fields }) => fields.length > 0),
        (schema) => {
          const same = sayableStruct(schema, (metadata) => metadata);
          expect(parseTableSchema(sqlColumns(schema))).toEqual({ ok: true, value: same });
          expect(parseStructJson(printStructJson(same))).toEqual({ ok: true, value: same });
        },
      ),
      { numRuns: runs },
    );
  });

  it('any text without NUL is read back from its literal', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(decodeLiteral(stringLiteral(text).slice(1, -1), "'")).toBe(text);
      }),
      { numRuns: runs },
    );
  });
});

const PIECES = [
  'STRUCT',
  'MAP',
  '<',
  '>',
  ',',
  ':',
  '(',
  ')',
  'a',
  '`b',
  '``',
  "'",
  '"',
  'INT',
  '--',
  '/*',
  '*/',
];
const sqlLike = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PIECES, '\\', '\n', ' ', '10', 'NOT', 'COMMENT'),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((pieces) => pieces.join(''));

describe('SQL text that is none', () => {
  it.each([
    ['parseSqlType', parseSqlType],
    ['parseTableSchema', parseTableSchema],
  ])('%s answers anything with a type or with a fault inside the text', (_name, parse) => {
    fc.assert(
      fc.property(sqlLike, (text) => {
        const parsed = parse(text);
        if (parsed.ok) return;
        const lines = text.split(/\r\n|\r|\n/);
        const { line, column } = parsed.errors[0]?.position ?? { line: 0, column: 0 };
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? '').length + 1);
      }),
      { numRuns: runs },
    );
  });
});
