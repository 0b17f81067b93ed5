import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Database } from './client.ts';
import { connectionOptions } from './connection-options.ts';
import { DatabaseUnavailable, sqlState } from './errors.ts';
import { type Migration, type MigrationRecord, outstanding, readMigrations } from './migrations.ts';

export { MigrationHistoryError, migrationsDirectory, readMigrations } from './migrations.ts';

/** The lock that Prisma's own commands take. */
const PRISMA_LOCK = 72_707_369;
const LOCK_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** As Prisma creates it. */
const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

const SELECT_RECORDS = `
  SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
    FROM _prisma_migrations`;

const INSERT_RECORD = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`;

/**
 * Applies what is outstanding of the migrations in `directory`, one service at a time, and records it as Prisma does.
 * Each one happens entirely or not at all; its file must hold nothing that PostgreSQL refuses inside a transaction.
 *
 * @returns the names of those applied now
 * @throws MigrationHistoryError when the database's history and the directory do not fit together
 * @throws DatabaseUnavailable when there is no connecting to the database
 */
export async function applyMigrations(url: string, directory: string): Promise<readonly string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client(
    connectionOptions(url, { connectTimeoutMs: CONNECT_TIMEOUT_MS, lockTimeoutMs: LOCK_TIMEOUT_MS }),
  );
  // Without a listener the loss of the connection between two statements would end the process.
  client.on('error', () => undefined);
  await connect(client);
  try {
    // Ends with the session, whatever happens on the way.
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<MigrationRecord>(SELECT_RECORDS);
    const pending = outstanding(migrations, rows);
    for (const migration of pending) await applyOne(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (cause) {
    throw new DatabaseUnavailable(`the database cannot be used: ${reasonOf(cause)}`, { cause });
  }
}

/** A name with several addresses fails once for each of them, and then without a message of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : 'unknown';
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query('BEGIN');
  try {
    // Without parameters, so the whole file goes as one simple query and function bodies stay in one piece.
    await client.query(migration.sql);
    await client.query(INSERT_RECORD, [randomUUID(), migration.checksum, migration.name, startedAt]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new Error(`Migration ${migration.name} failed and was rolled back: ${reason}`, { cause });
  }
}

/**
 * Names of the migrations that the database lacks: one cheap statement, for health checks.
 *
 * @throws MigrationHistoryError when the database's history and the migrations do not fit together
 */
export async function pendingMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return outstanding(migrations, await readRecords(database)).map((migration) => migration.name);
}

async function readRecords(database: Database): Promise<readonly MigrationRecord[]> {
  try {
    return await database.prisma.$queryRawUnsafe<MigrationRecord[]>(SELECT_RECORDS);
  } catch (error) {
    const noSuchTable = sqlState(error) === '42P01';
    if (noSuchTable) return [];
    throw error;
  }
}
