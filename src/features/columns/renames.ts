import { pathKey, pathText } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { KnownColumn } from './column.types.ts';

/** Where old names lead to. */
export interface Renames {
  /** Spark's text of where a column that was renamed is now; null of one that was not. */
  readonly nowAt: (column: KnownColumn) => string | null;
  /** Spark's texts of the paths that lead to one. */
  readonly aliasesOf: (column: KnownColumn) => readonly string[];
}

/** Renames may follow one another, and be above one another. */
const MOST_STEPS = 100;

export function renamesOf(columns: readonly KnownColumn[]): Renames {
  const renamed = columns.filter(({ status }) => status === 'RENAMED');
  const names = new Map(renamed.flatMap(({ tombstone }) => (tombstone === null ? [] : [entryOf(tombstone)])));
  const now = new Map(renamed.map(({ text, path }) => [text, pathText(follow(path, names))]));
  const aliases = new Map<string, string[]>();
  for (const [old, target] of now) {
    const known = aliases.get(target);
    if (known === undefined) aliases.set(target, [old]);
    else known.push(old);
  }
  return {
    nowAt: ({ text }) => now.get(text) ?? null,
    aliasesOf: ({ text }) => aliases.get(text) ?? [],
  };
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
