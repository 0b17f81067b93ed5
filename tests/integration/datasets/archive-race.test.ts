import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';
import { lifecycle, patch, purge } from './dataset-requests.ts';

let database: TestDatabase;
let services: readonly [TestApp, TestApp];
let jobs: Jobs;
let holder: pg.Client;
/** Looks on from outside of transactions, where the statistics are not those of a moment ago. */
let observer: pg.Client;

const BASE = { order_id: 'long', amount: 'double' };

beforeEach(async () => {
  database = await createTestDatabase();
  services = [
    await createTestApp({ databaseUrl: database.url }),
    await createTestApp({ databaseUrl: database.url }),
  ];
  jobs = jobsOf(services[1]);
  holder = new pg.Client({ connectionString: database.url });
  observer = new pg.Client({ connectionString: database.url });
  await Promise.all([holder.connect(), observer.connect()]);
  await jobs.register({ evolutionPolicy: { preset: 'TOLERANT' } });
  await jobs.evolve({ schema: structJson(BASE) });
});

afterEach(async () => {
  await Promise.all([holder.end(), observer.end()]);
  for (const service of services) await service.close();
  await database.drop();
});

/** Resolves once so many sessions of this database wait for another one. */
async function waiting(count: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { rowCount } = await observer.query(`
      SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`);
    if ((rowCount ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`fewer than ${count} sessions wait`);
}

/** Does `first` before `then` under the dataset's lock, though both were asked for while it was in use. */
async function inTurn<A, B>(first: () => Promise<A>, then: () => Promise<B>): Promise<[A, B]> {
  await holder.query("BEGIN; SELECT id FROM datasets WHERE name = 'orders' FOR UPDATE");
  const one = first();
  await waiting(1);
  const two = then();
  await waiting(2);
  await holder.query('COMMIT');
  return Promise.all([one, two]);
}

const archive = () => lifecycle(services[0], 'orders', 'archive').then((answer) => answer);

describe('a dataset that is archived while somebody wants to write to it', () => {
  it.each<[string, () => Promise<{ readonly status: number; readonly body: unknown }>]>([
    ['a batch with a new column', () => jobs.evolve({ schema: structJson({ ...BASE, more: 'long' }) })],
    ['a batch that is breaking', () => jobs.evolve({ schema: structJson({ order_id: 'boolean' }) })],
    ["a job's own opinion", () => jobs.evolve({ schema_json: '', change_type: 'BREAKING' })],
    ['a statement', () => jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN more INT' })],
    ['a patch', () => patch(services[1], 'orders', { owner: 'me' }).then((answer) => answer)],
    ['a pause', () => lifecycle(services[1], 'orders', 'pause', { reason: 'x' }).then((answer) => answer)],
  ])('takes nothing more: %s', async (_what, write) => {
    const before = await recordedEvents(services[0]);
    const [archived, refused] = await inTurn(archive, write);
    expect(archived.status).toBe(200);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'DATASET_ARCHIVED' });
    const after = await recordedEvents(services[0]);
    expect(after.slice(before.length).map(({ type }) => type)).toEqual(['dataset.archived']);
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('takes what came before', async () => {
    const [evolved, archived] = await inTurn(
      () => jobs.evolve({ schema: structJson({ ...BASE, more: 'long' }) }),
      archive,
    );
    expect([evolved.status, archived.status]).toEqual([200, 200]);
    expect((await jobs.active()).body.version).toBe(2);
  });

  it('has no event after that of archiving, however many write at once', async () => {
    const writes = Array.from({ length: 20 }, (_, index) =>
      jobsOf(services[index % 2 === 0 ? 0 : 1]).evolve({
        schema: structJson({ ...BASE, [`c${index}`]: 'long' }),
      }),
    );
    const [archived, ...answers] = await Promise.all([archive(), ...writes]);
    expect(archived.status).toBe(200);
    const types = (await recordedEvents(services[0])).map(({ type }) => type);
    expect(types.at(-1)).toBe('dataset.archived');
    const written = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(types.filter((type) => type === 'schema.activated')).toHaveLength(1 + written.length);
    expect((await jobs.versions()).body.items).toHaveLength(1 + written.length);
  });
});

describe('a dataset that is purged while somebody wants to write to it', () => {
  it('is not there any more for them', async () => {
    await archive();
    const restore = () => lifecycle(services[1], 'orders', 'restore').then((answer) => answer);
    const purged = () => purge(services[0], 'orders', { confirm: 'orders' }).then((answer) => answer);
    const [gone, refused] = await inTurn(purged, restore);
    expect([gone.status, refused.status]).toEqual([204, 404]);
    expect((await recordedEvents(services[0])).at(-1)).toMatchObject({ type: 'dataset.purged' });
  });

  it('is kept where it is restored first', async () => {
    await archive();
    const restore = () => lifecycle(services[1], 'orders', 'restore').then((answer) => answer);
    const purged = () => purge(services[0], 'orders', { confirm: 'orders' }).then((answer) => answer);
    const [restored, refused] = await inTurn(restore, purged);
    expect([restored.status, refused.status]).toEqual([200, 409]);
    expect(refused.body).toMatchObject({ code: 'DATASET_NOT_ARCHIVED' });
    expect((await jobs.active()).status).toBe(200);
  });
});
