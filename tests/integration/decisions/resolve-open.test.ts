import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs, type Version } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const ORDERS = { order_id: 'long', amount: 'double', fax: 'string' };
const WITHOUT_FAX = { schema: structJson({ order_id: 'long', amount: 'double' }) };

let app: TestApp;
let jobs: Jobs;

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(ORDERS) });
});

afterEach(() => app.close());

async function version(number: number): Promise<Version> {
  return (await jobs.get<Version>(`/schema/versions/${number}`)).body;
}

describe('a blocked version', () => {
  it('is resolved by DDL that makes it harmless, and says so', async () => {
    await jobs.evolveRefused(WITHOUT_FAX);
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    expect(await version(2)).toMatchObject({
      status: 'RESOLVED',
      decision: { reason: 'Version 3 (DDL) made it harmless.', ledToVersion: null, resolutions: [] },
    });
    expect((await recordedEvents(app)).slice(-2)).toMatchObject([
      { type: 'schema.ddl_applied', version: 3 },
      { type: 'schema.resolved', version: 2, reason: 'Version 3 (DDL) made it harmless.' },
    ]);
    expect((await jobs.evolve(WITHOUT_FAX)).status).toBe(200);
  });

  it('is resolved by a change of the policy', async () => {
    await jobs.evolveRefused(WITHOUT_FAX);
    await request(app.server)
      .patch('/datasets/orders')
      .send({ evolutionPolicy: { missingFields: 'ALLOW' } });
    expect(await version(2)).toMatchObject({ status: 'RESOLVED' });
    expect((await recordedEvents(app)).slice(-2).map(({ type }) => type)).toEqual([
      'dataset.policy_changed',
      'schema.resolved',
    ]);
  });

  it('is resolved by the approval of another one', async () => {
    await jobs.evolveRefused({
      schema: structJson({ order_id: 'long', amount: 'double', coupon: 'string' }),
    });
    const lacksMore = { schema: structJson({ order_id: 'long', coupon: 'string' }) };
    await jobs.evolveRefused(lacksMore);
    await jobs.approve(3, { reason: 'Both are optional' });
    expect(await version(2)).toMatchObject({
      status: 'RESOLVED',
      decision: { reason: 'Version 4 (DECISION) made it harmless.' },
    });
  });

  it('is resolved by what another job brought', async () => {
    await request(app.server)
      .patch('/datasets/orders')
      .send({ evolutionPolicy: { maxNewFields: 1 } });
    const two = { schema: structJson({ ...ORDERS, coupon: 'string', channel: 'string' }) };
    await jobs.evolveRefused(two);
    await jobs.evolve({ schema: structJson({ ...ORDERS, coupon: 'string' }) });
    expect(await version(2)).toMatchObject({
      status: 'RESOLVED',
      decision: { reason: 'Version 3 (INFERRED) made it harmless.' },
    });
    expect((await jobs.evolve(two)).body.newVersion).toBe(4);
  });

  it('is resolved by a declaration that says the types', async () => {
    const asInteger = { schema: structJson({ ...ORDERS, amount: 'float' }) };
    await jobs.evolveRefused(asInteger);
    await jobs.evolve({ ddl: 'order_id BIGINT, amount DOUBLE, fax STRING', origin: 'DECLARED' });
    expect(await version(2)).toMatchObject({ status: 'RESOLVED' });
    expect((await jobs.evolve(asInteger)).body.changeType).toBe('NONE');
  });

  it('is resolved after somebody rejected it, too', async () => {
    await jobs.evolveRefused(WITHOUT_FAX);
    await jobs.reject(2, { reason: 'Fax is needed' });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    expect(await version(2)).toMatchObject({
      status: 'RESOLVED',
      decision: { reason: 'Version 3 (DDL) made it harmless.' },
    });
  });

  it('stays where it is still breaking', async () => {
    await jobs.evolveRefused({ schema: structJson({ order_id: 'long' }) });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    expect((await version(2)).status).toBe('BLOCKED');
  });

  it('makes room for a new one when its problem comes back', async () => {
    await jobs.evolveRefused(WITHOUT_FAX);
    const patch = (missingFields: string) =>
      request(app.server).patch('/datasets/orders').send({ evolutionPolicy: { missingFields } });
    await patch('ALLOW');
    await patch('BLOCK');
    const again = await jobs.evolveRefused(WITHOUT_FAX);
    expect(again.body).toMatchObject({ blockedVersion: 3, occurrences: 1 });
    expect((await version(2)).status).toBe('RESOLVED');
  });

  it('is none of the others where there are many', async () => {
    for (const amount of ['float', 'integer', 'boolean']) {
      await jobs.evolveRefused({ schema: structJson({ ...ORDERS, amount }) });
    }
    await jobs.evolveRefused(WITHOUT_FAX);
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    const { items } = (await jobs.versions()).body;
    expect(items.map((item) => [item.version, item.status])).toEqual([
      [6, 'ACTIVE'],
      [5, 'RESOLVED'],
      [4, 'BLOCKED'],
      [3, 'BLOCKED'],
      [2, 'BLOCKED'],
      [1, 'OBSOLETE'],
    ]);
  });
});
