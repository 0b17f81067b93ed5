import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const LOADER = join(import.meta.dirname, 'run-typescript.mjs');
const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** What a service that cannot start leaves on its standard error. */
export async function failToStart(env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: '/usr/bin:/bin', PORT: '0', LOG_LEVEL: 'silent', ...env },
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8')));
  await once(child, 'close');
  if (child.exitCode !== 1) throw new Error(`It ended with ${child.exitCode}: ${errors.join('')}`);
  return errors.join('');
}
