import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import { applyMigrations } from '../../src/db/migrate.ts';
import { keepForTeardown } from './global-state.ts';
import { administer, ADMIN_URL, databaseUrl, TEMPLATE_NAME } from './database.ts';

/** Nothing that a test writes has to survive a power cut. */
const FAST_AND_LOOSE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/**
 * One server for all suites: the one of DATABASE_URL_TEST (its role must be allowed to create databases), else our
 * own. Migrated once, into a template that every suite copies.
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env['DATABASE_URL_TEST'];
  const dataDir = given === undefined ? await mkdtemp(join(tmpdir(), 'metastore-test-')) : null;
  const server = dataDir === null ? null : await startEmbedded({ dataDir, settings: FAST_AND_LOOSE });
  process.env[ADMIN_URL] = given ?? server?.url;
  process.env[TEMPLATE_NAME] = `metastore_template_${process.pid}`;
  await administer(`CREATE DATABASE ${process.env[TEMPLATE_NAME]}`);
  await applyMigrations(
    databaseUrl(process.env[TEMPLATE_NAME]),
    join(import.meta.dirname, '../../prisma/migrations'),
  );
  keepForTeardown({ server, dataDir });
}
