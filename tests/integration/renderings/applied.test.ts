import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { type Jobs, jobsOf, type Problem, type Version } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

let app: TestApp;
let jobs: Jobs;
let name: string;
let count = 0;

beforeAll(async () => {
  app = await createTestApp();
});

afterAll(() => app.close());

beforeEach(async () => {
  count += 1;
  name = `applied_${count}`;
  jobs = jobsOf(app, name);
  await jobs.register({ evolutionPolicy: { preset: 'TOLERANT' } });
  await jobs.evolve({ schema: structJson({ id: 'long' }) });
});

function send(version: number, body: object) {
  return request(app.server).post(`/datasets/${name}/schema/versions/${version}/applied`).send(body);
}

function acknowledge(version: number, body: object = {}) {
  return send(version, body).then(({ status, headers, body: answer }) => ({
    status,
    headers,
    body: answer as Version,
  }));
}

/** The same where it is expected to be refused. */
function refused(version: number, body: object = {}) {
  return send(version, body).then(({ status, body: answer }) => ({ status, body: answer as Problem }));
}

async function eventsOf() {
  const events = await recordedEvents(app);
  return events.filter((event) => event.datasetName === name && event.type === 'schema.applied');
}

describe('acknowledging a version', () => {
  it('shows it as not applied before, and with the commit after', async () => {
    const before = await jobs.active();
    expect(before.body.applied).toBeNull();
    const told = await acknowledge(1, { commit: '20260128080000123' });
    expect(told.status).toBe(200);
    expect(told.body.applied).toMatchObject({ by: { type: 'ANONYMOUS' }, commit: '20260128080000123' });
    const after = await jobs.active();
    expect(after.body.applied).toEqual(told.body.applied);
    expect(after.headers['etag']).toBe(told.headers['etag']);
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
  });

  it('changes the entity tag again when a commit is named later', async () => {
    const bare = await acknowledge(1);
    const named = await acknowledge(1, { commit: '42' });
    expect(named.body.applied).toMatchObject({ commit: '42' });
    expect(named.headers['etag']).not.toBe(bare.headers['etag']);
    expect((await jobs.active()).headers['etag']).toBe(named.headers['etag']);
  });

  it('is told once, with the commit and the time', async () => {
    const at = '2026-01-28T09:00:00.123+01:00';
    await acknowledge(1, { commit: '7', at });
    expect(await eventsOf()).toMatchObject([
      { version: 1, before: null, after: { at: '2026-01-28T08:00:00.123Z', commit: '7' } },
    ]);
  });

  it('writes nothing when it comes again, with the same commit or none', async () => {
    const first = await acknowledge(1, { commit: '7' });
    const again = await acknowledge(1, { commit: '7', at: '2026-01-28T08:00:00Z' });
    const bare = await acknowledge(1);
    expect([again.status, bare.status]).toEqual([200, 200]);
    expect([again.body.applied, bare.body.applied]).toEqual([first.body.applied, first.body.applied]);
    expect(await eventsOf()).toHaveLength(1);
  });

  it('takes the commit later, and keeps the time', async () => {
    const first = await acknowledge(1);
    const then = await acknowledge(1, { commit: '7' });
    expect(then.body.applied).toEqual({ ...first.body.applied, commit: '7' });
    expect(await eventsOf()).toMatchObject([
      { after: { commit: null } },
      { before: { commit: null }, after: { commit: '7' } },
    ]);
  });

  it('refuses another commit, and shows the first', async () => {
    await acknowledge(1, { commit: '7' });
    const other = await refused(1, { commit: '8' });
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_APPLIED', appliedCommit: '7', detail: expect.stringContaining('commit 7') },
    });
    expect((await jobs.active()).body.applied?.commit).toBe('7');
  });

  it('takes a version that was active, and none that never was', async () => {
    await jobs.evolve({ schema: structJson({ id: 'long', a: 'string' }) });
    await jobs.evolveRefused({ schema: structJson({ id: 'boolean', a: 'string' }) });
    expect((await acknowledge(1)).body).toMatchObject({ status: 'OBSOLETE', applied: { commit: null } });
    expect(await refused(3)).toMatchObject({ status: 409, body: { code: 'NEVER_ACTIVE' } });
    expect(await refused(4)).toMatchObject({ status: 404, body: { code: 'VERSION_NOT_FOUND' } });
  });

  it.each(['2999-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '0000-01-01T00:00:00Z'])(
    'refuses %s, which is no time of this table',
    async (at) => {
      const told = await refused(1, { at });
      expect(told).toMatchObject({
        status: 400,
        body: { code: 'INVALID_REQUEST', errors: [{ in: 'body', path: '/at' }] },
      });
      expect((await jobs.active()).body.applied).toBeNull();
    },
  );

  it('leaves an archived dataset alone', async () => {
    await request(app.server).post(`/datasets/${name}/archive`).send({ reason: 'over' });
    expect(await refused(1)).toMatchObject({ status: 409, body: { code: 'DATASET_ARCHIVED' } });
  });

  it('finds the version by its commit', async () => {
    await acknowledge(1, { commit: '7' });
    const found = await jobs.get<Version>('/schema/as-of?commit=7');
    expect(found.body).toMatchObject({ version: 1, applied: { commit: '7' } });
  });
});

describe('the list of versions', () => {
  it('tells those that are still to be applied from those that are', async () => {
    await jobs.evolve({ schema: structJson({ id: 'long', a: 'string' }) });
    await jobs.evolve({ schema: structJson({ id: 'long', a: 'string', b: 'string' }) });
    await jobs.evolveRefused({ schema: structJson({ id: 'boolean', a: 'string' }) });
    await acknowledge(2, { commit: '7' });
    const numbers = async (query: string) =>
      (await jobs.versions(query)).body.items.map(({ version }) => version);
    expect(await numbers('?applied=false')).toEqual([3, 1]);
    expect(await numbers('?applied=true')).toEqual([2]);
    expect(await numbers('?applied=false&status=ACTIVE')).toEqual([3]);
    expect(await numbers('')).toEqual([4, 3, 2, 1]);
    expect((await jobs.get<Problem>('/schema/versions?applied=maybe')).body.code).toBe('INVALID_REQUEST');
  });
});
