import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs, type Problem } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const SCHEMA = structJson({ order_id: 'long', amount: 'double' });
const SCHEMA_JSON = JSON.stringify(SCHEMA);

let app: TestApp;
let jobs: Jobs;
beforeAll(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  const settings = {
    mode: 'upsert',
    pkFields: ['order_id'],
    partitionKeys: ['day'],
    transformJars: ['a.jar'],
  };
  const created = await jobs.register({ ...settings, derivedFields: ['day'] });
  expect(created.status).toBe(201);
});
afterAll(() => app.close());

describe('the calls that existing jobs rely on', () => {
  it('there is no active schema before the first submission: 404', async () => {
    const answer = await jobs.get<Problem>('/schema/active');
    expect(answer).toMatchObject({ status: 404, body: { code: 'NO_ACTIVE_SCHEMA' } });
  });

  it('evolve with schema_json and change_type is exactly 200, new or known', async () => {
    const first = await jobs.evolve({ schema_json: SCHEMA_JSON, change_type: 'INITIAL' });
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'success', changeType: 'INITIAL', newVersion: 1 },
    });
    const again = await jobs.evolve({ schema_json: SCHEMA_JSON, change_type: 'INITIAL' });
    expect(again).toMatchObject({ status: 200, body: { status: 'success', changeType: 'NONE', version: 1 } });
    expect(again.body.newVersion).toBeUndefined();
  });

  it('says so when it disagrees with change_type, and decides itself', async () => {
    const { body } = await jobs.evolve({ schema_json: SCHEMA_JSON, change_type: 'BREAKING' });
    expect(body.changeType).toBe('NONE');
    expect(body.warnings.map(({ code }) => code)).toEqual(['CHANGE_TYPE_DISAGREES']);
  });

  it('the active schema comes as text that was sent, and as the same object', async () => {
    const { status, body } = await jobs.active();
    expect(status).toBe(200);
    expect(body.schema_json).toBe(SCHEMA_JSON);
    expect(body.schema).toEqual(SCHEMA);
    expect(body).toMatchObject({ version: 1, status: 'ACTIVE', changeType: 'INITIAL', validTo: null });
  });

  it('a dataset is found by id, by name, and by its name in another case', async () => {
    const byName = await request(app.server).get('/datasets/orders').expect(200);
    const { id } = byName.body as { id: number };
    for (const ref of [String(id), 'ORDERS']) {
      const found = await jobsOf(app, ref).active();
      expect(found.body.datasetId).toBe(id);
    }
  });

  it('an opinion without a schema is recorded as an event', async () => {
    const answer = await jobs.evolve({
      schema_json: '',
      change_type: 'BREAKING',
      source: { application: 'old' },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'recorded' } });
    expect((await recordedEvents(app)).at(-1)).toMatchObject({
      type: 'schema.recorded',
      after: { changeType: 'BREAKING', source: { application: 'old' } },
    });
  });

  it.each([
    ['empty with another opinion', { schema_json: '', change_type: 'NON_BREAKING' }, '/schema_json'],
    ['empty without an opinion', { schema_json: '' }, '/schema_json'],
    ['not JSON', { schema_json: '{', change_type: 'INITIAL' }, '/schema_json'],
    ['not a struct', { schema_json: '"long"' }, '/schema_json'],
    ['a type that does not exist', { schema: structJson({ a: 'Long' }) }, '/schema/fields/0/type'],
    [
      'a field twice',
      { schema: { type: 'struct', fields: [...SCHEMA.fields, SCHEMA.fields[0]] } },
      '/schema/fields/2/name',
    ],
    ['DDL with a fault', { ddl: 'a INT, b NOPE' }, '/ddl'],
  ])('a schema that is %s is a 400 with a path', async (_what, body, path) => {
    const answer = await jobs.evolveRefused(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_SCHEMA' } });
    expect(answer.body.errors?.[0]?.path).toBe(path);
  });

  it('versions come newest first', async () => {
    await jobs.evolve({ schema: structJson({ order_id: 'long', amount: 'double', coupon: 'string' }) });
    const { body } = await jobs.versions('');
    expect(body.items.map(({ version, status }) => [version, status])).toEqual([
      [2, 'ACTIVE'],
      [1, 'OBSOLETE'],
    ]);
    expect(body.nextCursor).toBeNull();
  });

  it('a dataset that is not there is a 404 in every call', async () => {
    const nowhere = jobsOf(app, 'nowhere');
    const answers = [
      await nowhere.evolve({ schema: SCHEMA }),
      await nowhere.evolve({ schema_json: '', change_type: 'BREAKING' }),
      await nowhere.compare({ schema: SCHEMA }),
      await nowhere.active(),
      await nowhere.versions(),
      await nowhere.ddl({ sql: 'ALTER TABLE nowhere DROP COLUMN a' }),
      await nowhere.get('/schema/versions/1'),
      await nowhere.get('/schema/diff?from=1&to=1'),
      await nowhere.get('/ddl'),
    ];
    expect(answers.map(({ status, body }) => [status, (body as Problem).code])).toEqual(
      answers.map(() => [404, 'DATASET_NOT_FOUND']),
    );
  });
});
