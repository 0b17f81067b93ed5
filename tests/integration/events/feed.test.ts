import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { readOn, readPage, registerNamed } from './feed.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

async function describeDataset(name: string, description: string): Promise<void> {
  await request(app.server).patch(`/datasets/${name}`).send({ description }).expect(200);
}

describe('GET /events', () => {
  it('is empty on an empty service, and its cursor serves to go on from', async () => {
    const start = await readPage(app);
    expect(start).toEqual({ items: [], nextCursor: expect.any(String) });
    await registerNamed(app, 'a');
    expect((await readPage(app, { after: start.nextCursor })).items).toMatchObject([{ datasetName: 'a' }]);
  });

  it('says who did what to which dataset, when, and under which request', async () => {
    const registered = await request(app.server)
      .post('/datasets')
      .set('X-Actor', 'ada')
      .send({ name: 'Orders', kafkaTopic: 'orders', mode: 'append' })
      .expect(201);
    const { id, createdAt } = registered.body as { id: number; createdAt: string };
    const { items } = await readPage(app);
    expect(items).toEqual([
      {
        id: expect.any(Number),
        type: 'dataset.registered',
        datasetId: id,
        datasetName: 'Orders',
        version: null,
        actor: { type: 'ANONYMOUS', name: 'ada' },
        before: null,
        after: expect.objectContaining({ name: 'Orders', mode: 'append' }),
        reason: null,
        requestId: registered.headers['x-request-id'],
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    ]);
    expect((items[0] as unknown as { createdAt: string }).createdAt >= createdAt).toBe(true);
  });

  it('goes through everything in order, in pages of the size asked for', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await registerNamed(app, name);
    for (const limit of ['1', '2', '5', '500']) {
      const { events } = await readOn(app, { limit });
      expect(events.map(({ datasetName }) => datasetName)).toEqual(['a', 'b', 'c', 'd', 'e']);
    }
  });

  it('stays at the end until there is more, and then serves just that', async () => {
    await registerNamed(app, 'a');
    const { cursor } = await readOn(app);
    const again = await readPage(app, { after: cursor });
    expect(again.items).toEqual([]);
    await registerNamed(app, 'b');
    const { events } = await readOn(app, { after: again.nextCursor });
    expect(events).toMatchObject([{ datasetName: 'b' }]);
  });

  it('reads the same from the same cursor, however often', async () => {
    for (const name of ['a', 'b', 'c']) await registerNamed(app, name);
    const { nextCursor } = await readPage(app, { limit: '1' });
    const once = await readPage(app, { limit: '1', after: nextCursor });
    expect((await readPage(app, { limit: '1', after: nextCursor })).items).toEqual(once.items);
  });

  it('filters by types, and goes on past what it left out', async () => {
    await registerNamed(app, 'a');
    await describeDataset('a', 'x');
    await registerNamed(app, 'b');
    const changes = await readOn(app, { type: 'dataset.updated' });
    expect(changes.events).toMatchObject([{ type: 'dataset.updated' }]);
    const both = await readOn(app, { type: 'dataset.updated,dataset.registered', limit: '1' });
    expect(both.events).toHaveLength(3);
    expect((await readOn(app, { type: 'schema.blocked', limit: '1' })).events).toEqual([]);
    await describeDataset('b', 'y');
    const next = await readOn(app, { type: 'dataset.updated', after: changes.cursor });
    expect(next.events).toMatchObject([{ datasetName: 'b' }]);
  });

  it('filters by dataset, by name in any case and by id', async () => {
    await registerNamed(app, 'First');
    await registerNamed(app, 'second');
    await describeDataset('first', 'x');
    const byName = await readOn(app, { dataset: 'FIRST', limit: '1' });
    expect(byName.events.map(({ type }) => type)).toEqual(['dataset.registered', 'dataset.updated']);
    const { id } = (await request(app.server).get('/datasets/first')).body as { id: number };
    expect((await readOn(app, { dataset: String(id) })).events).toEqual(byName.events);
    for (const nobody of ['third', '999999', '99999999999999999999', 'not a name']) {
      expect((await readOn(app, { dataset: nobody })).events).toEqual([]);
    }
  });

  it('still tells of a dataset that is gone', async () => {
    await registerNamed(app, 'gone');
    await app.context.database.prisma.dataset.deleteMany({ where: { name: 'gone' } });
    expect((await readOn(app, { dataset: 'gone' })).events).toHaveLength(1);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=501', '/limit'],
    ['type=dataset.exploded', '/type/0'],
    ['type=dataset.registered,', '/type/1'],
    ['type=', '/type'],
    ['dataset=', '/dataset'],
    ['cursor=x', '/cursor'],
  ])('refuses ?%s', async (query, path) => {
    const answer = await request(app.server).get(`/events?${query}`).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'query', path }] });
  });

  it.each([
    'x',
    forged([1, 'datasets', 'orders']),
    forged([2, 'events', ['1', '1']]),
    forged([1, 'events', [1, 1]]),
    forged([1, 'events', ['1', '-1']]),
    forged([1, 'events', ['1', '1', '1']]),
    forged([1, 'events', ['9223372036854775808', '1']]),
  ])('refuses the cursor %s, which is not its own', async (cursor) => {
    const answer = await request(app.server).get(`/events?after=${cursor}`).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_CURSOR', errors: [{ in: 'query', path: '/after' }] });
  });
});

describe('GET /datasets/{dataset}/events', () => {
  it('serves the events of that dataset only', async () => {
    await registerNamed(app, 'a');
    await registerNamed(app, 'b');
    await describeDataset('a', 'x');
    const page = await readPage(app, {}, '/datasets/A/events');
    expect(page.items.map(({ datasetName, type }) => [datasetName, type])).toEqual([
      ['a', 'dataset.registered'],
      ['a', 'dataset.updated'],
    ]);
    const on = await readPage(app, { after: page.nextCursor }, '/datasets/a/events');
    expect(on.items).toEqual([]);
  });

  it('is 404 where there is no dataset, and takes no other one as a filter', async () => {
    await request(app.server).get('/datasets/nobody/events').expect(404);
    await registerNamed(app, 'a');
    await request(app.server).get('/datasets/a/events?dataset=b').expect(400);
  });
});

function forged(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
