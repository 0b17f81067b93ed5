import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareBinaries } from '../../src/db/embedded/binaries.ts';
import { locatePackage } from '../../src/db/embedded/locate-package.ts';

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

let directory: string;
let native: string;
let copyDir: string;

/** A package as npm unpacks it: links between libraries are only listed, not made. */
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'metastore-binaries-'));
  native = join(directory, 'package', 'native');
  copyDir = await mkdtemp(join(tmpdir(), 'metastore-copies-'));
  await chmod(directory, 0o755);
  await chmod(copyDir, 0o711);
  const installed = await locatePackage();
  await cp(installed.native, native, { recursive: true, verbatimSymlinks: true });
  const links = await readLinks();
  for (const { target } of links) await rm(join(directory, 'package', target), { force: true });
});

afterEach(async () => {
  await rm(directory, { recursive: true });
  await rm(copyDir, { recursive: true });
});

async function readLinks(): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  const links: unknown = JSON.parse(text);
  return Array.isArray(links)
    ? links.filter((link): link is { source: string; target: string } => 'target' in link)
    : [];
}

describe('prepareBinaries', () => {
  it('makes the links between libraries that the package only lists', async () => {
    const links = await readLinks();
    expect(links).not.toEqual([]);
    const { postgres } = await prepareBinaries(null, copyDir, { native, version: '1' });
    expect(postgres).toBe(join(native, 'bin', 'postgres'));
    for (const { source, target } of links) {
      expect(await realpath(join(directory, 'package', target))).toBe(
        await realpath(join(directory, 'package', source)),
      );
    }
  });

  (isRoot ? it : it.skip)(
    'copies programs that the server user cannot reach to where it can run them',
    async () => {
      await chmod(directory, 0o700);
      const { postgres } = await prepareBinaries(NOBODY, copyDir, { native, version: '1' });
      expect(postgres).toBe(join(copyDir, 'binaries-1', 'bin', 'postgres'));
      const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...NOBODY, cwd: '/' });
      expect(stdout).toMatch(/^postgres \(PostgreSQL\) 18/);
    },
  );

  (isRoot ? it : it.skip)('copies programs that were installed under a strict umask', async () => {
    await chmod(join(native, 'share/postgresql/postgres.bki'), 0o600);
    const { postgres } = await prepareBinaries(NOBODY, copyDir, { native, version: '1' });
    expect(postgres).toBe(join(copyDir, 'binaries-1', 'bin', 'postgres'));
  });
});
