import { samePath } from '../schema/path.ts';
import type { Path, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import type { Rename } from './types.ts';

/**
 * What each field of a struct was called before, by what it is called now; none for what is new. A rename counts where
 * the old name was there and the new one is: whoever else bears the old name now is somebody new.
 */
export function namesBefore(
  before: StructType,
  after: StructType,
  at: Path,
  renames: readonly Rename[],
): ReadonlyMap<string, string> {
  const [old, now] = [fieldsByName(before), fieldsByName(after)];
  const names = new Map<string, string>();
  for (const { name } of after.fields) if (old.has(name)) names.set(name, name);
  const made = new Map<string, string>();
  for (const { parent, from, to } of renames) {
    if (samePath(parent, at) && old.has(from) && now.has(to)) made.set(from, to);
  }
  for (const from of made.keys()) names.delete(from);
  for (const [from, to] of made) names.set(to, from);
  return names;
}
