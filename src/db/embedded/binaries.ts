import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BinaryPackage, locatePackage } from './locate-package.ts';
import { canReadFile } from './reach.ts';
import type { Identity } from './run-as.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The server's programs, usable by `identity` (null: ourselves). They are used where npm put them when that is
 * possible, else from a copy below `copyDir`: the package may lie where the server's user cannot read, or where the
 * links between its libraries, which npm packages cannot hold, cannot be made. `source` is the installed package
 * unless given.
 */
export async function prepareBinaries(
  identity: Identity | null,
  copyDir: string,
  source?: BinaryPackage,
): Promise<Binaries> {
  const { native, version } = source ?? (await locatePackage());
  const usable = (await linkLibraries(native)) && (identity === null || (await isReadable(native, identity)));
  const root = usable ? native : await copyOnce(native, join(copyDir, `binaries-${version}`));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { postgres: join(root, 'bin', `postgres${suffix}`), initdb: join(root, 'bin', `initdb${suffix}`) };
}

/** Makes the links that the package lists and its install script would have made. False: not allowed to. */
async function linkLibraries(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(list);
  if (!Array.isArray(links)) return true;
  for (const link of links.filter(isLink)) {
    const target = join(dirname(native), link.target);
    await symlink(basename(link.source), target).catch(() => undefined);
    if (!(await exists(target))) return false;
  }
  return true;
}

function isLink(value: unknown): value is { source: string; target: string } {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Reflect.get(value, 'source') === 'string' && typeof Reflect.get(value, 'target') === 'string';
}

/** The programs, their data and every library: an install under a strict umask hides files, not only directories. */
async function isReadable(native: string, identity: Identity): Promise<boolean> {
  const libraries = (await readdir(join(native, 'lib'))).filter((name) => /\.(?:so|dylib)\b/.test(name));
  for (const file of ['share/postgresql/postgres.bki', ...libraries.map((name) => join('lib', name))]) {
    if (!(await canReadFile(join(native, file), identity, false))) return false;
  }
  return (
    (await canReadFile(join(native, 'bin', 'postgres'), identity, true)) &&
    (await canReadFile(join(native, 'bin', 'initdb'), identity, true))
  );
}

async function copyOnce(native: string, destination: string): Promise<string> {
  if (await exists(destination)) return destination;
  const temporary = await mkdtemp(`${destination}-`);
  // npm's layout, `<package>/native`, is what the list of links is relative to.
  const copy = join(temporary, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(copy);
  await makeReadable(copy);
  await rename(copy, destination).catch(async (error: unknown) => {
    // Another process may have been faster.
    if (!(await exists(destination))) throw error;
  });
  await rm(temporary, { recursive: true, force: true });
  return destination;
}

async function makeReadable(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
