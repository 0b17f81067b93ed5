import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { boundedList, boundedMap } from '../../../src/http/bounded.ts';
import { endpoints } from '../../../src/endpoints.ts';

const steps = boundedList(z.string().min(1), { least: 1, most: 200 });

function issuesOf(schema: z.ZodType, value: unknown): number {
  return schema.safeParse(value).error?.issues.length ?? 0;
}

function bodyOf(operationId: string): z.ZodType {
  const schema = endpoints.find((declared) => declared.operationId === operationId)?.body?.schema;
  if (schema === undefined) throw new Error(`${operationId} takes no body`);
  return schema;
}

describe('a bounded list', () => {
  it('gives what its elements give', () => {
    const list = boundedList(z.strictObject({ a: z.int().default(7) }), { most: 2 });
    expect(list.parse([{}, { a: 1 }])).toEqual([{ a: 7 }, { a: 1 }]);
  });

  it('has as many issues as it has wrong elements, with the path to each', () => {
    const found = steps.safeParse(['a', '', 'b', 1]).error?.issues;
    expect(found?.map(({ path }) => path)).toEqual([[1], [3]]);
  });

  it('has one issue when it is too long or too short', () => {
    expect(
      issuesOf(
        steps,
        Array.from({ length: 201 }, () => ''),
      ),
    ).toBe(1);
    expect(issuesOf(steps, [])).toBe(1);
  });

  it('has no more issues than are answered', () => {
    expect(issuesOf(boundedList(z.string(), { most: 5000 }), Array(5000).fill(0))).toBe(100);
  });

  it('says that a member of an element is required', () => {
    const list = boundedList(z.strictObject({ a: z.string() }), { most: 200 });
    expect(list.safeParse([{ b: 1 }]).error?.issues).toMatchObject([
      { path: [0, 'a'], message: 'is required' },
      { path: [0, 'b'], message: 'is not known here' },
    ]);
  });
});

describe('a bounded map', () => {
  const map = boundedMap(z.record(z.string().max(1), z.string()), 2);

  it('takes as many entries as it may have', () => {
    expect(map.parse({ a: '1', b: '2' })).toEqual({ a: '1', b: '2' });
  });

  it('has one issue when there are more, whatever they are', () => {
    expect(issuesOf(map, { aa: 1, bb: 2, cc: 3 })).toBe(1);
  });
});

describe('a request that is wrong in every element', () => {
  const orders = { name: 'orders', kafkaTopic: 'orders', mode: 'append' };
  const entries = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [` ${n}`, 0]));
  const many = Array<unknown>(20_000).fill('');

  it.each([
    ['evolveSchema', { ddl: 'a INT', nullOnlyPaths: Array(8000).fill(Array(100).fill('')) }],
    ['evolveSchema', { ddl: 'a INT', source: entries }],
    ['registerDataset', { ...orders, labels: entries }],
    ['registerDataset', { ...orders, properties: entries }],
    ['registerDataset', { ...orders, pkFields: many }],
    ['registerDataset', { ...orders, derivedFields: many.slice(0, 1000) }],
    ['registerDataset', { ...orders, transformJars: many }],
    ['patchDataset', { labels: entries }],
    ['executeDdl', { operations: many }],
    ['executeDdl', { operations: many.slice(0, 1000) }],
    ['executeDdl', { operations: [{ op: 'DROP_COLUMN', path: many }] }],
  ])('makes a bounded number of issues: %s', (operationId, body) => {
    const issues = issuesOf(bodyOf(operationId), body);
    expect(issues).toBeGreaterThan(0);
    expect(issues).toBeLessThanOrEqual(100);
  });
});
