import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const ADMIN_URL = 'METASTORE_TEST_ADMIN_URL';
export const TEMPLATE_NAME = 'METASTORE_TEST_TEMPLATE';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of one's own. Drop it after closing what is connected to it. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(` TEMPLATE ${setting(TEMPLATE_NAME)}`);
}

/** A database without any table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create('');
}

async function create(suffix: string): Promise<TestDatabase> {
  const name = `metastore_test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}${suffix}`);
  return { url: databaseUrl(name), drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs a statement on the server's own database. */
export async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: setting(ADMIN_URL) });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function databaseUrl(name: string): string {
  const url = new URL(setting(ADMIN_URL));
  url.pathname = `/${name}`;
  return url.href;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run database tests in the project "database"`);
  return value;
}
