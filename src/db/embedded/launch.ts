import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Binaries } from './binaries.ts';
import { programEnvironment } from './program-environment.ts';
import type { Site } from './site.ts';

export interface Launched {
  /** Null while it runs; then the end of what it had to say. */
  failure(): string | null;
}

export interface LaunchOptions {
  /** The port to have again, where connections to it are kept in pools; null: any. */
  readonly port: number | null;
  readonly settings: Readonly<Record<string, string>>;
}

const LOG_LIMIT = 10 * 1024 * 1024;
const TAIL_LENGTH = 2_000;

/**
 * Starts the server's process: on the loopback interface only, with a password. It is a process group of its own, so
 * that Ctrl-C in a terminal reaches us and not the server beneath us.
 */
export async function launch(site: Site, binaries: Binaries, options: LaunchOptions): Promise<Launched> {
  const port = options.port ?? (await findFreePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    log_timezone: 'UTC',
    ...options.settings,
  };
  const log = await openLog(site.logFile);
  const { size: logStart } = await log.stat();
  try {
    const child = spawn(
      binaries.postgres,
      ['-D', site.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: site.data,
        env: programEnvironment(),
        stdio: ['ignore', log.fd, log.fd],
        detached: true,
        windowsHide: true,
        ...site.identity,
      },
    );
    return await watch(child, site.logFile, logStart);
  } finally {
    await log.close();
  }
}

function watch(child: ReturnType<typeof spawn>, logFile: string, logStart: number): Promise<Launched> {
  let failure: string | null = null;
  child.once('exit', (code, signal) => {
    void tail(logFile, logStart).then((text) => {
      failure = text === '' ? `it exited with ${signal ?? code ?? 'nothing'}` : text;
    });
  });
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('spawn', () => {
      resolve({ failure: () => failure });
    });
    child.once('error', reject);
  });
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

async function tail(path: string, from: number): Promise<string> {
  const text = await readFile(path).catch(() => Buffer.alloc(0));
  return text.subarray(from).toString('utf8').slice(-TAIL_LENGTH).trim();
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('No free port was found'));
      });
    });
  });
}
