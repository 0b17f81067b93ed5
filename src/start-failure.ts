import path from 'node:path';
import { DatabaseUnavailable, sqlState } from './db/errors.ts';

/** What a start fails by, told by the variable to look at; anything else stays as it is. Never repeats a URL. */
export function blameDatabaseUrl(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return blamed('DATABASE_URL', error.message, error);
  switch (sqlState(error)) {
    case '3F000':
      return blamed('DATABASE_URL', 'the schema that it names in ?schema= does not exist', error);
    case '42501':
      return blamed('DATABASE_URL', `its user may not do what migrations need: ${messageOf(error)}`, error);
    default:
      return error;
  }
}

const DIRECTORY_FAULTS: Readonly<Record<string, string>> = {
  EEXIST: 'is not a directory',
  ENOTDIR: 'is not a directory',
  EACCES: 'cannot be written to by this user',
  EPERM: 'cannot be written to by this user',
  EROFS: 'is on a disk that cannot be written to',
  ENOENT: 'cannot be created',
  ENOSPC: 'is on a disk that is full',
};

/** For failures of the file system at the directory, below it, or on the way to it. */
export function blameDataDir(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return error;
  const { code, path: at } = error;
  if (typeof code !== 'string' || typeof at !== 'string') return error;
  if (!isWithin(at, dataDir) && !isWithin(dataDir, at)) return error;
  const fault = Object.hasOwn(DIRECTORY_FAULTS, code) ? DIRECTORY_FAULTS[code] : 'cannot be used';
  return blamed('DATA_DIR', `${dataDir} ${fault ?? ''} (${error.message})`, error);
}

function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}

function blamed(variable: string, message: string, cause: unknown): Error {
  return new Error(`${variable}: ${message}`, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
