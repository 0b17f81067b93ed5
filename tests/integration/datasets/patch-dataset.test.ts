import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { eventsOf, get, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('PATCH /datasets/{dataset}', () => {
  it('leaves what it does not name, and counts the revision up', async () => {
    const { name } = await registered(app, { owner: 'me', labels: { a: '1' } });
    const before = await get(app, `/datasets/${name}`);
    const after = await patch(app, name, { description: 'said' }).expect(200);
    expect(after.body).toEqual({
      ...(before.body as object),
      description: 'said',
      revision: 2,
      updatedAt: (after.body as { updatedAt: string }).updatedAt,
    });
    expect((await get(app, `/datasets/${name}`)).body).toEqual(after.body);
  });

  it('takes an id as well as a name', async () => {
    const { id } = await registered(app);
    expect((await patch(app, id, { owner: 'me' }).expect(200)).body).toMatchObject({ id, owner: 'me' });
  });

  it('clears what is null to its default', async () => {
    const { name } = await registered(app, {
      pkFields: ['a'],
      transformJars: ['a.jar'],
      tableFormat: 'DELTA',
      table: { name: 't' },
      location: 's3a://a/b',
      owner: 'me',
      labels: { a: '1' },
      paused: true,
      pausedReason: 'why',
      evolutionPolicy: { preset: 'TOLERANT', widening: 'BLOCK' },
    });
    const cleared = await patch(app, name, {
      pkFields: null,
      transformJars: null,
      tableFormat: null,
      table: null,
      location: null,
      owner: null,
      labels: null,
      paused: null,
      evolutionPolicy: null,
    }).expect(200);
    expect(cleared.body).toMatchObject({
      pkFields: [],
      transformJars: [],
      tableFormat: 'PARQUET',
      table: { catalog: null, database: null, name: null },
      location: null,
      owner: null,
      labels: {},
      paused: false,
      pausedReason: null,
      evolutionPolicy: { preset: 'STRICT', enforcement: 'ENFORCE' },
    });
  });

  it('changes objects member by member, and lists as a whole', async () => {
    const { name } = await registered(app, {
      labels: { a: '1', b: '2' },
      properties: { p: 'x' },
      table: { catalog: 'c', name: 'n' },
      transformJars: ['a.jar', 'b.jar'],
      evolutionPolicy: { preset: 'TOLERANT', widening: 'BLOCK', maxNewFields: 3 },
    });
    const after = await patch(app, name, {
      labels: { b: null, c: '3' },
      properties: { q: 'y' },
      table: { catalog: null, database: 'd' },
      transformJars: ['c.jar'],
      evolutionPolicy: { maxNewFields: null, newFields: 'BLOCK' },
    }).expect(200);
    const body = after.body as Record<string, unknown>;
    expect(body['labels']).toEqual({ a: '1', c: '3' });
    expect(body['properties']).toEqual({ p: 'x', q: 'y' });
    expect(body['table']).toEqual({ catalog: null, database: 'd', name: 'n' });
    expect(body['transformJars']).toEqual(['c.jar']);
    expect(body['evolutionPolicy']).toEqual({
      preset: 'TOLERANT',
      enforcement: 'ENFORCE',
      widening: 'BLOCK',
      newFields: 'BLOCK',
    });
  });

  it('forgets the reason of a pause with the pause', async () => {
    const { name } = await registered(app, { paused: true, pausedReason: 'backfill' });
    const after = await patch(app, name, { paused: false }).expect(200);
    expect(after.body).toMatchObject({ paused: false, pausedReason: null });
  });

  it.each([
    ['nothing', {}],
    ['what is so already', { owner: 'me', labels: { a: '1' }, pkFields: ['order_id'] }],
    ['a default that was in place', { location: null, evolutionPolicy: { preset: 'STRICT' } }],
  ])('writes nothing when it changes %s', async (_what, body) => {
    const { name, etag } = await registered(app, { owner: 'me', labels: { a: '1', b: '2' } });
    const before = await get(app, `/datasets/${name}`);
    const after = await patch(app, name, body).expect(200);
    expect(after.body).toEqual(before.body);
    expect(after.headers['etag']).toBe(etag);
    expect(await eventsOf(app, name)).toHaveLength(1);
  });

  it.each([
    ['the name', { name: 'other' }, '/name'],
    ['the id', { id: 7 }, '/id'],
    ['the revision', { revision: 7 }, '/revision'],
    ['an unknown setting', { topic: 'x' }, '/topic'],
    ['the mode to null', { mode: null }, '/mode'],
    ['the last key of an upsert away', { pkFields: [] }, '/pkFields'],
    ['the source away', { kafkaTopic: null }, '/kafkaTopic'],
    ['to a second source', { sourceUri: 's3a://a/b' }, '/sourceUri'],
    ['the reason of no pause', { pausedReason: 'x' }, '/pausedReason'],
    ['a key to be there twice', { pkFields: ['a', 'A'] }, '/pkFields/1'],
    ['a label to what is no text', { labels: { a: 1 } }, '/labels/a'],
  ])('refuses to change %s, and changes nothing', async (_what, body, path) => {
    const { name } = await registered(app, { mode: 'upsert' });
    const before = await get(app, `/datasets/${name}`);
    const answer = await patch(app, name, body).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'body', path }] });
    expect((await get(app, `/datasets/${name}`)).body).toEqual(before.body);
    expect(await eventsOf(app, name)).toHaveLength(1);
  });

  it('counts labels over several patches', async () => {
    const many = (prefix: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x']));
    const { name } = await registered(app, { labels: many('a', 60) });
    await patch(app, name, { labels: many('b', 4) }).expect(200);
    const answer = await patch(app, name, { labels: many('c', 1) }).expect(400);
    expect(answer.body).toMatchObject({ errors: [{ path: '/labels' }] });
  });

  it('moves from a topic to files in one patch', async () => {
    const { name } = await registered(app);
    const after = await patch(app, name, { kafkaTopic: null, sourceUri: 'file:/landing' }).expect(200);
    expect(after.body).toMatchObject({ kafkaTopic: null, sourceUri: 'file:/landing' });
  });

  it('is refused on an archived dataset', async () => {
    const { id, name } = await registered(app);
    await app.context.database.prisma.dataset.update({ where: { id }, data: { archivedAt: new Date() } });
    expect((await patch(app, name, { owner: 'me' }).expect(409)).body).toMatchObject({
      code: 'DATASET_ARCHIVED',
    });
  });
});

