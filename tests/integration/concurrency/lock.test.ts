import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

/** An advisory lock that a trigger of this test takes: whoever writes a version stops there until we let go. */
const GATE = 42;

let app: TestApp;
let jobs: Jobs;
let observer: pg.Client;

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  observer = new pg.Client({ connectionString: app.databaseUrl });
  await observer.connect();
  await observer.query(`
    CREATE FUNCTION stop_at_gate() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${GATE}); RETURN NEW; END $$;
    CREATE TRIGGER a_gate BEFORE INSERT ON schema_versions FOR EACH ROW EXECUTE FUNCTION stop_at_gate();`);
  await jobs.register({ evolutionPolicy: { preset: 'TOLERANT' } });
  await jobs.evolve({ schema: structJson({ id: 'long' }) });
});

afterEach(async () => {
  await observer.end();
  await app.close();
});

interface Waiting {
  readonly pid: number;
  readonly blockedBy: number[];
  readonly query: string;
}

/** Sessions that wait for another one of this database, once there are as many as expected. */
async function waiting(count: number): Promise<Waiting[]> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { rows } = await observer.query<Waiting>(`
      SELECT pid, pg_blocking_pids(pid) AS "blockedBy", query FROM pg_stat_activity
       WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0 ORDER BY query_start`);
    if (rows.length >= count) return rows;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`fewer than ${count} sessions wait`);
}

const close = () => observer.query('SELECT pg_advisory_lock($1)', [GATE]);
const open = () => observer.query('SELECT pg_advisory_unlock($1)', [GATE]);

describe('the lock of a dataset', () => {
  it('keeps a second submission from reading until the first one has committed', async () => {
    await close();
    const first = jobs.evolve({ schema: structJson({ id: 'long', a: 'string' }) });
    const [holder] = await waiting(1);
    const second = jobs.evolve({ schema: structJson({ id: 'long', b: 'string' }) });
    const behind = (await waiting(2)).find(({ pid }) => pid !== holder?.pid);
    expect(behind?.blockedBy).toEqual([holder?.pid]);
    expect(behind?.query).toMatch(/FROM datasets .*FOR UPDATE/s);

    await open();
    const [one, two] = await Promise.all([first, second]);
    expect([one.body.newVersion, two.body.newVersion]).toEqual([2, 3]);
    expect(columnsOf((await jobs.active()).body)).toEqual(['id', 'a', 'b']);
  });

  it('does not hold up batches that bring nothing new', async () => {
    await close();
    const first = jobs.evolve({ schema: structJson({ id: 'long', a: 'string' }) });
    await waiting(1);
    const unchanged = await jobs.evolve({ schema: structJson({ id: 'long' }) });
    expect(unchanged).toMatchObject({ status: 200, body: { changeType: 'NONE', version: 1 } });

    await open();
    expect((await first).body.newVersion).toBe(2);
  });

  it('leaves other datasets alone', async () => {
    const payments = jobsOf(app, 'payments');
    await payments.register();
    const holder = new pg.Client({ connectionString: app.databaseUrl });
    await holder.connect();
    await holder.query("BEGIN; SELECT id FROM datasets WHERE name = 'orders' FOR UPDATE");
    expect((await payments.evolve({ schema: structJson({ id: 'long' }) })).status).toBe(200);
    await holder.end();
  });
});
