import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs, type Problem, type Version } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

/** When each version of the story became active: as if a version came on each of three days. */
const DAYS = ['2026-01-26T08:00:00.000Z', '2026-01-27T08:00:00.000Z', '2026-01-28T08:00:00.123Z'];

let app: TestApp;
let jobs: Jobs;
beforeAll(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register({ tableFormat: 'HUDI', evolutionPolicy: { preset: 'TOLERANT' } });
  const fields: Record<string, string> = {};
  for (const name of ['a', 'b', 'c']) {
    fields[name] = 'string';
    await jobs.evolve({ schema: structJson(fields) });
  }
  await jobs.evolveRefused({ schema: structJson({ ...fields, a: structJson({ x: 'long' }) }) });
  await spreadOverDays();
});
afterAll(() => app.close());

/** Moves the versions in time: nothing of the service can. */
async function spreadOverDays() {
  const { prisma } = app.context.database;
  await prisma.$executeRawUnsafe('ALTER TABLE schema_versions DISABLE TRIGGER USER');
  for (const [index, day] of DAYS.entries()) {
    const next = DAYS[index + 1];
    await prisma.schemaVersion.updateMany({
      where: { version: index + 1 },
      data: { validFrom: new Date(day), validTo: next === undefined ? null : new Date(next) },
    });
  }
  await prisma.$executeRawUnsafe('ALTER TABLE schema_versions ENABLE TRIGGER USER');
}

async function asOf(query: Record<string, string>, of = jobs) {
  const { status, body } = await of.get<{ version: number; code: string }>(
    `/schema/as-of?${new URLSearchParams(query).toString()}`,
  );
  return status === 200 ? body.version : body.code;
}

describe('the schema as of a time', () => {
  it.each([
    ['2026-01-26T08:00:00.000Z', 1],
    ['2026-01-27T07:59:59.999Z', 1],
    ['2026-01-27T08:00:00.000Z', 2],
    ['2026-01-27T09:00:00+01:00', 2],
    ['2026-01-27T08:59:59.999+01:00', 1],
    ['2026-01-27T03:00-0500', 2],
    ['2026-01-28T08:00:00.122999999Z', 2],
    ['2026-01-28T08:00:00.123Z', 3],
    ['20260127080000000', 2],
    ['20260127075959999', 1],
    ['20260128080000123', 3],
    ['20260128080000122', 2],
    ['20260128080000', 3],
    ['20260128075959', 2],
  ])('%s is version %i', async (time, version) => {
    expect(await asOf({ time })).toBe(version);
  });

  it('answers as the version itself is answered, with its ETag', async () => {
    const path = '/datasets/orders/schema';
    const then = await request(app.server).get(`${path}/as-of?time=2026-01-27T12:00:00Z`);
    const version = await request(app.server).get(`${path}/versions/2`);
    expect(then.body).toEqual(version.body);
    expect(columnsOf(then.body as Version)).toEqual(['a', 'b']);
    const known = await request(app.server)
      .get(`${path}/as-of?time=20260127120000000`)
      .set('If-None-Match', version.headers['etag'] ?? '');
    expect(known.status).toBe(304);
  });

  it('takes a plus that was not percent-encoded for what it was', async () => {
    const { body } = await jobs.get<Version>('/schema/as-of?time=2026-01-27T09:00:00+01:00');
    expect(body.version).toBe(2);
  });

  it.each(['2062-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '99991231235959999'])(
    'that is still to come (%s) is the one that is active now',
    async (time) => {
      expect(await asOf({ time })).toBe(3);
    },
  );

  it.each([
    '2026-01-26T07:59:59.999Z',
    '1969-12-31T23:59:59Z',
    '0000-01-01T00:00:00+14:00',
    '00000101000000',
  ])('that was before the first (%s) is a 404', async (time) => {
    expect(await asOf({ time })).toBe('NO_SCHEMA_THEN');
  });

  it('says since when there is a schema', async () => {
    const { status, body } = await jobs.get<Problem>('/schema/as-of?time=2026-01-01T00:00:00Z');
    expect(status).toBe(404);
    expect(body.detail).toContain('2026-01-26T08:00:00.000Z');
  });

  it('is a 404 where there never was a schema', async () => {
    const empty = jobsOf(app, 'empty');
    await empty.register();
    expect(await asOf({ time: '2026-01-27T12:00:00Z' }, empty)).toBe('NO_SCHEMA_THEN');
    expect(await asOf({ time: '2026-01-27T12:00:00Z' }, jobsOf(app, 'nowhere'))).toBe('DATASET_NOT_FOUND');
  });
});

describe('a Hudi instant', () => {
  it.each([
    ['+01:00', 2],
    ['Europe/Berlin', 2],
    ['europe/berlin', 2],
    ['UTC', 3],
    ['Z', 3],
    ['-05:00', 3],
    ['America/New_York', 3],
  ])('20260128083000000 in %s is version %i', async (zone, version) => {
    expect(await asOf({ time: '20260128083000000', zone })).toBe(version);
  });

  it('of a table whose timeline is LOCAL needs the zone', async () => {
    const local = jobsOf(app, 'local');
    await local.register({
      tableFormat: 'HUDI',
      properties: { 'hoodie.table.timeline.timezone': 'LOCAL' },
    });
    await local.evolve({ schema: structJson({ a: 'string' }) });
    const { status, body } = await local.get<Problem>('/schema/as-of?time=20620101000000000');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'query', path: '/zone' }] });
    expect(await asOf({ time: '20620101000000000', zone: 'Europe/Berlin' }, local)).toBe(1);
    expect(await asOf({ time: '2062-01-01T00:00:00Z' }, local)).toBe(1);
  });
});

