import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';
import { get, lifecycle, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** What happened to a dataset since it was registered: type, before, after and reason of each event. */
async function happenedTo(id: number) {
  const events = await recordedEvents(app);
  return events
    .filter(({ datasetId }) => datasetId === id)
    .slice(1)
    .map(({ type, before, after, reason }) => ({ type, before, after, reason }));
}

interface Shown {
  readonly archivedAt: string | null;
  readonly updatedAt: string;
}

describe('archive and restore', () => {
  it('take a dataset out of use and back, with one event each', async () => {
    const { id, name } = await registered(app);
    const archived = await lifecycle(app, name, 'archive', { reason: 'replaced' }).expect(200);
    const { archivedAt, updatedAt } = archived.body as Shown;
    expect(archived.body).toMatchObject({ name, revision: 2 });
    expect(archivedAt).toBe(updatedAt);
    expect((await get(app, `/datasets/${name}`)).body).toEqual(archived.body);

    const restored = await lifecycle(app, id, 'restore', { reason: 'missed' }).expect(200);
    expect(restored.body).toMatchObject({ archivedAt: null, revision: 3 });
    expect(await happenedTo(id)).toEqual([
      { type: 'dataset.archived', before: { archivedAt: null }, after: { archivedAt }, reason: 'replaced' },
      { type: 'dataset.restored', before: { archivedAt }, after: { archivedAt: null }, reason: 'missed' },
    ]);
  });

  it('change nothing when repeated', async () => {
    const { id, name, etag } = await registered(app);
    const untouched = await lifecycle(app, name, 'restore').expect(200);
    expect(untouched.headers['etag']).toBe(etag);
    const first = await lifecycle(app, name, 'archive').expect(200);
    const second = await lifecycle(app, name, 'archive', { reason: 'again' }).expect(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers['etag']).toBe(first.headers['etag']);
    expect((await happenedTo(id)).map(({ type }) => type)).toEqual(['dataset.archived']);
  });

  it('leave an archived dataset readable, and nothing else', async () => {
    const { id, name } = await registered(app);
    const jobs = jobsOf(app, name);
    const schema = structJson({ order_id: 'long' });
    await jobs.evolve({ schema });
    await lifecycle(app, name, 'archive').expect(200);
    const before = await happenedTo(id);

    expect((await jobs.active()).status).toBe(200);
    expect((await jobs.versions()).body.items).toHaveLength(1);
    const refused = await Promise.all([
      jobs.evolve({ schema }),
      jobs.evolve({ schema: structJson({ order_id: 'long', more: 'long' }) }),
      jobs.evolve({ schema_json: '', change_type: 'BREAKING' }),
      jobs.ddl({ sql: `ALTER TABLE ${name} ADD COLUMN more INT` }),
      patch(app, name, { owner: 'me' }),
      lifecycle(app, name, 'pause', { reason: 'x' }),
      lifecycle(app, name, 'resume'),
    ]);
    for (const answer of refused) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        code: 'DATASET_ARCHIVED',
        detail: expect.stringContaining(`POST /datasets/${name}/restore`),
      });
    }
    expect(await happenedTo(id)).toEqual(before);
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('give a restored dataset back as it was', async () => {
    const { name } = await registered(app, { owner: 'me', paused: true, pausedReason: 'backfill' });
    const jobs = jobsOf(app, name);
    await jobs.evolve({ schema: structJson({ order_id: 'long' }) });
    const before = await get(app, `/datasets/${name}`);
    await lifecycle(app, name, 'archive').expect(200);
    const after = await lifecycle(app, name, 'restore').expect(200);
    expect(after.body).toEqual({
      ...(before.body as object),
      revision: 3,
      updatedAt: (after.body as Shown).updatedAt,
    });
    const evolved = await jobs.evolve({ schema: structJson({ order_id: 'long', more: 'long' }) });
    expect(evolved.body.newVersion).toBe(2);
  });

  it('keep the name of an archived dataset taken', async () => {
    const { name } = await registered(app);
    await lifecycle(app, name, 'archive').expect(200);
    const again = await jobsOf(app, name).register();
    expect(again).toMatchObject({ status: 409, body: { code: 'DATASET_EXISTS' } });
  });
});

