import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Identity } from './run-as.ts';

const READ = 0o4;
const SEARCH = 0o1;

/** May this user enter the directory, by the permission bits on the way down to it? */
export async function canEnter(directory: string, who: Identity): Promise<boolean> {
  for (let path = directory; ; path = dirname(path)) {
    if (!(await allows(path, who, SEARCH))) return false;
    if (path === dirname(path)) return true;
  }
}

/** May this user read and execute the file, wherever it lies? */
export async function canReadFile(path: string, who: Identity, executable: boolean): Promise<boolean> {
  if (!(await allows(path, who, executable ? READ | SEARCH : READ))) return false;
  return canEnter(dirname(path), who);
}

async function allows(path: string, who: Identity, wanted: number): Promise<boolean> {
  const { uid, gid, mode } = await stat(path);
  const shift = uid === who.uid ? 6 : gid === who.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
