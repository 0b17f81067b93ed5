import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NULL_FIELDS } from '../../../../src/schema/inference/shape-to-type.ts';
import { structFromJson } from '../../../../src/schema/parse-json.ts';
import { structToJson } from '../../../../src/schema/print-json.ts';
import { exactNumber, RawNumber } from '../../../../src/schema/json/raw-number.ts';
import { isRecord } from '../../../../src/schema/json/json-value.ts';
import { typeText } from '../../../../src/schema/sql/type-text.ts';
import type { DataType, StructType } from '../../../../src/schema/types.ts';
import { fieldsByName, typeAt } from '../../../../src/schema/walk.ts';
import { runs } from '../../../support/property.ts';
import { finish, mergeRoots, typeOfValue } from './pairwise.ts';
import { infer } from './infer.ts';

const number = fc.oneof(
  fc.constantFrom('1', '1.0', '-2.5', '1e3', '9223372036854775807', '9223372036854775808').map(exactNumber),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map((n) => exactNumber(String(n))),
);
const scalar = fc.oneof(fc.constantFrom(null, '', 'a', true), number);
/** Few names, so that records meet. */
const name = fc.constantFrom('a', 'b', 'c', 'B', '', '__proto__');

const { value, row } = fc.letrec<{ value: unknown; row: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: tie('row') },
  ),
  row: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const record = fc.oneof(
  { weight: 6, arbitrary: row },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: fc.array(row) },
);
const records = fc.array(record, { maxLength: 6 });
const nullFields = fc.constantFrom(...NULL_FIELDS);
const typeOfNull = { STRING: 'string', VOID: 'void', DROP: null };

/** Does a value read back as one of this type? What vanished or has no value fits everywhere. */
function fits(type: DataType | undefined, item: unknown): boolean {
  if (item === null || item === '') return true;
  switch (type?.kind) {
    case undefined:
      return isEmpty(item);
    case 'array':
      return Array.isArray(item) && item.every((element) => fits(type.elementType, element));
    case 'struct':
      return isRecord(item) && fitsFields(type, item);
    case 'decimal':
      return isNumber(item) && digitsOf(item) <= type.precision;
    case 'primitive':
      return fitsPrimitive(type.name, item);
    default:
      return false;
  }
}

function fitsFields(type: StructType, row: Readonly<Record<string, unknown>>): boolean {
  const fields = fieldsByName(type);
  return Object.keys(row).every((key) => key === '' || fits(fields.get(key)?.type, row[key]));
}

function fitsPrimitive(type: string, item: unknown): boolean {
  if (type === 'string') return true;
  if (type === 'boolean') return typeof item === 'boolean';
  if (type === 'double') return isNumber(item);
  return type === 'long' && isNumber(item) && digitsOf(item) <= 19;
}

function isEmpty(item: unknown): boolean {
  if (Array.isArray(item)) return item.every(isEmpty);
  return (
    item === null ||
    item === '' ||
    (isRecord(item) && Object.keys(item).every((key) => key === '' || isEmpty(item[key])))
  );
}

const isNumber = (item: unknown) => typeof item === 'number' || item instanceof RawNumber;
const digitsOf = (item: unknown) =>
  /^-?(\d+)$/.exec(item instanceof RawNumber ? item.value : String(item))?.[1]?.length ?? Infinity;

describe('inferSchema', () => {
  it('comes to what merging two types at a time comes to', () => {
    fc.assert(
      fc.property(records, nullFields, (sample, mode) => {
        const merged = sample.map(typeOfValue).reduce(mergeRoots, new Map());
        expect(typeText(infer(sample, mode).schema)).toBe(finish(merged, typeOfNull[mode]) ?? 'struct<>');
      }),
      { numRuns: runs * 5 },
    );
  });

  it('does not depend on the order of the records', () => {
    const shuffled = records.chain((sample) =>
      fc.tuple(fc.constant(sample), fc.shuffledSubarray(sample, { minLength: sample.length })),
    );
    fc.assert(
      fc.property(shuffled, nullFields, ([sample, other], mode) => {
        expect(infer(other, mode)).toEqual(infer(sample, mode));
      }),
      { numRuns: runs },
    );
  });

  it('comes to the merge of what it says of two halves', () => {
    fc.assert(
      fc.property(records, records, (one, other) => {
        const halves = [one, other].map((half) => half.map(typeOfValue).reduce(mergeRoots, new Map()));
        const merged = halves.reduce(mergeRoots);
        expect(typeText(infer([...one, ...other]).schema)).toBe(finish(merged, 'string') ?? 'struct<>');
      }),
      { numRuns: runs },
    );
  });

  it('gives a schema that every row fits', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), nullFields, (rows, mode) => {
        const { schema } = infer(rows, mode);
        for (const each of rows) expect(fits(schema, each)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('gives a schema that can be submitted', () => {
    fc.assert(
      fc.property(records, nullFields, (sample, mode) => {
        const { schema } = infer(sample, mode);
        expect(structFromJson(structToJson(schema))).toEqual({ ok: true, value: schema });
      }),
      { numRuns: runs },
    );
  });

  it('names as null-only just what is void with VOID, and drops just that with DROP', () => {
    fc.assert(
      fc.property(records, (sample) => {
        const { schema, nullOnlyPaths } = infer(sample, 'VOID');
        for (const path of nullOnlyPaths) expect(typeAt(schema, path)).toMatchObject({ name: 'void' });
        expect(typeText(schema).match(/\bvoid\b/g) ?? []).toHaveLength(nullOnlyPaths.length);
        expect(infer(sample, 'STRING').nullOnlyPaths).toEqual(nullOnlyPaths);
        const dropped = infer(sample, 'DROP');
        expect(dropped.nullOnlyPaths).toEqual(nullOnlyPaths);
        for (const path of nullOnlyPaths) expect(typeAt(dropped.schema, path)).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });
});
