import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { canEnter } from './reach.ts';
import { chooseIdentity, type Identity } from './run-as.ts';

/** Where one embedded server keeps everything, and as whom it runs. */
export interface Site {
  readonly root: string;
  /** Appears whole or not at all: the data directory and the password that goes with it. */
  readonly cluster: string;
  readonly data: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly identity: Identity | null;
}

/** Where data go when the server's user cannot reach the directory it was given (`/root/…`, mode 700). */
const ELSEWHERE = '/var/lib/metastore';
const LINK = 'elsewhere';

/**
 * Settles place and user. When root was given a directory that the server's user cannot reach, the data live below
 * /var/lib/metastore and a link in the given directory leads there; the link decides from then on.
 */
export async function prepareSite(dataDir: string): Promise<Site> {
  const given = resolve(dataDir);
  await makeDirectory(given);
  const settled = (await readlink(join(given, LINK)).catch(() => null)) ?? given;
  const identity = await chooseIdentity(join(settled, 'cluster', 'data'));
  if (identity !== null) await letThrough(settled);
  const reachable = identity === null || (await canEnter(settled, identity));
  if (reachable) return siteAt(settled, identity);
  if (await exists(join(settled, 'cluster'))) {
    throw new Error(
      `The database in ${settled} belongs to user ${identity.uid}, who cannot reach it: open the way (chmod o+x)`,
    );
  }
  return siteAt(await moveElsewhere(given), identity);
}

/** Not mkdir's own way of making those above it too, which never comes to an end below /proc. */
async function makeDirectory(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = path; !(await exists(at)) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
  for (const directory of missing) {
    await mkdir(directory, { mode: 0o711 }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
  // Fails for what is there and not a directory.
  await readdir(path);
}

/** The directory itself is ours to open (what it holds is protected on its own); those above it are not. */
async function letThrough(directory: string): Promise<void> {
  const { uid, mode } = await stat(directory);
  if (uid === 0) await chmod(directory, (mode & 0o777) | 0o011);
}

async function moveElsewhere(given: string): Promise<string> {
  const name = createHash('sha256').update(given).digest('hex').slice(0, 12);
  const place = join(ELSEWHERE, name);
  await mkdir(place, { recursive: true });
  for (const directory of [ELSEWHERE, place]) await chmod(directory, 0o711);
  await symlink(place, join(given, LINK)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return place;
}

function siteAt(root: string, identity: Identity | null): Site {
  const cluster = join(root, 'cluster');
  return {
    root,
    cluster,
    data: join(cluster, 'data'),
    passwordFile: join(cluster, 'password'),
    logFile: join(root, 'server.log'),
    identity,
  };
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
