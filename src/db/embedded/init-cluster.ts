import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { programEnvironment } from './program-environment.ts';
import type { Site } from './site.ts';

export const SUPERUSER = 'metastore';

const PREFIX = 'new-cluster-';
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Creates the database files unless they exist. They are made beside their place and moved into it, so that a start
 * that was killed half-way leaves nothing that looks like a database, and of two starts at once one wins.
 */
export async function ensureCluster(site: Site, binaries: Binaries): Promise<void> {
  const done = await exists(site.cluster);
  // Once there is a cluster, whoever is still making one has lost anyway.
  await removeAbandoned(site.root, done ? Infinity : Date.now() - ABANDONED_AFTER_MS);
  if (done) return;
  const temporary = await mkdtemp(join(site.root, PREFIX));
  try {
    await initialise(temporary, site, binaries);
    await rename(temporary, site.cluster);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(site.cluster))) throw error;
  }
}

async function initialise(directory: string, site: Site, binaries: Binaries): Promise<void> {
  const data = join(directory, 'data');
  const passwordFile = join(directory, 'password');
  await chmod(directory, 0o711);
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (site.identity !== null) {
    for (const path of [data, passwordFile]) await chown(path, site.identity.uid, site.identity.gid);
  }
  await promisify(execFile)(
    binaries.initdb,
    [
      ...['-D', data, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--no-instructions'],
    ],
    { cwd: data, env: programEnvironment(), ...site.identity },
  );
}

async function removeAbandoned(root: string, before: number): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith(PREFIX));
  for (const path of names.map((name) => join(root, name))) {
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
