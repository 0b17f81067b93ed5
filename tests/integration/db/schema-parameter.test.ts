import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectionOptions } from '../../../src/db/connection-options.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

describe('?schema= of DATABASE_URL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(() => database.drop());

  it.each(['plain', 'we ird', 'Upper', 'a"b', 'back\\slash', "it's", 'x -c statement_timeout=1', 'a,b'])(
    'may be %s',
    async (schema) => {
      const url = new URL(database.url);
      url.searchParams.set('schema', schema);
      const client = new pg.Client(connectionOptions(url.href, { connectTimeoutMs: 5000 }));
      await client.connect();
      try {
        await client.query(`CREATE SCHEMA ${pg.escapeIdentifier(schema)}`);
        const { rows } = await client.query<{ name: string; limit: string }>(
          `SELECT current_schema() AS name, current_setting('statement_timeout') AS limit`,
        );
        expect(rows).toEqual([{ name: schema, limit: '0' }]);
      } finally {
        await client.end();
      }
    },
  );
});
