import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { readPage } from '../events/feed.ts';

const operations = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

/** The statements that docs/operations.md gives for a dump that was restored into another cluster. */
const REWRITE = /^```sql\n([\s\S]*?)^```/m.exec(operations)?.[1] ?? '';

/** A cluster whose counter of transactions was this far ahead of ours. */
const AHEAD = 1_000_000_000;

describe('events after a dump was restored into another cluster', () => {
  let app: TestApp;
  let client: pg.Client;

  beforeAll(async () => {
    app = await createTestApp();
    client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    for (const name of ['first', 'second', 'third']) await register(name);
  });

  afterAll(async () => {
    await client.end();
    await app.close();
  });

  it('are served again in their order once the documented statements have run', async () => {
    const before = await feed();
    expect(before.length).toBe(3);
    await client.query(REWRITE.replace('transaction_id = 1', `transaction_id = transaction_id + ${AHEAD}`));
    expect(await feed()).toEqual([]);
    await client.query(REWRITE);
    expect(await feed()).toEqual(before);
    await register('fourth');
    expect((await feed()).slice(0, 3)).toEqual(before);
    await expect(client.query('UPDATE events SET transaction_id = 2')).rejects.toThrow('only ever appended');
  });

  async function register(name: string): Promise<void> {
    const response = await fetch(`${app.url}/datasets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, kafkaTopic: name, mode: 'append' }),
    });
    expect(response.status).toBe(201);
  }

  async function feed(): Promise<number[]> {
    return (await readPage(app)).items.map(({ id }) => id);
  }
});
