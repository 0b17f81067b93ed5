import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { failToStart } from '../support/failed-start.ts';

jest.setTimeout(60_000);

const SECRET = 'not-the-password';

let database: TestDatabase;
let directory: string;
beforeAll(async () => {
  database = await createEmptyDatabase();
  directory = await mkdtemp(join(tmpdir(), 'metastore-start-'));
});
afterAll(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('a start that fails names the variable to look at', () => {
  it.each([
    ['nobody answers', (url: URL) => (url.port = '9'), /ECONNREFUSED/],
    ['the password is wrong', (url: URL) => (url.password = SECRET), /password authentication failed/],
    ['there is no such database', (url: URL) => (url.pathname = '/absent'), /"absent" does not exist/],
    ['there is no such host', (url: URL) => (url.hostname = 'name.invalid'), /name\.invalid/],
    ['there is no such schema', (url: URL) => (url.search = '?schema=we%20ird'), /\?schema= does not exist/],
  ])('DATABASE_URL: %s', async (_what, change, reason) => {
    const url = changed(change);
    const said = await failToStart({ DATABASE_URL: url });
    expect(said).toMatch(/^Metastore did not start: DATABASE_URL: /);
    expect(said).toMatch(reason);
    expect(said).not.toContain(new URL(url).password);
  });

  it('DATA_DIR: a file', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    expect(await failToStart({ DATA_DIR: file })).toMatch(/start: DATA_DIR: .*file is not a directory/);
    expect(await failToStart({ DATA_DIR: join(file, 'below') })).toMatch(
      /start: DATA_DIR: .*not a directory/,
    );
  });

  (process.platform === 'linux' ? it : it.skip)('DATA_DIR: a directory that cannot be made', async () => {
    expect(await failToStart({ DATA_DIR: '/proc/nope/data' })).toMatch(
      /start: DATA_DIR: \/proc\/nope\/data cannot be created/,
    );
  });

  it('HOST: a name that nobody knows', async () => {
    const env = { HOST: 'name.invalid', ALLOW_ANONYMOUS: 'true', DATABASE_URL: database.url };
    expect(await failToStart(env)).toMatch(/start: HOST: the name name\.invalid/);
  });
});

describe('a start on a database that nobody has migrated', () => {
  it('warns of it', async () => {
    const empty = await createEmptyDatabase();
    const child = spawn(
      process.execPath,
      [
        '--import',
        join(import.meta.dirname, '../support/run-typescript.mjs'),
        join(import.meta.dirname, '../../src/main.ts'),
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          PATH: '/usr/bin:/bin',
          PORT: '0',
          LOG_LEVEL: 'warn',
          AUTO_MIGRATE: 'false',
          DATABASE_URL: empty.url,
        },
      },
    );
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.startsWith('Metastore listens')) child.kill('SIGTERM');
    }
    await empty.drop();
    expect(lines.find((line) => line.includes('migrations are pending'))).toContain('"level":40');
  });
});
