import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the server wrote about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Identifies the memory that its processes share; null while it is still starting. */
  readonly sharedMemoryId: number | null;
}

/** Lines of the file: pid, data directory, start time, port, socket directory, address, shared memory key and id. */
const PORT_LINE = 3;
const SHARED_MEMORY_LINE = 6;

export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[PORT_LINE]);
  if (!Number.isInteger(pid) || pid === 0 || !Number.isInteger(port) || port === 0) return null;
  const sharedMemoryId = Number(lines[SHARED_MEMORY_LINE]?.trim().split(/\s+/)[1]);
  return { pid, port, sharedMemoryId: Number.isInteger(sharedMemoryId) ? sharedMemoryId : null };
}

/**
 * Is this process the running server of that directory? A zombie is not (where nobody reaps orphans it lingers and
 * holds the pid file), and neither is whatever process got the same number since, be it another server.
 */
export async function isRunning(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid);
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(text ?? '') ?? [];
  if (name !== 'postgres' || state === 'Z' || state === 'X') return false;
  return (await worksIn(pid, data)) ?? true;
}

/** A server works in its data directory. Null: nobody lets us see where this one works. */
async function worksIn(pid: number, data: string): Promise<boolean | null> {
  const place = (path: string) => stat(path).catch(() => null);
  const [actual, expected] = await Promise.all([place(`/proc/${pid}/cwd`), place(data)]);
  if (actual === null || expected === null) return null;
  return actual.dev === expected.dev && actual.ino === expected.ino;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Removes the pid file of a server that is gone. The server itself would refuse to start while any process has that
 * number; what it would also check, that no orphaned process still uses the shared memory, is checked here.
 * False: one still does.
 */
export async function removeStale(data: string, postmaster: Postmaster): Promise<boolean> {
  if (postmaster.sharedMemoryId !== null && (await hasUsers(postmaster.sharedMemoryId))) return false;
  await rm(join(data, 'postmaster.pid'), { force: true });
  return true;
}

async function hasUsers(sharedMemoryId: number): Promise<boolean> {
  const segments = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '');
  return segments.split('\n').some((line) => {
    const fields = line.trim().split(/\s+/);
    return Number(fields[1]) === sharedMemoryId && Number(fields[6]) > 0;
  });
}
