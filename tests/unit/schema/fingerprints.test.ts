import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayOf, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import { fingerprints } from '../../../src/schema/fingerprints.ts';
import { parseStructJson } from '../../../src/schema/parse-json.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import type { DataType, StructType } from '../../../src/schema/types.ts';
import { structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const long = primitive('long');
const base = structOf([
  field('a', long),
  field('b', arrayOf(structOf([field('x', long), field('y', long)]))),
]);

function differing(other: StructType): string[] {
  const [left, right] = [fingerprints(base), fingerprints(other)];
  return [
    ...(left.exact === right.exact ? [] : ['exact']),
    ...(left.logical === right.logical ? [] : ['logical']),
  ];
}

function turned(struct: StructType): StructType {
  return structOf(
    struct.fields.map(({ name, type, nullable }) => field(name, turnedType(type), { nullable })).reverse(),
  );
}

function turnedType(type: DataType): DataType {
  if (type.kind === 'struct') return turned(type);
  if (type.kind === 'array') return arrayOf(turnedType(type.elementType), type.containsNull);
  if (type.kind !== 'map') return type;
  return mapOf(turnedType(type.keyType), turnedType(type.valueType), type.valueContainsNull);
}

describe('fingerprints', () => {
  it('are the SHA-256 of texts that anybody can make', () => {
    const exact =
      '{"type":"struct","fields":[{"name":"b","type":"long","nullable":true,"metadata":{"c":1,"d":2}},{"name":"a","type":"long","nullable":false,"metadata":{}}]}';
    const logical =
      '{"type":"struct","fields":[{"name":"a","type":"long","nullable":false},{"name":"b","type":"long","nullable":true}]}';
    const struct = structOf([
      field('b', long, { metadata: { d: 2, c: 1 } }),
      field('a', long, { nullable: false }),
    ]);
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(fingerprints(struct)).toEqual({ exact: sha256(exact), logical: sha256(logical) });
  });

  it('survive printing and reading', () => {
    fc.assert(
      fc.property(structType, (struct) => {
        const copy = parseStructJson(printStructJson(struct));
        expect(copy.ok && fingerprints(copy.value)).toEqual(fingerprints(struct));
      }),
      { numRuns: runs },
    );
  });

  it('are logically equal when fields are turned around and metadata is left out, at every depth', () => {
    fc.assert(
      fc.property(structType, (struct) => {
        expect(fingerprints(turned(struct)).logical).toBe(fingerprints(struct).logical);
      }),
      { numRuns: runs },
    );
  });

  it('ignore the order of metadata keys, at any depth', () => {
    const metadata = { one: 1, two: { three: 3, four: 4 } };
    const otherwise = { two: { four: 4, three: 3 }, one: 1 };
    expect(fingerprints(structOf([field('a', long, { metadata })])).exact).toBe(
      fingerprints(structOf([field('a', long, { metadata: otherwise })])).exact,
    );
  });

  it.each<[string, StructType, string[]]>([
    [
      'a comment',
      structOf([field('a', long, { metadata: { comment: 'x' } }), ...base.fields.slice(1)]),
      ['exact'],
    ],
    ['the order of fields', structOf([...base.fields].reverse()), ['exact']],
    [
      'the order of nested fields',
      structOf([field('a', long), field('b', arrayOf(structOf([field('y', long), field('x', long)])))]),
      ['exact'],
    ],
    [
      'nullability',
      structOf([field('a', long, { nullable: false }), ...base.fields.slice(1)]),
      ['exact', 'logical'],
    ],
    ['a type', structOf([field('a', primitive('date')), ...base.fields.slice(1)]), ['exact', 'logical']],
    ['the case of a name', structOf([field('A', long), ...base.fields.slice(1)]), ['exact', 'logical']],
    ['a field more', structOf([...base.fields, field('c', long)]), ['exact', 'logical']],
  ])('tell %s apart as they should', (_, other, expected) => {
    expect(differing(other)).toEqual(expected);
  });

  it('tell a number from the same number written otherwise', () => {
    const text = (n: string): string =>
      `{"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{"n":${n}}}]}`;
    const exact = ['1', '1.0', '9007199254740993', '9007199254740992'].map((n) => {
      const parsed = parseStructJson(text(n));
      return parsed.ok ? fingerprints(parsed.value).exact : n;
    });
    expect(new Set(exact).size).toBe(4);
    expect(exact.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });
});
