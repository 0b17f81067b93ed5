import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One of Prisma's migrations, as it lies in `prisma/migrations`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal: what Prisma compares an applied migration with. */
  readonly checksum: string;
}

/** A row of `_prisma_migrations`. */
export interface MigrationRecord {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
  readonly rolledBack: boolean;
}

/** The database's history and the code's migrations do not fit together; a person has to look. */
export class MigrationHistoryError extends Error {
  override readonly name = 'MigrationHistoryError';
}

/** `prisma/migrations` of the installation this file belongs to, built or not. */
export function migrationsDirectory(): string {
  for (let directory = dirname(fileURLToPath(import.meta.url)); ; directory = dirname(directory)) {
    const candidate = join(directory, 'prisma', 'migrations');
    if (existsSync(candidate)) return candidate;
    if (directory === dirname(directory))
      throw new Error('prisma/migrations is not part of this installation');
  }
}

/** All migrations in the order in which they apply. */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(directory, name)));
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const content = await readFile(join(directory, name, 'migration.sql'));
  return {
    name,
    sql: content.toString('utf8'),
    checksum: createHash('sha256').update(content).digest('hex'),
  };
}

/**
 * What is left to apply, given what the database says was applied.
 *
 * @throws MigrationHistoryError when one failed half-way, was edited after it was applied, or is unknown to this code
 */
export function outstanding(
  migrations: readonly Migration[],
  records: readonly MigrationRecord[],
): readonly Migration[] {
  const counted = records.filter((record) => !record.rolledBack);
  const failed = counted.find((record) => !record.finished);
  if (failed !== undefined) {
    throw new MigrationHistoryError(
      `Migration ${failed.name} failed half-way: repair the database, then run prisma migrate resolve`,
    );
  }
  const applied = new Map(counted.map((record) => [record.name, record.checksum]));
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new MigrationHistoryError(
      `The database is newer than this version of the service: it has ${unknown.join(', ')}`,
    );
  }
  for (const { name, checksum } of migrations) {
    const recorded = applied.get(name);
    if (recorded !== undefined && recorded !== checksum) {
      throw new MigrationHistoryError(`Migration ${name} was changed after it had been applied`);
    }
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}