describe('If-Match', () => {
  it('lets a change through that was made on what is there', async () => {
    const { name, etag } = await registered(app);
    const changed = await patch(app, name, { owner: 'a' }).set('If-Match', etag).expect(200);
    await patch(app, name, { owner: 'b' }).set('If-Match', String(changed.headers['etag'])).expect(200);
    await patch(app, name, { owner: 'c' }).set('If-Match', '*').expect(200);
    await patch(app, name, { owner: 'd' }).set('If-Match', `"other", "${name}", *`).expect(400);
  });

  it.each([
    ['an earlier revision', (etag: string) => etag],
    ['another dataset', () => '"999-2"'],
    ['a weak tag', (etag: string) => `W/${etag.replace('-1', '-2')}`],
  ])('answers 412 to %s, and nothing is overwritten', async (_what, tag) => {
    const { name, etag } = await registered(app);
    await patch(app, name, { owner: 'first' }).expect(200);
    const answer = await patch(app, name, { owner: 'second' }).set('If-Match', tag(etag)).expect(412);
    expect(answer.body).toMatchObject({ code: 'PRECONDITION_FAILED', status: 412 });
    expect((await get(app, `/datasets/${name}`)).body).toMatchObject({ owner: 'first', revision: 2 });
  });

  it('lets one of ten through that all read the same', async () => {
    const { name, etag } = await registered(app);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        patch(app, name, { owner: `caller ${index}` }).set('If-Match', etag),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 412),
    ]);
    expect((await get(app, `/datasets/${name}`)).body).toMatchObject({ revision: 2 });
  });

  it('loses no patch of different settings that does without', async () => {
    const { name } = await registered(app);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        patch(app, name, { labels: { [`l${index}`]: 'x' } }).expect(200),
      ),
    );
    const { labels, revision } = (await get(app, `/datasets/${name}`)).body as {
      labels: object;
      revision: number;
    };
    expect(Object.keys(labels)).toHaveLength(20);
    expect(revision).toBe(21);
  });
});

describe('the events of a patch', () => {
  it('tell what changed, before and after, and nothing else', async () => {
    const { name } = await registered(app, { owner: 'me' });
    await patch(app, name, { owner: 'you', description: 'said', mode: 'append' }).expect(200);
    expect((await eventsOf(app, name)).slice(1)).toEqual([
      ['dataset.updated', { owner: 'me', description: null }, { owner: 'you', description: 'said' }],
    ]);
  });

  it('tell a change of policy on its own', async () => {
    const { name } = await registered(app);
    await patch(app, name, { owner: 'you', evolutionPolicy: { preset: 'TOLERANT' } }).expect(200);
    const strict = { preset: 'STRICT', enforcement: 'ENFORCE' };
    expect((await eventsOf(app, name)).slice(1)).toEqual([
      ['dataset.updated', { owner: null }, { owner: 'you' }],
      [
        'dataset.policy_changed',
        { evolutionPolicy: strict },
        { evolutionPolicy: { ...strict, preset: 'TOLERANT' } },
      ],
    ]);
  });
});

describe('type hints', () => {
  it('are replaced as a whole, and go with null', async () => {
    const { name } = await registered(app, { evolutionPolicy: { typeHints: { a: 'INT', b: 'DATE' } } });
    const after = await patch(app, name, { evolutionPolicy: { typeHints: { c: 'BIGINT' } } }).expect(200);
    expect(after.body).toMatchObject({ evolutionPolicy: { typeHints: { c: 'BIGINT' } } });
    const cleared = await patch(app, name, { evolutionPolicy: { typeHints: null } }).expect(200);
    expect(cleared.body).toMatchObject({ evolutionPolicy: { preset: 'STRICT', enforcement: 'ENFORCE' } });
    expect(JSON.stringify(cleared.body)).not.toContain('typeHints');
  });

  it('that cannot be read are refused, each with the path to it', async () => {
    const { name } = await registered(app);
    const answer = await patch(app, name, {
      evolutionPolicy: { typeHints: { 'a.b': 'NUMBER', 'a..b': 'INT', ok: 'INT' } },
    }).expect(400);
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      '/evolutionPolicy/typeHints/a..b',
      '/evolutionPolicy/typeHints/a.b',
    ]);
  });

  it('name a column __proto__ in back-quotes', async () => {
    const { name } = await registered(app);
    const text = (key: string) => `{"evolutionPolicy":{"typeHints":{"${key}":"INT"}}}`;
    const send = (body: string) =>
      request(app.server).patch(`/datasets/${name}`).set('Content-Type', 'application/json').send(body);
    expect((await send(text('__proto__')).expect(400)).body).toMatchObject({
      errors: [{ path: '/evolutionPolicy/typeHints/__proto__' }],
    });
    expect((await send(text('`__proto__`')).expect(200)).body).toMatchObject({
      evolutionPolicy: { typeHints: { '`__proto__`': 'INT' } },
    });
  });
});
