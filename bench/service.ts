import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../src/main.js');

export interface BenchService {
  readonly url: string;
  /** From the start of the process until it serves. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** The built service as a process of its own with an embedded database, on loopback. */
export async function startBenchService(dataDir: string): Promise<BenchService> {
  const begun = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir },
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = /http:\/\/\S+:\d+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`the service said ${line}`);
  return { url, startMs: performance.now() - begun, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expect: number;
}

/** One request on a kept-alive connection; fails on any other status than the expected one. */
export function callOf(base: string, { method, path, body, headers, expect }: Call): () => Promise<void> {
  const options = {
    agent,
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
  };
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(new URL(path, base), options, (answer) => {
        answer.resume();
        answer.on('end', () => {
          if (answer.statusCode === expect) resolve();
          else reject(new Error(`${method} ${path} answered ${answer.statusCode ?? 'nothing'}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}
