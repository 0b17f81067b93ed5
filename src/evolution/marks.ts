import type { DataType, Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { ColumnFact, Submission, TableState, Tombstone, TypeHint } from './types.ts';

/** Why a column may not change under any policy. */
export type Guard = 'KEY' | 'PARTITION' | 'PROTECTED';

/** What is known of one path, in a tree of lower-cased steps. */
export interface Mark {
  readonly path: Path;
  readonly below: Map<string, Mark>;
  fact: ColumnFact | null;
  /** One for each spelling that was dropped or renamed. */
  readonly tombstones: Dropped[];
  /** It was a partition column once. */
  wasPartition: boolean;
  guard: Guard | null;
  derived: boolean;
  hint: DataType | null;
}

/** The fact of a tombstone. */
export type Dropped = ColumnFact & { readonly dropped: Tombstone };

/** Paths that were null in every record, in a tree of exact steps. */
export interface NullMark {
  readonly below: Map<string, NullMark>;
  nullOnly: boolean;
}

/** Facts, guards, derived fields and hints of a table, found in one step per level without composing keys. */
export function marksOf(table: TableState, hints: readonly TypeHint[]): Mark {
  const root = newMark([]);
  for (const fact of table.facts) {
    const mark = markAt(root, fact.path);
    if (isDropped(fact)) addTombstone(mark, fact);
    else mark.fact = fact;
  }
  for (const path of table.formerPartitionKeys) markAt(root, path).wasPartition = true;
  // The strongest reason last, since it stays.
  for (const path of table.protectedFields) markAt(root, path).guard = 'PROTECTED';
  for (const path of table.partitionKeys) markAt(root, path).guard = 'PARTITION';
  for (const path of table.pkFields) markAt(root, path).guard = 'KEY';
  for (const path of table.derivedFields) markAt(root, path).derived = true;
  for (const { path, type } of hints) markAt(root, renamed(root, path)).hint = type;
  return root;
}

/** A path as its columns are called now. */
function renamed(root: Mark, path: Path): Path {
  let mark: Mark | undefined = root;
  return path.map((step) => {
    const alias = tombstoneIn(mark?.below.get(lowerKey(step)), step)?.dropped.renamedTo ?? null;
    const now = alias ?? step;
    mark = mark?.below.get(lowerKey(now));
    return now;
  });
}

/** In the order of their spellings, whatever that of the facts. */
function addTombstone({ tombstones }: Mark, tombstone: Dropped): void {
  tombstones.push(tombstone);
  tombstones.sort((a, b) => ((a.path.at(-1) ?? '') < (b.path.at(-1) ?? '') ? -1 : 1));
}

/** The tombstone of a name: of this very spelling, else of one that differs in case alone. */
export function tombstoneIn(mark: Mark | undefined, name: string): Dropped | null {
  const tombstones = mark?.tombstones ?? [];
  return tombstones.find(({ path }) => path.at(-1) === name) ?? tombstones[0] ?? null;
}

function isDropped(fact: ColumnFact): fact is Dropped {
  return fact.dropped !== null;
}

/** Names, in lower case, that columns of one parent had before they were renamed: what they are called now. */
export type Aliases = ReadonlyMap<string, string>;

const NO_ALIASES: Aliases = new Map();

export function aliasesIn(parent: Mark | undefined): Aliases {
  if (parent === undefined || parent.below.size === 0) return NO_ALIASES;
  let aliases: Map<string, string> | null = null;
  for (const [name, { tombstones }] of parent.below) {
    const now = tombstones.find(({ dropped }) => dropped.renamedTo !== null)?.dropped.renamedTo ?? null;
    if (now !== null) aliases = (aliases ?? new Map<string, string>()).set(name, now);
  }
  return aliases ?? NO_ALIASES;
}

export function nullMarksOf(submission: Submission): NullMark {
  const root: NullMark = { below: new Map(), nullOnly: false };
  for (const path of submission.nullOnlyPaths) {
    let mark = root;
    for (const step of path) {
      const next = mark.below.get(step) ?? { below: new Map(), nullOnly: false };
      mark.below.set(step, next);
      mark = next;
    }
    if (path.length > 0) mark.nullOnly = true;
  }
  return root;
}

export function markBelow(mark: Mark | undefined, step: string): Mark | undefined {
  return mark === undefined || mark.below.size === 0 ? undefined : mark.below.get(lowerKey(step));
}

/** Guarded paths below a mark, in the order they were stated, the derived ones aside. */
export function guardedBelow(mark: Mark | undefined): { path: Path; guard: Guard }[] {
  const found: { path: Path; guard: Guard }[] = [];
  const pending = mark === undefined ? [] : [...mark.below.values()].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.derived) continue;
    if (next.guard !== null) found.push({ path: next.path, guard: next.guard });
    pending.push(...[...next.below.values()].reverse());
  }
  return found;
}

/** What keeps nulls away from a place, whose guard is its own or that of what holds it: a key is null wherever what holds it is. */
export function guardAgainstNulls(guard: Guard | null, mark: Mark | undefined): Guard | null {
  if (guard !== null) return guard;
  return guardedBelow(mark).some((inside) => inside.guard === 'KEY') ? 'KEY' : null;
}

function markAt(root: Mark, path: Path): Mark {
  let mark = root;
  for (const step of path) {
    const key = lowerKey(step);
    const next = mark.below.get(key) ?? newMark([...mark.path, step]);
    mark.below.set(key, next);
    mark = next;
  }
  return mark;
}

function newMark(path: Path): Mark {
  return {
    path,
    below: new Map(),
    fact: null,
    tombstones: [],
    wasPartition: false,
    guard: null,
    derived: false,
    hint: null,
  };
}
