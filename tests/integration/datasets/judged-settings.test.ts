import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { eventsOf, get, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const SCHEMA = { order_id: 'long', day: 'date', region: 'string', price: 'double' };

/** A dataset whose table exists. */
async function existing(settings: object, columns: object = SCHEMA): Promise<{ name: string; jobs: Jobs }> {
  const { name } = await registered(app, { ...settings });
  const jobs = jobsOf(app, name);
  const evolved = await jobs.evolve({ schema: structJson({ ...columns }) });
  expect(evolved.status).toBe(200);
  return { name, jobs };
}

const MAPPED = { 'delta.columnMapping.mode': 'name' };
const WORD = { force: true, reason: 'written anew on Sunday' };

describe('a change of settings that the table contradicts', () => {
  it.each([
    [
      'partition columns of PARQUET',
      { partitionKeys: ['day'] },
      { partitionKeys: ['region'] },
      '/partitionKeys',
    ],
    [
      'record keys of HUDI',
      { mode: 'upsert', tableFormat: 'HUDI' },
      { pkFields: ['order_id', 'region'] },
      '/pkFields',
    ],
    ['a key of ICEBERG', { tableFormat: 'ICEBERG' }, { pkFields: ['price'] }, '/pkFields'],
    [
      'a type hint',
      {},
      { evolutionPolicy: { typeHints: { price: 'DECIMAL(10,2)' } } },
      '/evolutionPolicy/typeHints',
    ],
  ])('is refused, and nothing is written: %s', async (_what, settings, change, setting) => {
    const { name } = await existing(settings);
    const before = await get(app, `/datasets/${name}`);
    const events = await eventsOf(app, name);
    const answer = await patch(app, name, { ...change, owner: 'me' }).expect(409);
    expect(answer.body).toMatchObject({
      code: 'SETTINGS_REFUSED',
      detail: expect.stringMatching(/^Nothing was changed\. /),
      errors: [{ in: 'body', path: setting }],
      refusals: [{ setting, forcible: true }],
    });
    expect((await get(app, `/datasets/${name}`)).body).toEqual(before.body);
    expect(await eventsOf(app, name)).toEqual(events);
    await patch(app, name, { ...change, ...WORD }).expect(200);
  });

  it('is refused for every reason there is, each with what to do on this very dataset', async () => {
    const settings = { tableFormat: 'DELTA', properties: MAPPED, partitionKeys: ['day'] };
    const { name, jobs } = await existing(settings, { ...SCHEMA, fax: 'string' });
    expect((await jobs.ddl({ sql: `ALTER TABLE ${name} DROP COLUMN fax` })).status).toBe(200);
    const change = {
      partitionKeys: [],
      properties: { 'delta.columnMapping.mode': null },
      evolutionPolicy: { typeHints: { price: 'INT' } },
    };
    const answer = await patch(app, name, change).expect(409);
    const { refusals, detail } = answer.body as {
      refusals: { setting: string; remediation: string }[];
      detail: string;
    };
    expect(refusals.map(({ setting }) => setting)).toEqual([
      '/partitionKeys',
      '/properties/delta.columnMapping.mode',
      '/evolutionPolicy/typeHints',
    ]);
    expect(detail).toContain('There are 3 such settings');
    expect(refusals.at(-1)?.remediation).toContain(`POST /datasets/${name}/ddl with "ALTER TABLE ${name} `);
  });

  it('is refused when a name in the schema could not be stored any more, whoever says so', async () => {
    const settings = { tableFormat: 'DELTA', properties: MAPPED };
    const { name } = await existing(settings, { order_id: 'long', 'zip code': 'string' });
    const change = { properties: { 'delta.columnMapping.mode': 'none' }, ...WORD };
    const answer = await patch(app, name, change).expect(409);
    expect(answer.body).toMatchObject({
      code: 'SETTINGS_REFUSED',
      refusals: [{ setting: '/properties/delta.columnMapping.mode', forcible: false }],
    });
  });

  it('is refused when files with a type that was widened could not be read any more', async () => {
    const { name, jobs } = await existing({}, { order_id: 'long', lines: 'integer' });
    const wider = structJson({ order_id: 'long', lines: 'long' });
    expect((await jobs.evolve({ schema: wider })).body.newVersion).toBe(2);
    const change = { properties: { 'engine.spark.version': '3.5' } };
    const answer = await patch(app, name, change).expect(409);
    expect(answer.body).toMatchObject({
      refusals: [
        {
          setting: '/properties/engine.spark.version',
          reason:
            'Column lines was integer before version 2 and is long since: files from before could not be read any more.',
        },
      ],
    });
    await patch(app, name, { properties: { 'engine.spark.version': '4.1' } }).expect(200);
  });

  it('is none before there is a table', async () => {
    const { name } = await registered(app, { mode: 'upsert', tableFormat: 'HUDI' });
    const change = { pkFields: ['region'], partitionKeys: ['day'] };
    const answer = await patch(app, name, change).expect(200);
    expect(answer.body).toMatchObject({ ...change, formerPkFields: [], formerPartitionKeys: [] });
  });
});

describe('force', () => {
  it.each([{ force: true }, { force: true, owner: 'me' }])('needs a reason: %j', async (body) => {
    const { name } = await registered(app);
    const answer = await patch(app, name, body).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'body', path: '/reason' }] });
  });

  it('takes what contradicts the table, and its event says so', async () => {
    const { name } = await existing({ partitionKeys: ['day'], owner: 'me' });
    await patch(app, name, { partitionKeys: ['region'], owner: 'you', ...WORD }).expect(200);
    expect((await eventsOf(app, name)).at(-1)).toEqual([
      'dataset.updated',
      { partitionKeys: ['day'], owner: 'me' },
      { partitionKeys: ['region'], owner: 'you', forced: ['/partitionKeys'] },
    ]);
  });

  it('takes another table format, of a table that was written anew', async () => {
    const { name, jobs } = await existing({ tableFormat: 'ICEBERG', partitionKeys: ['day'] });
    await patch(app, name, { partitionKeys: [] }).expect(200);
    const refused = await patch(app, name, { tableFormat: 'DELTA' }).expect(409);
    expect(refused.body).toMatchObject({
      code: 'FORMAT_FIXED',
      detail: expect.stringContaining('"force": true'),
    });
    const taken = await patch(app, name, { tableFormat: 'DELTA', ...WORD }).expect(200);
    expect(taken.body).toMatchObject({ tableFormat: 'DELTA', formerPartitionKeys: [] });
    expect((await eventsOf(app, name)).at(-1)).toEqual([
      'dataset.updated',
      { tableFormat: 'ICEBERG' },
      { tableFormat: 'DELTA', forced: ['/tableFormat'] },
    ]);
    expect((await jobs.active()).body.version).toBe(1);
  });

  it('does not make a schema storable in a format that does not take its names', async () => {
    const { name } = await existing({}, { order_id: 'long', 'zip-code': 'string' });
    const answer = await patch(app, name, { tableFormat: 'HUDI', ...WORD }).expect(409);
    expect(answer.body).toMatchObject({
      code: 'SETTINGS_REFUSED',
      refusals: [{ setting: '/tableFormat', forcible: false }],
    });
  });

  it('does not make a column be there', async () => {
    const { name } = await existing({});
    const answer = await patch(app, name, { pkFields: ['nowhere'], ...WORD }).expect(409);
    expect(answer.body).toMatchObject({ code: 'KEY_NOT_IN_SCHEMA' });
  });

  it('is forgotten where nothing contradicts, and where nothing changes', async () => {
    const { name } = await existing({});
    await patch(app, name, { owner: 'me', ...WORD }).expect(200);
    await patch(app, name, WORD).expect(200);
    const events = await eventsOf(app, name);
    expect(events.slice(2)).toEqual([['dataset.updated', { owner: null }, { owner: 'me' }]]);
  });
});

