import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/project-root.ts';
import { DemoFailure } from './failure.ts';

export interface OwnService {
  readonly url: string;
  /** Stops it and removes all that it had. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const START_PATIENCE_MS = 90_000;
const STOP_PATIENCE_MS = 30_000;
const POLL_MS = 100;
const LAST_WORDS = 2_000;

/** A service of the demo's own: on a free port of the loopback interface, its database in a temporary directory. */
export async function startOwnService(signal: AbortSignal): Promise<OwnService> {
  const directory = await mkdtemp(path.join(tmpdir(), 'metastore-demo-'));
  // Started by root, the database runs as another user, who has to get in.
  await chmod(directory, 0o711);
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist', 'src', 'main.js')], {
    env: { ...process.env, ...environment(directory, port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C is for us to hear: we stop the service, and only then remove its files.
    detached: process.platform !== 'win32',
  });
  const stop = async () => {
    await stopChild(child);
    await remove(directory);
  };
  try {
    const url = `http://${HOST}:${port}`;
    await waitUntilReady(child, url, signal);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An empty variable counts as one that is not set, so whatever is configured for another service is not for this one. */
function environment(directory: string, port: number): Record<string, string> {
  const defaults = {
    DATABASE_URL: '',
    API_KEY: '',
    ALLOW_ANONYMOUS: '',
    AUTO_MIGRATE: '',
    DEFAULT_POLICY: '',
  };
  return { ...defaults, HOST, PORT: String(port), DATA_DIR: path.join(directory, 'data'), LOG_LEVEL: 'warn' };
}

async function waitUntilReady(child: ChildProcess, url: string, signal: AbortSignal): Promise<void> {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-LAST_WORDS);
    });
  }
  const deadline = Date.now() + START_PATIENCE_MS;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (hasEnded(child)) throw new DemoFailure(`The service did not start:\n${words}`);
    const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => null,
    );
    await ready?.body?.cancel();
    if (ready?.status === 200) return;
    await sleep(POLL_MS);
  }
  throw new DemoFailure(`The service was not ready after ${START_PATIENCE_MS / 1000} seconds:\n${words}`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const isGone = await Promise.race([ended.then(() => true), sleep(STOP_PATIENCE_MS, false, { ref: false })]);
  if (isGone) return;
  child.kill('SIGKILL');
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The data, and where they went instead when the database's user could not reach the temporary directory. */
async function remove(directory: string): Promise<void> {
  const elsewhere = await readlink(path.join(directory, 'data', 'elsewhere')).catch(() => null);
  if (elsewhere !== null) await rm(elsewhere, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port could be found');
  return address.port;
}
