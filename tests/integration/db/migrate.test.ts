import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { createDatabase } from '../../../src/db/client.ts';
import {
  applyMigrations,
  MigrationHistoryError,
  migrationsDirectory,
  pendingMigrations,
  readMigrations,
} from '../../../src/db/migrate.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/database.ts';

const DIRECTORY = migrationsDirectory();

let database: TestDatabase;
let copy: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  copy = await mkdtemp(join(tmpdir(), 'metastore-migrations-'));
  await cp(DIRECTORY, copy, { recursive: true });
});

afterEach(async () => {
  await database.drop();
  await rm(copy, { recursive: true });
});

async function query(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(copy, name));
  await writeFile(join(copy, name, 'migration.sql'), sql);
}

function prisma(...args: string[]) {
  return promisify(execFile)('npx', ['--no-install', 'prisma', ...args], {
    env: { ...process.env, DATABASE_URL: database.url },
  });
}

describe('applyMigrations', () => {
  it('applies everything to an empty database and nothing the second time', async () => {
    const names = (await readMigrations(DIRECTORY)).map((migration) => migration.name);
    expect(await applyMigrations(database.url, DIRECTORY)).toEqual(names);
    expect(await applyMigrations(database.url, DIRECTORY)).toEqual([]);
  });

  it('applies each migration once when four services start at the same moment', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(database.url, DIRECTORY)));
    const names = (await readMigrations(DIRECTORY)).map((migration) => migration.name);
    expect(applied.flat().sort()).toEqual(names);
    expect(await query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')).toEqual(
      names.map((name) => ({ name })),
    );
  });

  it('leaves a database that Prisma calls up to date, with nothing to deploy and no drift', async () => {
    await applyMigrations(database.url, DIRECTORY);
    expect((await prisma('migrate', 'status')).stdout).toContain('Database schema is up to date!');
    expect((await prisma('migrate', 'deploy')).stdout).toContain('No pending migrations to apply.');
    const diff = [
      'migrate',
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ];
    expect((await prisma(...diff)).stdout).toContain('No difference detected.');
  }, 60_000);

  it('finds nothing to do in a database that Prisma deployed', async () => {
    await prisma('migrate', 'deploy');
    expect(await applyMigrations(database.url, DIRECTORY)).toEqual([]);
  }, 60_000);

  it('rolls a failing migration back entirely and says which one it was', async () => {
    await addMigration('20990101000000_broken', 'CREATE TABLE half (id int); SELECT 1/0;');
    await expect(applyMigrations(database.url, copy)).rejects.toThrow(
      /20990101000000_broken failed and was rolled back: division by zero/,
    );
    expect(await query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    expect(await query(`SELECT 1 FROM _prisma_migrations WHERE migration_name LIKE '2099%'`)).toEqual([]);
  });

  it('refuses a migration that was edited after it had been applied', async () => {
    await applyMigrations(database.url, copy);
    const file = join(copy, '20261121000000_init', 'migration.sql');
    await writeFile(file, `${await readFile(file, 'utf8')}-- one more line\n`);
    await expect(applyMigrations(database.url, copy)).rejects.toThrow(MigrationHistoryError);
  });

  it('refuses a database that a newer version of the service migrated', async () => {
    await addMigration('20990101000000_future', 'SELECT 1');
    await applyMigrations(database.url, copy);
    await expect(applyMigrations(database.url, DIRECTORY)).rejects.toThrow(
      /newer than this version.*20990101000000_future/,
    );
  });

  it('refuses to go on after a migration that Prisma left half-way', async () => {
    await applyMigrations(database.url, DIRECTORY);
    await query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(applyMigrations(database.url, DIRECTORY)).rejects.toThrow(/failed half-way/);
  });
});

describe('pendingMigrations', () => {
  it('names all of them on an empty database and none on a migrated one', async () => {
    const migrations = await readMigrations(DIRECTORY);
    const migrated = await createTestDatabase();
    const [empty, full] = [database, migrated].map(({ url }) =>
      createDatabase({ url, poolSize: 1, connectTimeoutMs: 5_000 }),
    );
    if (empty === undefined || full === undefined) throw new Error('unreachable');
    expect(await pendingMigrations(empty, migrations)).toEqual(migrations.map((migration) => migration.name));
    expect(await pendingMigrations(full, migrations)).toEqual([]);
    await empty.close();
    await full.close();
    await migrated.drop();
  });
});