describe('a reason', () => {
  it('is kept with the event, forced or not', async () => {
    const { id, name } = await registered(app);
    await patch(app, name, { owner: 'me', reason: 'new team' }).expect(200);
    const events = await app.context.database.prisma.event.findMany({ where: { datasetId: id } });
    expect(events.map(({ type, reason }) => [type, reason])).toEqual([
      ['dataset.registered', null],
      ['dataset.updated', 'new team'],
    ]);
  });
});

describe('what was a key or a partition column of the table', () => {
  it('is shown until it is one again', async () => {
    const settings = { tableFormat: 'ICEBERG', pkFields: ['order_id', 'region'], partitionKeys: ['day'] };
    const { name } = await existing(settings);
    const without = await patch(app, name, { pkFields: ['order_id'], partitionKeys: ['region'] }).expect(200);
    expect(without.body).toMatchObject({ formerPkFields: ['region'], formerPartitionKeys: ['day'] });
    const again = await patch(app, name, { pkFields: ['ORDER_ID', 'REGION'], partitionKeys: ['day'] });
    expect(again.body).toMatchObject({ formerPkFields: [], formerPartitionKeys: ['region'] });
    expect((await get(app, `/datasets/${name}`)).body).toEqual(again.body);
  });

  it('cannot be said', async () => {
    const { name } = await registered(app);
    for (const member of ['formerPkFields', 'formerPartitionKeys']) {
      const answer = await patch(app, name, { [member]: ['x'] }).expect(400);
      expect(answer.body).toMatchObject({ errors: [{ path: `/${member}` }] });
    }
  });

  it('keeps ICEBERG from dropping a column of an old partition spec', async () => {
    const { name, jobs } = await existing({ tableFormat: 'ICEBERG', partitionKeys: ['day'] });
    await patch(app, name, { partitionKeys: ['region'] }).expect(200);
    const answer = await jobs.ddlRefused({ sql: `ALTER TABLE ${name} DROP COLUMN day` });
    expect(answer).toMatchObject({ status: 409, body: { code: 'DDL_REFUSED' } });
  });
});
