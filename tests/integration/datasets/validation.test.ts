import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { readPage } from '../events/feed.ts';
import { get, post } from './dataset-requests.ts';
import { INVALID_DATASETS, LARGEST_DATASET } from './invalid-datasets.ts';

describe('a registration is refused with the path of each fault, and leaves no trace', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it.each(INVALID_DATASETS)('$why', async ({ body, paths }) => {
    const answer = await post(app, body).expect(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = answer.body as { code: string; errors: { in: string; path: string; message: string }[] };
    expect(problem.code).toBe('INVALID_REQUEST');
    expect(problem.errors.map((fault) => [fault.in, fault.path])).toEqual(
      paths.map((path) => ['body', path]),
    );
    for (const { message } of problem.errors) expect(message).not.toBe('');
    await expectNoTrace();
  });

  it.each([
    ['NUL in a text', '{"name":"a","kafkaTopic":"t","mode":"append","description":"a\\u0000b"}'],
    ['half a character', '{"name":"a","kafkaTopic":"t","mode":"append","description":"\\ud800"}'],
    ['a member twice', '{"name":"a","name":"b","kafkaTopic":"t","mode":"append"}'],
    ['what is not JSON', '{"name":'],
  ])('%s', async (_why, text) => {
    const answer = await request(app.server)
      .post('/datasets')
      .set('Content-Type', 'application/json')
      .send(text)
      .expect(400);
    expect(answer.body).toMatchObject({ code: 'MALFORMED_JSON' });
    await expectNoTrace();
  });

  async function expectNoTrace(): Promise<void> {
    expect((await get(app, '/datasets').expect(200)).body).toMatchObject({ items: [] });
    expect((await readPage(app)).items).toEqual([]);
  }
});

describe('a registration is accepted', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('with as much as is allowed of everything', async () => {
    expect(LARGEST_DATASET.name).toHaveLength(128);
    expect(LARGEST_DATASET.location).toHaveLength(2048);
    const answer = await post(app, LARGEST_DATASET).expect(201);
    expect(answer.body).toMatchObject(LARGEST_DATASET);
  });

  it.each([
    's3a://bucket/path',
    's3://bucket',
    'gs://bucket/a%20b',
    'hdfs://namenode:8020/warehouse',
    'hdfs:///warehouse',
    'file:/warehouse/orders',
    'file:///warehouse/orders',
    'abfss://container@account.dfs.core.windows.net/orders',
    'wasbs://container@account.blob.core.windows.net/orders',
    'dbfs:/mnt/lake/orders',
    'https://files.example.org/orders.json',
  ])('with a table at %s', async (location) => {
    const name = `at_${location.replaceAll(/[^a-z0-9]/g, '_')}`;
    await post(app, { name, kafkaTopic: 't', mode: 'append', location }).expect(201);
  });

  it.each([
    's3a://jars/a.jar',
    '/opt/jars/a.jar',
    'a.jar',
    'jars/a-1.0.jar',
    'local:/opt/a.jar',
    'ivy://org:a:1',
  ])('with the jar %s', async (jar) => {
    const name = `jar_${jar.replaceAll(/[^a-z0-9]/g, '_')}`;
    await post(app, { name, kafkaTopic: 't', mode: 'append', transformJars: [jar] }).expect(201);
  });

  it('with a column that is a key and a partition key', async () => {
    const body = {
      name: 'both',
      kafkaTopic: 't',
      mode: 'upsert',
      pkFields: ['id', 'day'],
      partitionKeys: ['Day'],
    };
    await post(app, body).expect(201);
  });
});
