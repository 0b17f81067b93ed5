import { describe, expect, it } from '@jest/globals';
import { inferSchema } from '../../../../src/schema/inference/infer-schema.ts';
import { structFromJson } from '../../../../src/schema/parse-json.ts';
import { structToJson } from '../../../../src/schema/print-json.ts';
import { infer } from './infer.ts';

const wide = (from: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${from + index}`, 1]));

function nested(levels: number, leaf: unknown, wrap: (inner: unknown) => unknown): unknown {
  let value = leaf;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}
const inStruct = (inner: unknown) => ({ a: inner });
const inList = (inner: unknown) => [inner];
const fault = (records: unknown[]) => inferSchema(records, { nullFields: 'STRING' });

describe('a schema has', () => {
  it.each([
    ['structs', nested(50, 1, inStruct)],
    ['lists', { a: nested(49, 1, inList) }],
  ])('50 levels of %s, all of which can be submitted, and not one more', (_what, deepest) => {
    const { schema } = infer([deepest]);
    expect(structFromJson(structToJson(schema))).toEqual({ ok: true, value: schema });
    expect(fault([{ b: 1 }, { a: deepest }])).toMatchObject({
      ok: false,
      record: 1,
      message: 'nested more than 50 levels deep',
    });
  });

  it('no more than 50 levels of lists around its rows', () => {
    expect(infer([nested(50, { a: 1 }, inList)]).schema.fields).toHaveLength(1);
    expect(fault([nested(51, { a: 1 }, inList)])).toMatchObject({ ok: false, record: 0, path: [] });
  });

  it('10,000 fields, nested ones counted, and not one more', () => {
    const records = [wide(0, 5000), { f0: 2, nested: wide(0, 4999) }];
    expect(infer(records).records).toBe(2);
    expect(fault([...records, { f1: 1, one: { more: 1 } }])).toEqual({
      ok: false,
      record: 2,
      path: ['one'],
      message: 'a schema has at most 10000 fields, nested ones counted',
    });
  });

  it('room again for fields that are no longer told apart', () => {
    const records = [{ big: [wide(0, 9998)] }, { big: 'text' }, wide(0, 9999)];
    expect(infer(records).schema.fields).toHaveLength(10_000);
    expect(fault([...records, { more: 1 }])).toMatchObject({ ok: false, record: 3, path: ['more'] });
  });

  it.each([
    ['255 characters', 'n'.repeat(255), 'n'.repeat(256)],
    ['characters that are whole', '💡', '\ud83d'],
    ['no NUL characters', 'a0b', 'a\0b'],
  ])('names of %s', (_what, good, bad) => {
    expect(fault([{ [good]: 1 }]).ok).toBe(true);
    expect(fault([{ a: [{ [bad]: null }] }])).toMatchObject({ ok: false, path: ['a', 'element', bad] });
  });

  it('no field for the corrupt records beyond those', () => {
    expect(fault([wide(0, 10_000), 1])).toMatchObject({ ok: false, path: ['_corrupt_record'] });
  });
});
