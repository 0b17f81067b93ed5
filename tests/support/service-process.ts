import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The whole service as a process of its own, on loopback and a free port: what a test can kill. */
export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  kill(): Promise<void>;
}

const LOADER = join(import.meta.dirname, 'run-typescript.mjs');
const MAIN = join(import.meta.dirname, '../../src/main.ts');

export async function startServiceProcess(env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', PORT: '0', LOG_LEVEL: 'silent', ...env },
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8')));
  const exited = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const first: unknown[] = await Promise.race([line, exited.then(() => [''])]);
  const url = /http:\/\/\S+:\d+/.exec(String(first[0]))?.[0];
  if (url === undefined) throw new Error(`The service did not start: ${errors.join('')}`);
  return {
    url,
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
