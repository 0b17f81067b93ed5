import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A process of ours with an embedded server beneath it. */
export interface EmbeddedProcess {
  readonly url: string;
  /** As if the machine's out-of-memory killer came by. */
  kill(): Promise<void>;
  /** Ends in good order. */
  stop(): Promise<void>;
}

const LOADER = join(import.meta.dirname, '../support/run-typescript.mjs');
const PROGRAM = join(import.meta.dirname, 'embedded-program.ts');

export async function startProcess(
  dataDir: string,
  identity?: { uid: number; gid: number },
): Promise<EmbeddedProcess> {
  const child = spawn(process.execPath, ['--import', LOADER, PROGRAM, dataDir], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin' },
    ...identity,
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8')));
  const exited = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const first: unknown[] = await Promise.race([line, exited.then(() => [null])]);
  const [url] = first;
  if (typeof url !== 'string') throw new Error(`The process ended: ${errors.join('')}`);
  return { url, kill: () => end(child, exited, 'kill'), stop: () => end(child, exited, 'stop') };
}

async function end(child: ChildProcess, exited: Promise<unknown>, how: 'kill' | 'stop'): Promise<void> {
  if (how === 'kill') child.kill('SIGKILL');
  else child.stdin?.end();
  await exited;
}

export async function run(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

export async function serverPid(root: string): Promise<number> {
  return Number((await readFile(join(root, 'cluster/data/postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Is there a server that owns the directory? A killed one leaves its file. */
export async function isServing(url: string): Promise<boolean> {
  return run(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

/** Until the condition holds; the suite's own time limit ends a wait in vain. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50);
}
