import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chown, mkdir, mkdtemp, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import { type EmbeddedProcess, isServing, run, serverPid, startProcess, until } from './embedded-process.ts';

jest.setTimeout(60_000);

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

let dataDir: string;
const started: EmbeddedProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'metastore-embedded-'));
});

afterEach(async () => {
  for (const one of started.splice(0)) await one.kill();
  // Adopts what a killed process left behind, so that it can be stopped in good order; again when the server had not
  // noticed yet that the killed one is gone, and so stayed for its sake.
  do await startEmbedded({ dataDir }).then((server) => server.stop());
  while (await isOwned());
  await rm(dataDir, { recursive: true });
});

function isOwned(): Promise<boolean> {
  return serverPid(dataDir).then(
    () => true,
    () => false,
  );
}

async function start(identity?: { uid: number; gid: number }): Promise<EmbeddedProcess> {
  const process = await startProcess(dataDir, identity);
  started.push(process);
  return process;
}

async function writeAndKill(identity?: { uid: number; gid: number }): Promise<EmbeddedProcess> {
  const one = await start(identity);
  await run(one.url, 'CREATE TABLE kept (n int)');
  await run(one.url, 'INSERT INTO kept VALUES (1)');
  await one.kill();
  return one;
}

describe('an embedded database', () => {
  it('is adopted, still running, after its process was killed', async () => {
    const first = await writeAndKill();
    const pid = await serverPid(dataDir);
    const second = await start();
    expect(await serverPid(dataDir)).toBe(pid);
    expect(second.url).toBe(first.url);
    expect(await run(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('has everything that was committed after the server was killed too', async () => {
    await writeAndKill();
    process.kill(await serverPid(dataDir), 'SIGKILL');
    const second = await start();
    expect(await run(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('comes back at the same address when its server is killed beneath a running process', async () => {
    const one = await start();
    await run(one.url, 'CREATE TABLE kept (n int)');
    const pid = await serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    // In this order: for a moment the old one still answers, and there is no file between the two.
    const newPid = () => serverPid(dataDir).catch(() => pid);
    await until(async () => (await newPid()) !== pid && (await isServing(one.url)));
    expect(await run(one.url, 'SELECT n FROM kept')).toEqual([]);
  });

  it('stays while another process uses it, and stops with the last one', async () => {
    const first = await start();
    const second = await start();
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await isServing(second.url)).toBe(true);
    await second.stop();
    expect(await isServing(second.url)).toBe(false);
  });

  it('is one when two processes start at the same moment', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.url).toBe(second.url);
  });

  it('starts although an unrelated process got the number of its dead server', async () => {
    await writeAndKill();
    const pid = await serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await until(() => Promise.resolve(!isAlive(pid)));
    await writeFile(
      join(dataDir, 'cluster/data/postmaster.pid'),
      `${process.pid}\n${dataDir}/cluster/data\n1\n5432\n\n127.0.0.1\n`,
    );
    const second = await start();
    expect(await run(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('starts although another server got the number of its dead one', async () => {
    await writeAndKill();
    const pid = await serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await until(() => Promise.resolve(!isAlive(pid)));
    const otherDir = await mkdtemp(join(tmpdir(), 'metastore-other-'));
    const other = await startEmbedded({ dataDir: otherDir });
    try {
      await writeFile(
        join(dataDir, 'cluster/data/postmaster.pid'),
        `${await serverPid(otherDir)}\n${dataDir}/cluster/data\n1\n${new URL(other.url).port}\n\n127.0.0.1\n`,
      );
      const second = await start();
      expect(await run(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    } finally {
      await other.stop();
      await rm(otherDir, { recursive: true });
    }
  });

  it('says what it waits for when its start takes long', async () => {
    const warnings: unknown[] = [];
    const logger = {
      info: () => undefined,
      warn: (details: object, message: string) => warnings.push({ ...details, message }),
    };
    const server = await startEmbedded({ dataDir, logger, noticeAfterMs: 0 });
    await server.stop();
    expect(warnings).toEqual([
      expect.objectContaining({
        serverLog: join(dataDir, 'server.log'),
        message: expect.stringMatching(/waiting/),
      }),
    ]);
  });

  it('clears away what a start left that was killed while it made the files', async () => {
    await (await start()).stop();
    const abandoned = join(dataDir, 'new-cluster-abcdef');
    await mkdir(join(abandoned, 'data'), { recursive: true });
    await start();
    await expect(stat(abandoned)).rejects.toThrow('ENOENT');
  });

  it('keeps its password to its owner and lets nobody in without it', async () => {
    const one = await start();
    expect((await stat(join(dataDir, 'cluster/password'))).mode & 0o777).toBe(0o600);
    const url = new URL(one.url);
    url.password = 'guess';
    await expect(run(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });
});

// What only root can arrange.
(isRoot ? describe : describe.skip)('as another user', () => {
  it('belongs to an ordinary user who started it, and survives kill -9 there too', async () => {
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    await writeAndKill(NOBODY);
    expect((await stat(join(dataDir, 'cluster/data'))).uid).toBe(NOBODY.uid);
    const second = await start(NOBODY);
    expect(await run(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('does not run as root', async () => {
    await start();
    expect((await stat(join(dataDir, 'cluster/data'))).uid).not.toBe(0);
  });

  it('runs in a directory that was made for one user only', async () => {
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await start();
    expect((await stat(join(dataDir, 'cluster/data'))).isDirectory()).toBe(true);
  });

  it('is kept where its user can reach it, and found again there, when the way to its directory is closed', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'metastore-closed-'));
    const within = join(closed, 'data');
    const first = await startProcess(within);
    const elsewhere = await readlink(join(within, 'elsewhere'));
    try {
      await run(first.url, 'CREATE TABLE kept (n int)');
      await first.stop();
      const second = await startProcess(within);
      expect(await run(second.url, 'SELECT n FROM kept')).toEqual([]);
      await second.stop();
    } finally {
      await rm(elsewhere, { recursive: true });
      await rm(closed, { recursive: true });
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
