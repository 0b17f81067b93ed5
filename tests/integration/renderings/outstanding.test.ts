import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

const BASE = { order_id: 'long', note: 'string' };
const COUPON = { ...BASE, coupon: 'string' };
const CHANNEL = { ...COUPON, channel: 'string' };

const ADD_COUPON = 'ALTER TABLE orders ADD COLUMNS (coupon STRING)';
const ADD_CHANNEL = 'ALTER TABLE orders ADD COLUMNS (channel STRING)';

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register({
    tableFormat: 'DELTA',
    properties: { 'delta.columnMapping.mode': 'name' },
    evolutionPolicy: { preset: 'TOLERANT' },
  });
  await jobs.evolve({ schema: structJson(BASE) });
});
afterEach(() => app.close());

const acknowledge = (version: number) => jobs.acknowledge(version, { commit: String(version) });

async function applyOf(schema: Record<string, string>): Promise<readonly string[]> {
  return (await jobs.evolve({ schema: structJson(schema) })).body.apply;
}

describe('the statements that a job is given', () => {
  it('are given again to the job that was killed before it ran them', async () => {
    await acknowledge(1);
    const first = await applyOf(COUPON);
    expect(first).toEqual([ADD_COUPON]);
    expect(await applyOf(COUPON)).toEqual(first);
    expect(await applyOf(BASE)).toEqual(first);
  });

  it('end with the acknowledgement', async () => {
    await acknowledge(1);
    await applyOf(COUPON);
    await acknowledge(2);
    expect(await applyOf(COUPON)).toEqual([]);
  });

  it('hold what several versions brought', async () => {
    await acknowledge(1);
    await applyOf(COUPON);
    expect(await applyOf(CHANNEL)).toEqual([
      'ALTER TABLE orders ADD COLUMNS (coupon STRING, channel STRING)',
    ]);
  });

  it('hold what a person changed by DDL, a rename as a rename', async () => {
    await acknowledge(1);
    await jobs.ddl({
      sql: 'ALTER TABLE orders RENAME COLUMN note TO remark',
      force: true,
      reason: 'clearer',
    });
    expect(await applyOf(BASE)).toEqual(['ALTER TABLE orders RENAME COLUMN note TO remark']);
  });

  it('hold what a roll back takes away', async () => {
    await acknowledge(1);
    await applyOf(COUPON);
    await acknowledge(2);
    await jobs.rollBack({ version: 1, reason: 'not wanted' });
    expect(await applyOf(COUPON)).toEqual(['ALTER TABLE orders DROP COLUMNS (coupon)']);
  });

  it('are none where a version and its undoing were not run', async () => {
    await acknowledge(1);
    await applyOf(COUPON);
    const { body } = await jobs.rollBack({ version: 1, reason: 'not wanted' });
    expect(body.apply).toEqual([]);
    expect(await applyOf(BASE)).toEqual([]);
  });

  it('are the same in a comparison', async () => {
    await acknowledge(1);
    await applyOf(COUPON);
    const { body } = await jobs.compare({ schema: structJson(CHANNEL) });
    expect(body.apply).toEqual(['ALTER TABLE orders ADD COLUMNS (coupon STRING, channel STRING)']);
  });

  it('are those of the new version alone where nobody ever acknowledged one', async () => {
    expect(await applyOf(COUPON)).toEqual([ADD_COUPON]);
    expect(await applyOf(COUPON)).toEqual([]);
    expect(await applyOf(CHANNEL)).toEqual([ADD_CHANNEL]);
  });
});

describe('the statements that a person is given', () => {
  it('begin where the table is', async () => {
    await acknowledge(1);
    await applyOf(COUPON);
    const { body } = await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN channel STRING', dryRun: true });
    expect(body.apply).toEqual(['ALTER TABLE orders ADD COLUMNS (coupon STRING, channel STRING)']);
  });
});