describe('pause and resume', () => {
  it('ask the jobs to wait and let them go on, with one event each', async () => {
    const { id, name } = await registered(app);
    const paused = await lifecycle(app, name, 'pause', { reason: 'backfill' }).expect(200);
    expect(paused.body).toMatchObject({ paused: true, pausedReason: 'backfill', revision: 2 });
    const resumed = await lifecycle(app, name, 'resume', { reason: 'done' }).expect(200);
    expect(resumed.body).toMatchObject({ paused: false, pausedReason: null, revision: 3 });
    const [running, waiting] = [
      { paused: false, pausedReason: null },
      { paused: true, pausedReason: 'backfill' },
    ];
    expect(await happenedTo(id)).toEqual([
      { type: 'dataset.paused', before: running, after: waiting, reason: 'backfill' },
      { type: 'dataset.resumed', before: waiting, after: running, reason: 'done' },
    ]);
  });

  it('change nothing when repeated, but for another reason', async () => {
    const { id, name, etag } = await registered(app);
    expect((await lifecycle(app, name, 'resume').expect(200)).headers['etag']).toBe(etag);
    const first = await lifecycle(app, name, 'pause', { reason: 'backfill' }).expect(200);
    const second = await lifecycle(app, name, 'pause', { reason: 'backfill' }).expect(200);
    expect(second.body).toEqual(first.body);
    await lifecycle(app, name, 'pause', { reason: 'incident' }).expect(200);
    expect(await happenedTo(id)).toMatchObject([
      { type: 'dataset.paused' },
      {
        type: 'dataset.paused',
        before: { pausedReason: 'backfill' },
        after: { pausedReason: 'incident' },
        reason: 'incident',
      },
    ]);
  });

  it('are what a PATCH of paused is, too', async () => {
    const { id, name } = await registered(app);
    await patch(app, name, { paused: true, pausedReason: 'backfill', owner: 'me' }).expect(200);
    await patch(app, name, { paused: false }).expect(200);
    expect(await happenedTo(id)).toMatchObject([
      { type: 'dataset.updated', after: { owner: 'me' }, reason: null },
      { type: 'dataset.paused', after: { paused: true }, reason: 'backfill' },
      { type: 'dataset.resumed', after: { paused: false }, reason: null },
    ]);
  });

  it('leave the service answering jobs', async () => {
    const { name } = await registered(app);
    await lifecycle(app, name, 'pause', { reason: 'backfill' }).expect(200);
    const evolved = await jobsOf(app, name).evolve({ schema: structJson({ order_id: 'long' }) });
    expect(evolved.body.changeType).toBe('INITIAL');
  });

  it.each([{}, { reason: '' }, { reason: null }, { reason: 'x'.repeat(1025) }])(
    'refuse a pause with %j: whoever waits wants to know why',
    async (body) => {
      const { name } = await registered(app);
      const answer = await lifecycle(app, name, 'pause', body).expect(400);
      expect(answer.body).toMatchObject({ errors: [{ in: 'body', path: '/reason' }] });
    },
  );
});

describe.each([
  ['archive', {}],
  ['restore', {}],
  ['pause', { reason: 'x' }],
  ['resume', {}],
] as const)('%s', (command, body) => {
  it('is 404 for a dataset that does not exist', async () => {
    const answer = await lifecycle(app, 'nobody', command, body).expect(404);
    expect(answer.body).toMatchObject({ code: 'DATASET_NOT_FOUND' });
  });

  it('is 412 when the dataset has changed since it was read, and changes nothing', async () => {
    const { id, name, etag } = await registered(app);
    await patch(app, name, { owner: 'me' }).expect(200);
    const answer = await lifecycle(app, name, command, body).set('If-Match', etag).expect(412);
    expect(answer.body).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await happenedTo(id)).toHaveLength(1);
    const { headers } = await get(app, `/datasets/${name}`);
    await lifecycle(app, name, command, body).set('If-Match', String(headers['etag'])).expect(200);
  });

  it('takes no member that it does not know', async () => {
    const { name } = await registered(app);
    const answer = await lifecycle(app, name, command, { ...body, force: true }).expect(400);
    expect(answer.body).toMatchObject({ errors: [{ path: '/force' }] });
  });
});
