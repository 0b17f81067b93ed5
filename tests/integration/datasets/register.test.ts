import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { eventsOf, freshName, get, post, registration } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('POST /datasets', () => {
  it('answers existing jobs with 201, an integer id and all that they sent', async () => {
    const sent = registration({ transformJars: ['s3a://jars/clean.jar'], partitionKeys: ['order_date'] });
    const answer = await post(app, sent).expect(201);
    expect(answer.body).toMatchObject({ ...sent, id: expect.any(Number), revision: 1 });
    expect(Number.isSafeInteger((answer.body as { id: number }).id)).toBe(true);
  });

  it('says where the dataset is, and its entity tag', async () => {
    const answer = await post(app, registration({ name: freshName() })).expect(201);
    const location = String(answer.headers['location']);
    const read = await get(app, location).expect(200);
    expect(read.body).toEqual(answer.body);
    expect(read.headers['etag']).toBe(answer.headers['etag']);
  });

  it('gives every setting that was left out its default, and lists that are never null', async () => {
    const answer = await post(app, { name: freshName(), kafkaTopic: 't', mode: 'append' }).expect(201);
    expect(answer.body).toMatchObject({
      pkFields: [],
      partitionKeys: [],
      derivedFields: [],
      protectedFields: [],
      transformJars: [],
      tableFormat: 'PARQUET',
      table: { catalog: null, database: null, name: null },
      sourceUri: null,
      location: null,
      labels: {},
      properties: {},
      paused: false,
      pausedReason: null,
      evolutionPolicy: { preset: 'STRICT', enforcement: 'ENFORCE' },
      archivedAt: null,
    });
  });

  it('takes null as left out', async () => {
    const nothing = {
      pkFields: null,
      transformJars: null,
      sourceUri: null,
      labels: null,
      evolutionPolicy: null,
    };
    const answer = await post(app, registration({ name: freshName(), ...nothing })).expect(201);
    expect(answer.body).toMatchObject({ pkFields: [], transformJars: [], sourceUri: null, labels: {} });
  });

  it('defaults the table format by the mode', async () => {
    const upsert = await post(app, registration({ name: freshName(), mode: 'upsert' })).expect(201);
    expect(upsert.body).toMatchObject({ tableFormat: 'HUDI' });
    const chosen = registration({ name: freshName(), mode: 'upsert', tableFormat: 'DELTA' });
    expect((await post(app, chosen).expect(201)).body).toMatchObject({ tableFormat: 'DELTA' });
  });

  it('keeps every setting', async () => {
    const everything = {
      name: freshName(),
      sourceUri: 'abfss://landing@store.example.org/orders/{a,b}/*.json',
      mode: 'upsert',
      pkFields: ['order_id', 'customer.`e.mail`'],
      partitionKeys: ['order_date'],
      derivedFields: ['order_date', 'ingested_at'],
      protectedFields: ['updated_at'],
      transformJars: ['/opt/jars/a.jar', 'ivy://org.example:clean:1.0'],
      tableFormat: 'ICEBERG',
      table: { catalog: 'lake', database: 'raw', name: 'orders' },
      location: 'hdfs:///warehouse/raw/orders',
      description: 'Bestellungen — 注文\nOne per row',
      owner: 'checkout team',
      labels: { team: 'checkout', constructor: 'a legal key' },
      properties: { 'engine.spark.version': '3.5', 'iceberg.format-version': '2' },
      paused: true,
      pausedReason: 'backfill',
      evolutionPolicy: { preset: 'TOLERANT', enforcement: 'OBSERVE', newFields: 'BLOCK', maxNewFields: 20 },
    };
    const created = await post(app, everything).expect(201);
    expect(created.body).toMatchObject(everything);
    expect((await get(app, `/datasets/${everything.name}`)).body).toEqual(created.body);
  });

  it('lets one topic feed several datasets', async () => {
    await post(app, registration({ name: freshName(), kafkaTopic: 'shared' })).expect(201);
    await post(app, registration({ name: freshName(), kafkaTopic: 'shared' })).expect(201);
  });

  it('records one event: who registered what', async () => {
    const sent = registration({ name: freshName() });
    await post(app, sent).expect(201);
    expect(await eventsOf(app, String(sent['name']))).toEqual([
      ['dataset.registered', null, expect.objectContaining(sent)],
    ]);
  });

  it('refuses a name that is taken, whatever its case', async () => {
    const name = freshName();
    await post(app, registration({ name })).expect(201);
    const answer = await post(app, registration({ name: name.toUpperCase() })).expect(409);
    expect(answer.body).toMatchObject({ code: 'DATASET_EXISTS', status: 409 });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await eventsOf(app, name)).toHaveLength(1);
  });

  it('lets one of 20 callers at once have a name', async () => {
    const name = freshName();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(app, registration({ name }))));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    expect(await eventsOf(app, name)).toHaveLength(1);
  });
});

describe('a service with another default policy', () => {
  it('gives it to datasets that name none', async () => {
    const tolerant = await createTestApp({ env: { DEFAULT_POLICY: 'TOLERANT' } });
    try {
      const answer = await post(tolerant, registration({ evolutionPolicy: { newFields: 'BLOCK' } })).expect(
        201,
      );
      expect(answer.body).toMatchObject({
        evolutionPolicy: { preset: 'TOLERANT', enforcement: 'ENFORCE', newFields: 'BLOCK' },
      });
    } finally {
      await tolerant.close();
    }
  });
});
