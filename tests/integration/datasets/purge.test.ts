import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';
import { readPage } from '../events/feed.ts';
import { get, lifecycle, patch, purge, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** An archived dataset with a history: an active version, one before it, a blocked one, a statement and a tombstone. */
async function archivedWithHistory(): Promise<{ id: number; name: string }> {
  const { id, name } = await registered(app, { owner: 'me' });
  const jobs = jobsOf(app, name);
  await jobs.evolve({ schema: structJson({ order_id: 'long', fax: 'string' }) });
  await jobs.ddl({ sql: `ALTER TABLE ${name} DROP COLUMN fax` });
  await jobs.evolve({ schema: structJson({ order_id: 'boolean' }) });
  await lifecycle(app, name, 'archive').expect(200);
  return { id, name };
}

async function rowsOf(datasetId: number): Promise<number[]> {
  const { prisma } = app.context.database;
  return Promise.all([
    prisma.dataset.count({ where: { id: datasetId } }),
    prisma.schemaVersion.count({ where: { datasetId } }),
    prisma.datasetColumn.count({ where: { datasetId } }),
    prisma.ddlStatement.count({ where: { datasetId } }),
  ]);
}

describe('DELETE /datasets/{dataset}', () => {
  it('deletes an archived dataset with all that belongs to it', async () => {
    const { id, name } = await archivedWithHistory();
    expect(await rowsOf(id)).toEqual([1, 3, 2, 1]);
    const answer = await purge(app, name, { confirm: name, reason: 'asked to forget' }).expect(204);
    expect(answer.text).toBe('');
    expect(await rowsOf(id)).toEqual([0, 0, 0, 0]);
    await get(app, `/datasets/${id}`).expect(404);
    await get(app, `/datasets/${name}/schema/active`).expect(404);
  });

  it('leaves its events, the last of which tells what it was', async () => {
    const { id, name } = await archivedWithHistory();
    const before = (await recordedEvents(app)).filter(({ datasetId }) => datasetId === id);
    await purge(app, id, { confirm: name, reason: 'asked to forget' }).expect(204);
    const after = (await recordedEvents(app)).filter(({ datasetId }) => datasetId === id);
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      type: 'dataset.purged',
      datasetName: name,
      before: { name, owner: 'me', mode: 'append', archivedAt: expect.any(String) },
      after: null,
      reason: 'asked to forget',
    });
    const { items } = await readPage(app, { dataset: name, limit: '500' });
    expect(items.map(({ type }) => type)).toEqual(after.map(({ type }) => type));
  });

  it('sets the name free for a dataset that starts from nothing', async () => {
    const { id, name } = await archivedWithHistory();
    await purge(app, name, { confirm: name }).expect(204);
    const jobs = jobsOf(app, name);
    const again = await jobs.register();
    expect(again.status).toBe(201);
    expect(again.body.id).toBeGreaterThan(id);
    const evolved = await jobs.evolve({ schema: structJson({ order_id: 'boolean', fax: 'long' }) });
    expect(evolved.body).toMatchObject({ changeType: 'INITIAL', newVersion: 1 });
  });

  it('refuses a dataset in use', async () => {
    const { id, name } = await registered(app);
    const answer = await purge(app, name, { confirm: name }).expect(409);
    expect(answer.body).toMatchObject({
      code: 'DATASET_NOT_ARCHIVED',
      detail: expect.stringContaining(`POST /datasets/${name}/archive`),
    });
    expect((await rowsOf(id))[0]).toBe(1);
  });

  it.each([
    ['none', {}],
    ['another one', { confirm: 'orders' }],
    ['a part of it', { confirm: 'dataset' }],
  ])('refuses to guess the name: %s', async (_what, query) => {
    const { id, name } = await archivedWithHistory();
    const answer = await purge(app, id, query).expect(400);
    expect(answer.body).toMatchObject({ errors: [{ in: 'query', path: '/confirm' }] });
    await get(app, `/datasets/${name}`).expect(200);
  });

  it('is 412 when somebody restored and archived it meanwhile', async () => {
    const { name } = await archivedWithHistory();
    const { headers } = await get(app, `/datasets/${name}`);
    await lifecycle(app, name, 'restore').expect(200);
    await patch(app, name, { owner: 'somebody who needs it' }).expect(200);
    await lifecycle(app, name, 'archive').expect(200);
    const stale = purge(app, name, { confirm: name }).set('If-Match', String(headers['etag']));
    expect((await stale.expect(412)).body).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('is 404 the second time', async () => {
    const { name } = await archivedWithHistory();
    await purge(app, name, { confirm: name }).expect(204);
    await purge(app, name, { confirm: name }).expect(404);
  });
});
