import { pathKey, samePath } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { KnownColumn } from './column.types.ts';

/** Where old names lead to. */
export interface Renames {
  /** Where a column that was renamed is now; null of one that was not. */
  readonly nowAt: (column: KnownColumn) => Path | null;
  /** The paths that lead to one. */
  readonly aliasesOf: (column: Pick<KnownColumn, 'path'>) => readonly Path[];
  /** All paths that a column has or had, its own first. */
  readonly namesOf: (column: KnownColumn) => readonly Path[];
}

/** Renames may follow one another, and be above one another. */
const MOST_STEPS = 100;

export function renamesOf(columns: readonly KnownColumn[]): Renames {
  const renamed = columns.filter(({ status }) => status === 'RENAMED');
  const names = new Map(renamed.flatMap(({ tombstone }) => (tombstone === null ? [] : [entryOf(tombstone)])));
  const now = new Map(renamed.map(({ path }) => [pathKey(path), follow(path, names)]));
  const aliases = new Map<string, Path[]>();
  for (const { path } of renamed) {
    const target = pathKey(now.get(pathKey(path)) ?? path);
    const known = aliases.get(target);
    if (known === undefined) aliases.set(target, [path]);
    else known.push(path);
  }
  const nowAt = ({ path }: Pick<KnownColumn, 'path'>) => now.get(pathKey(path)) ?? null;
  const aliasesOf = ({ path }: Pick<KnownColumn, 'path'>) => aliases.get(pathKey(path)) ?? [];
  const namesOf = ({ path }: KnownColumn) => {
    const target = nowAt({ path }) ?? path;
    const others = [target, ...aliasesOf({ path: target })];
    return [path, ...others.filter((other) => !samePath(other, path))];
  };
  return { nowAt, aliasesOf, namesOf };
}

function entryOf({ path, dropped }: NonNullable<KnownColumn['tombstone']>): [string, string] {
  return [pathKey(path), dropped.renamedTo ?? ''];
}

function follow(path: Path, names: ReadonlyMap<string, string>): Path {
  let at = path;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = renamedOnce(at, names);
    if (next === null) return at;
    at = next;
  }
  return at;
}

/** The last renamed step first: what it was inside of is called by the name that it had then. */
function renamedOnce(path: Path, names: ReadonlyMap<string, string>): Path | null {
  for (let length = path.length; length > 0; length -= 1) {
    const name = names.get(pathKey(path.slice(0, length)));
    if (name !== undefined) return [...path.slice(0, length - 1), name, ...path.slice(length)];
  }
  return null;
}