describe('the schema as of a commit of the lake', () => {
  beforeAll(async () => {
    const applied = { appliedAt: new Date(), appliedByType: 'API_KEY', appliedByName: 'deploy' };
    const { prisma } = app.context.database;
    await prisma.schemaVersion.updateMany({
      where: { version: { in: [1, 2] }, dataset: { name: 'orders' } },
      data: { ...applied, appliedCommit: '20260127081500042' },
    });
    await prisma.schemaVersion.updateMany({
      where: { version: 3, dataset: { name: 'orders' } },
      data: { ...applied, appliedCommit: '4711' },
    });
  });

  it('is the version that was acknowledged with it, the newest of several', async () => {
    expect(await asOf({ commit: '4711' })).toBe(3);
    expect(await asOf({ commit: '20260127081500042' })).toBe(2);
  });

  it('is a 404 where nobody acknowledged it, for this dataset', async () => {
    expect(await asOf({ commit: '4712' })).toBe('COMMIT_NOT_FOUND');
    const other = jobsOf(app, 'other');
    await other.register();
    expect(await asOf({ commit: '4711' }, other)).toBe('COMMIT_NOT_FOUND');
  });
});

describe('a question that cannot be understood', () => {
  it.each([
    [{}, ''],
    [{ time: '2026-01-27T12:00:00Z', commit: '4711' }, '/time'],
    [{ zone: 'UTC' }, ''],
    [{ time: '2026-01-27T12:00:00Z', zone: 'UTC' }, '/zone'],
    [{ commit: '4711', zone: 'UTC' }, '/zone'],
    [{ time: '20260127120000000', zone: 'Europe/Nowhere' }, '/zone'],
    [{ time: '20260127120000000', zone: '+25:00' }, '/zone'],
    [{ time: '2026-01-27T12:00:00' }, '/time'],
    [{ time: '2026-01-27' }, '/time'],
    [{ time: '2026-02-30T12:00:00Z' }, '/time'],
    [{ time: '2026-01-27T24:00:00Z' }, '/time'],
    [{ time: '20260230120000' }, '/time'],
    [{ time: '2026012712000' }, '/time'],
    [{ time: '1769515200000000000000' }, '/time'],
    [{ time: 'yesterday' }, '/time'],
    [{ time: '' }, '/time'],
    [{ commit: '' }, '/commit'],
    [{ commit: 'x'.repeat(1025) }, '/commit'],
    [{ time: '2026-01-27T12:00:00Z', version: '1' }, '/version'],
  ])('%j is a 400 that says where', async (query, path) => {
    const search = new URLSearchParams(Object.entries(query));
    const { status, body } = await jobs.get<Problem>(`/schema/as-of?${search.toString()}`);
    expect(status).toBe(400);
    expect(body.code).toBe('INVALID_REQUEST');
    expect(body.errors?.[0]).toMatchObject({ in: 'query', path });
    expect(body.detail.length).toBeGreaterThan(30);
  });
});
