import { pathKey } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { Gone } from './column.types.ts';

/** Renames at several levels multiply; history beyond this is for nobody to read. */
const MOST = 10_000;

/**
 * Tombstones under the names that what they were part of had at the time. A rename takes the tombstones below along, so
 * that of what was dropped before only the path is kept that it would have now.
 */
export function underFormerNames(tombstones: readonly Gone[]): Gone[] {
  const renames = tombstones.filter(({ dropped }) => dropped.renamedTo !== null);
  const known = new Set(tombstones.map(({ path }) => pathKey(path)));
  const found: Gone[] = [];
  for (const pending = [...tombstones]; pending.length > 0 && found.length < MOST;) {
    const tombstone = pending.pop();
    if (tombstone === undefined) break;
    for (const rename of renames) {
      const path = pathBefore(rename, tombstone);
      if (path === null || known.has(pathKey(path))) continue;
      known.add(pathKey(path));
      found.push({ ...tombstone, path });
      pending.push({ ...tombstone, path });
    }
  }
  return found;
}

/** Null where the tombstone is not part of what was renamed, or came later. */
function pathBefore(rename: Gone, { path, dropped }: Gone): Path | null {
  const depth = rename.path.length;
  if (path.length <= depth || dropped.version >= rename.dropped.version) return null;
  const isBelow = path
    .slice(0, depth)
    .every((step, index) => step === (index === depth - 1 ? rename.dropped.renamedTo : rename.path[index]));
  return isBelow ? [...rename.path, ...path.slice(depth)] : null;
}
