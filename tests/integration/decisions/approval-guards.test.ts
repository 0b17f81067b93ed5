import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs, type Version } from '../../support/jobs.ts';
import { recordedEventTypes } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const ORDERS = { order_id: 'long', customer: 'string', amount: 'double' };
const WHY = { reason: 'The producer team says so' };

let app: TestApp;
let jobs: Jobs;

const BATCH = { schema: structJson({ order_id: 'long', customer: 'string' }) };

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(ORDERS) });
  expect((await jobs.evolveRefused(BATCH)).body.blockedVersion).toBe(2);
});

afterEach(() => app.close());

async function version(number: number): Promise<Version> {
  return (await jobs.get<Version>(`/schema/versions/${number}`)).body;
}

describe('an approval', () => {
  it('shows what it would do, and does nothing, as a rehearsal', async () => {
    const before = await recordedEventTypes(app);
    const rehearsed = await jobs.approve(2, { ...WHY, dryRun: true });
    expect(rehearsed.body).toMatchObject({ status: 'dryRun', version: 1, approvedVersion: 2 });
    expect(rehearsed.body.newVersion).toBeUndefined();
    expect(await recordedEventTypes(app)).toEqual(before);
    expect((await jobs.evolveRefused(BATCH)).status).toBe(409);
  });

  it('is refused where the schema has moved since', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN note STRING' });
    const stale = await jobs.approveRefused(2, { ...WHY, expectedVersion: 1 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT', activeVersion: 3 } });
    expect((await jobs.approve(2, { ...WHY, expectedVersion: 3 })).status).toBe(200);
  });

  it('is refused where If-Match names another state of the schema', async () => {
    const { headers } = await jobs.active();
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN note STRING' });
    const stale = await jobs.approveRefused(2, WHY, { 'If-Match': headers['etag'] ?? '' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    const now = (await jobs.active()).headers['etag'] ?? '';
    expect((await jobs.approve(2, WHY, { 'If-Match': now })).status).toBe(200);
  });

  it('says once why a column was not renamed', async () => {
    const resolutions = [{ path: 'amount', action: 'RENAME', to: 'price' }];
    const refused = await jobs.approveRefused(2, { ...WHY, resolutions });
    const message = 'the submission has no new field price that amount could have become';
    expect(refused.body.errors).toEqual([{ in: 'body', path: '/resolutions/0', message }]);
    expect(refused.body.detail).toContain(message);
  });

  it('happens once', async () => {
    await jobs.approve(2, WHY);
    const again = await jobs.approveRefused(2, WHY);
    expect(again).toMatchObject({ status: 409, body: { code: 'NOT_BLOCKED' } });
    expect(again.body.detail).toBe(
      `Version 2 was approved already by anonymous (${WHY.reason}); it led to version 3.`,
    );
  });

  it('is of a version that waits for it', async () => {
    expect((await jobs.approveRefused(1, WHY)).body).toMatchObject({ code: 'NOT_BLOCKED' });
    expect((await jobs.approveRefused(9, WHY)).body).toMatchObject({ code: 'VERSION_NOT_FOUND' });
    expect((await jobsOf(app, 'nobody').approveRefused(1, WHY)).body).toMatchObject({
      code: 'DATASET_NOT_FOUND',
    });
  });

  it('is not needed any more, and says so, where the submission has become harmless unseen', async () => {
    const evolutionPolicy = { preset: 'TOLERANT', enforcement: 'ENFORCE' };
    await app.context.database.prisma.dataset.updateMany({ data: { evolutionPolicy, revision: 2 } });
    const late = await jobs.approveRefused(2, WHY);
    expect(late).toMatchObject({ status: 409, body: { code: 'NOT_BLOCKED' } });
    expect(await version(2)).toMatchObject({ status: 'RESOLVED' });
    expect((await recordedEventTypes(app)).at(-1)).toBe('schema.resolved');
  });

  it.each([
    [
      'about a column that nothing is wrong with',
      { path: 'customer', action: 'KEEP' },
      /is not a breaking change/,
    ],
    [
      'by an action that is no answer',
      { path: 'amount', action: 'LEAVE_OUT' },
      /FIELD_REMOVED: KEEP or DROP or RENAME/,
    ],
    [
      'about another rule',
      { path: 'amount', rule: 'TYPE_UNFIT', action: 'KEEP' },
      /TYPE_UNFIT of amount is not/,
    ],
  ])('refuses a resolution %s', async (_, resolution, message) => {
    const good = { path: 'amount', action: 'KEEP' };
    const refused = await jobs.approveRefused(2, { ...WHY, resolutions: [good, resolution] });
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(refused.body.errors).toEqual([
      { in: 'body', path: '/resolutions/1', message: expect.stringMatching(message) },
    ]);
    expect(refused.body.detail).toMatch(message);
    expect((await version(2)).status).toBe('BLOCKED');
  });

  it.each([
    ['no reason', {}, '/reason'],
    ['an empty one', { reason: '  ' }, '/reason'],
    ['a path that is none', { ...WHY, resolutions: [{ path: 'a.', action: 'KEEP' }] }, '/resolutions/0/path'],
    [
      'RENAME without a name',
      { ...WHY, resolutions: [{ path: 'a', action: 'RENAME' }] },
      '/resolutions/0/to',
    ],
    [
      'a name without RENAME',
      { ...WHY, resolutions: [{ path: 'a', action: 'DROP', to: 'b' }] },
      '/resolutions/0/to',
    ],
  ])('is a bad request with %s', async (_, body, path) => {
    const refused = await jobs.approveRefused(2, body);
    expect([refused.status, refused.body.errors?.map((each) => each.path)]).toEqual([400, [path]]);
  });
});
