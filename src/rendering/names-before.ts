import { samePath } from '../schema/path.ts';
import type { Path, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import type { Rename } from './types.ts';

/**
 * What each field of a struct was called before, by what it is called now; none for what is new. A rename counts where
 * the old name was there and the new one is: whoever bears the old name now is somebody else.
 */
export function namesBefore(
  before: StructType,
  after: StructType,
  at: { readonly before: Path; readonly after: Path },
  renames: readonly Rename[],
): ReadonlyMap<string, string> {
  const [old, now] = [fieldsByName(before), fieldsByName(after)];
  const names = new Map<string, string>();
  for (const { name } of after.fields) if (old.has(name)) names.set(name, name);
  const here = renames.filter(({ parent }) => samePath(parent, at.before) || samePath(parent, at.after));
  if (here.length === 0) return names;
  const moved = new Map<string, string>();
  for (const { from, to } of here) {
    const original = moved.get(from) ?? from;
    if (!old.has(original)) continue;
    moved.delete(from);
    moved.set(to, original);
  }
  for (const [to, original] of moved) {
    if (!now.has(to)) continue;
    if (names.get(original) === original && original !== to) names.delete(original);
    names.set(to, original);
  }
  return names;
}
