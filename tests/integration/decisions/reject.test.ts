import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const ORDERS = { order_id: 'long', amount: 'double' };
const BATCH = { schema: structJson({ order_id: 'long' }) };
const WHY = { reason: 'Amounts are never optional' };

let app: TestApp;
let jobs: Jobs;

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(ORDERS) });
});

afterEach(() => app.close());

describe('a job whose batch is blocked', () => {
  it('hears whom to ask, with the exact calls', async () => {
    const { detail } = (await jobs.evolveRefused(BATCH)).body;
    expect(detail).toContain('Recorded as blocked version 2 of orders, seen once. Version 1 stays active.');
    expect(detail).toContain(
      'To let it pass: POST /datasets/orders/schema/versions/2/approve with {"reason": "…"}',
    );
    expect(detail).toContain('to decide against it: POST /datasets/orders/schema/versions/2/reject.');
  });

  it('is not sent to anybody about what nobody can approve', async () => {
    const changed = { schema: structJson({ ...ORDERS, amount: 'boolean' }) };
    const { detail } = (await jobs.evolveRefused(changed)).body;
    expect(detail).toContain('Nobody can approve it as it is (TYPE_CHANGED of amount)');
    expect(detail).not.toContain('/approve');
  });
});

describe('a declared schema that lets a key be null, or no longer', () => {
  it.each([
    ['NULLABILITY_RELAXED', 'BIGINT NOT NULL', 'BIGINT'],
    ['NULLABILITY_TIGHTENED', 'BIGINT', 'BIGINT NOT NULL'],
  ])('is offered no approval, and gets none: %s', async (rule, before, after) => {
    const users = jobsOf(app, 'users');
    await users.register({ mode: 'upsert', pkFields: ['id'] });
    await users.evolve({ ddl: `id ${before}`, origin: 'DECLARED' });
    const { body } = await users.evolveRefused({ ddl: `id ${after}`, origin: 'DECLARED' });
    expect(body.detail).toContain(`Nobody can approve it as it is (${rule} of id)`);
    expect(body.detail).not.toContain('/approve');
    const kept = await users.approveRefused(2, { ...WHY, resolutions: [{ path: 'id', action: 'KEEP' }] });
    expect(kept.body.errors?.[0]?.message).toContain(`(${rule}: nobody can approve it)`);
    expect((await users.approveRefused(2, WHY)).body).toMatchObject({
      code: 'NOT_APPROVABLE',
      changes: [{ rule, path: ['id'] }],
    });
  });
});

describe('a rejection of what has moved', () => {
  it.each([
    [409, 'VERSION_CONFLICT', { expectedVersion: 1 }, {}],
    [412, 'PRECONDITION_FAILED', {}, { 'If-Match': '"another"' }],
  ])('is refused: %d %s', async (status, code, said, headers) => {
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN note STRING' });
    await jobs.evolveRefused(BATCH);
    const stale = await jobs.rejectRefused(3, { ...WHY, ...said }, headers);
    expect([stale.status, stale.body.code]).toEqual([status, code]);
    expect((await jobs.reject(3, { ...WHY, expectedVersion: 2 })).status).toBe(200);
  });
});

describe('a rejected version', () => {
  it('stands for its problem: the job hears who rejected it and why, and nothing else is recorded', async () => {
    await jobs.evolveRefused(BATCH);
    const rejected = await jobs.reject(2, WHY);
    expect(rejected).toMatchObject({
      status: 200,
      body: { status: 'rejected', version: 2, reason: WHY.reason, occurrences: 1 },
    });

    const again = await jobs.evolveRefused(BATCH);
    expect(again).toMatchObject({ status: 409, body: { blockedVersion: 2, occurrences: 2 } });
    const at = rejected.body.decidedAt;
    expect(again.body.detail).toContain(
      `seen 2 times; anonymous rejected it on ${at}: ${WHY.reason}. Version 1`,
    );
    expect(again.body.detail).toContain(
      'Should it pass after all: POST /datasets/orders/schema/versions/2/approve',
    );
    expect((await jobs.versions()).body.items.map(({ status }) => status)).toEqual(['REJECTED', 'ACTIVE']);
  });

  it('is told in one event', async () => {
    await jobs.evolveRefused(BATCH);
    await jobs.reject(2, WHY);
    expect((await recordedEvents(app)).at(-1)).toMatchObject({
      type: 'schema.rejected',
      version: 2,
      before: { status: 'BLOCKED' },
      reason: WHY.reason,
    });
  });

  it('can still be approved', async () => {
    await jobs.evolveRefused(BATCH);
    await jobs.reject(2, WHY);
    expect((await jobs.approve(2, { reason: 'They are, since March' })).body.newVersion).toBe(3);
    expect((await jobs.evolve(BATCH)).status).toBe(200);
  });

  it('is not rejected twice, nor what waits for no decision', async () => {
    await jobs.evolveRefused(BATCH);
    await jobs.reject(2, WHY);
    const again = await jobs.rejectRefused(2, WHY);
    expect(again).toMatchObject({ status: 409, body: { code: 'NOT_BLOCKED' } });
    expect(again.body.detail).toContain(`Version 2 was rejected already by anonymous (${WHY.reason}).`);
    expect((await jobs.rejectRefused(1, WHY)).body).toMatchObject({ code: 'NOT_BLOCKED' });
    expect((await jobs.rejectRefused(7, WHY)).body).toMatchObject({ code: 'VERSION_NOT_FOUND' });
  });

  it('needs a reason', async () => {
    await jobs.evolveRefused(BATCH);
    const refused = await jobs.rejectRefused(2, {});
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, '/reason']);
  });
});
