import { pathKey } from '../schema/path.ts';
import type { Path, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import type { Rename } from './types.ts';

/** The renames of a version by the struct in which they were made. */
export type RenamesByParent = ReadonlyMap<string, readonly Rename[]>;

export function byParent(renames: readonly Rename[]): RenamesByParent {
  const found = new Map<string, Rename[]>();
  for (const rename of renames) {
    const key = pathKey(rename.parent);
    const there = found.get(key);
    if (there === undefined) found.set(key, [rename]);
    else there.push(rename);
  }
  return found;
}

/**
 * What each field of a struct was called before, by what it is called now; none for what is new. A rename counts where
 * the old name was there and the new one is: whoever else bears the old name now is somebody new.
 */
export function namesBefore(
  before: StructType,
  after: StructType,
  at: Path,
  renames: RenamesByParent,
): ReadonlyMap<string, string> {
  const [old, now] = [fieldsByName(before), fieldsByName(after)];
  const names = new Map<string, string>();
  for (const { name } of after.fields) if (old.has(name)) names.set(name, name);
  const here = renames.size === 0 ? [] : (renames.get(pathKey(at)) ?? []);
  const left = here.filter(({ from, to }) => old.has(from) && (to === null || now.has(to)));
  for (const { from } of left) names.delete(from);
  for (const { from, to } of left) if (to !== null) names.set(to, from);
  return names;
}
