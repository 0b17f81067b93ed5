import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createTestApp, type TestApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { jobsOf } from '../support/jobs.ts';
import { recordedEventTypes } from '../support/recorded-events.ts';
import { structJson } from '../support/schemas.ts';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.ts';

/** An advisory lock at which a trigger of this test stops whoever flips the pointer to the new version. */
const GATE = 4711;

let database: TestDatabase;
let observer: pg.Client;
let doomed: ServiceProcess;
let survivor: TestApp;

beforeEach(async () => {
  database = await createTestDatabase();
  observer = new pg.Client({ connectionString: database.url });
  await observer.connect();
  doomed = await startServiceProcess({ DATABASE_URL: database.url });
  survivor = await createTestApp({ databaseUrl: database.url });
});

afterEach(async () => {
  await doomed.kill();
  await survivor.close();
  await observer.end();
  await database.drop();
});

async function stopsAtPointerFlip(): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { rows } = await observer.query(`
      SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%UPDATE%datasets%'`);
    if (rows.length > 0) return;
    await sleep(25);
  }
  throw new Error('nobody arrived at the pointer flip');
}

describe('a service that is killed between the new version and the flip of the pointer', () => {
  it('leaves nothing half-written, and the next job gets the number', async () => {
    const jobs = jobsOf(survivor);
    await jobs.register();
    await jobs.evolve({ schema: structJson({ id: 'long' }) });
    await observer.query(`
      CREATE FUNCTION stop_at_gate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${GATE}); RETURN NEW; END $$;
      CREATE TRIGGER a_gate BEFORE UPDATE ON datasets FOR EACH ROW EXECUTE FUNCTION stop_at_gate();`);
    await observer.query('SELECT pg_advisory_lock($1)', [GATE]);

    const next = { schema: structJson({ id: 'long', a: 'string' }) };
    const lost = fetch(`${doomed.url}/datasets/orders/schema/evolve`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(next),
    }).then(
      () => 'answered',
      () => 'cut off',
    );
    await stopsAtPointerFlip();
    await doomed.kill();
    expect(await lost).toBe('cut off');
    await observer.query('SELECT pg_advisory_unlock($1)', [GATE]);

    const again = await jobs.evolve(next);
    expect(again).toMatchObject({
      status: 200,
      body: { changeType: 'NON_BREAKING', newVersion: 2, version: 2 },
    });
    const { items } = (await jobs.versions()).body;
    expect(items.map(({ version, status }) => [version, status])).toEqual([
      [2, 'ACTIVE'],
      [1, 'OBSOLETE'],
    ]);
    expect(await recordedEventTypes(survivor)).toEqual([
      'dataset.registered',
      'schema.activated',
      'schema.activated',
    ]);
  });
});
