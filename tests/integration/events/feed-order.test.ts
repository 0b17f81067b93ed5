import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { peekPage, readOn, registerNamed, settle } from './feed.ts';

let app: TestApp;
let held: pg.Client;
beforeEach(async () => {
  app = await createTestApp();
  held = new pg.Client({ connectionString: app.databaseUrl });
  await held.connect();
});
afterEach(async () => {
  await held.end();
  await app.close();
});

const INSERT = `INSERT INTO events (type, dataset_name, actor_type, actor_name)
                VALUES ('dataset.registered', $1, 'SYSTEM', 'test')`;

describe('a transaction that is still open while a later one commits', () => {
  it('holds the later event back, and then both are served in order', async () => {
    await held.query('BEGIN');
    await held.query(INSERT, ['early']);
    await registerNamed(app, 'late');
    const before = await peekPage(app);
    expect(before.items).toEqual([]);
    await held.query('COMMIT');
    const { events } = await readOn(app, { after: before.nextCursor });
    expect(events.map(({ datasetName }) => datasetName)).toEqual(['early', 'late']);
  });

  it('holds it back though its own event comes later', async () => {
    await held.query('BEGIN');
    await held.query('SELECT pg_current_xact_id()');
    await registerNamed(app, 'committed_first');
    const before = await peekPage(app);
    await held.query(INSERT, ['began_first']);
    await held.query('COMMIT');
    const { events } = await readOn(app, { after: before.nextCursor, limit: '1' });
    expect(before.items).toEqual([]);
    expect(events.map(({ datasetName }) => datasetName)).toEqual(['began_first', 'committed_first']);
  });

  it('leaves what was decided before it to be served', async () => {
    await registerNamed(app, 'decided');
    await settle(app);
    await held.query('BEGIN');
    await held.query(INSERT, ['open']);
    const before = await peekPage(app);
    expect(before.items).toMatchObject([{ datasetName: 'decided' }]);
    await held.query('ROLLBACK');
    await registerNamed(app, 'after');
    expect((await readOn(app, { after: before.nextCursor })).events).toMatchObject([
      { datasetName: 'after' },
    ]);
  });
});

describe('a reader that follows while many write', () => {
  it('gets every event exactly once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `d${index}`);
    const writing = Promise.all(names.map((name) => registerNamed(app, name)));
    const seen: (string | null)[] = [];
    let after: Record<string, string> = {};
    const readSome = async () => {
      const page = await peekPage(app, { ...after, limit: '7' });
      seen.push(...page.items.map(({ datasetName }) => datasetName));
      after = { after: page.nextCursor };
    };
    // Few enough reads that most of them fall between the writes.
    for (let reads = 0; reads < 20; reads += 1) await readSome();
    await writing;
    const { events } = await readOn(app, after);
    seen.push(...events.map(({ datasetName }) => datasetName));
    expect([...seen].sort()).toEqual([...names].sort());
  });
});
