import type { StructField } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { Aliases } from './marks.ts';

export interface Collision {
  readonly field: StructField;
  /** The name it is equal to when lower-cased. */
  readonly with: string;
  /** The table has a column of that name. */
  readonly isColumn: boolean;
}

export interface Pairing {
  /** For each field of the table the submitted one that is the same column, or null. */
  readonly pairs: readonly (StructField | null)[];
  /** Submitted fields that the table does not have, in the order submitted. */
  readonly added: readonly StructField[];
  /** Submitted fields that would be the same column as another submitted one. */
  readonly collisions: readonly Collision[];
}

/**
 * Which submitted field is which column: by exact name first, then without regard to case, as engines resolve names.
 * Of submitted names that differ in case alone one is chosen independently of their order: the one spelled as in the
 * table, else the first by code units; the others collide. A column that nobody names is found by the names it had.
 */
export function pairFields(
  table: readonly StructField[],
  submitted: readonly StructField[],
  aliases?: Aliases,
): Pairing {
  if (sameNames(table, submitted)) return { pairs: submitted, added: [], collisions: [] };
  const pairs: (StructField | null)[] = pairByName(table, submitted);
  const taken = new Set(pairs);
  const rest = submitted.filter((field) => !taken.has(field));
  if (rest.length === 0) return { pairs, added: [], collisions: [] };

  const columns = new Map(table.map((column, index) => [lowerKey(column.name), index]));
  const added: StructField[] = [];
  const collisions: Collision[] = [];
  const groups = new Map<string, StructField>();
  for (const field of rest) {
    const key = lowerKey(field.name);
    const rival = groups.get(key);
    if (rival === undefined || field.name < rival.name) groups.set(key, field);
  }
  for (const field of rest) {
    const key = lowerKey(field.name);
    const chosen = groups.get(key) ?? field;
    const index = columns.get(key);
    const owner = index === undefined ? null : (pairs[index] ?? null);
    if (chosen !== field)
      collisions.push({ field, with: owner?.name ?? chosen.name, isColumn: index !== undefined });
    else if (index === undefined) added.push(field);
    else if (owner === null) pairs[index] = field;
    else collisions.push({ field, with: owner.name, isColumn: true });
  }
  return withAliases({ pairs, added, collisions }, pairByAlias(columns, pairs, added, aliases));
}

/** A pairing in which some of the new fields turned out to be columns under the names they had. */
function withAliases({ pairs, added, collisions }: Pairing, aliased: ReadonlySet<StructField>): Pairing {
  if (aliased.size === 0) return { pairs, added, collisions };
  return {
    pairs,
    added: added.filter((field) => !aliased.has(field)),
    collisions: collisions.map((each) => ({ ...each, isColumn: each.isColumn || isRivalOf(aliased, each) })),
  };
}

/** A name that differs in case alone from one that has become a column. */
function isRivalOf(taken: ReadonlySet<StructField>, { with: name }: Collision): boolean {
  return [...taken].some((field) => field.name === name);
}

/** Gives renamed columns without a field the one that bears an old name of theirs, of several the first by code units; those given. */
function pairByAlias(
  columns: ReadonlyMap<string, number>,
  pairs: (StructField | null)[],
  added: readonly StructField[],
  aliases: Aliases | undefined,
): ReadonlySet<StructField> {
  const taken = new Set<StructField>();
  if (aliases === undefined || aliases.size === 0) return taken;
  for (const field of [...added].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const now = aliases.get(lowerKey(field.name));
    const index = now === undefined ? undefined : columns.get(lowerKey(now));
    if (index === undefined || (pairs[index] ?? null) !== null) continue;
    pairs[index] = field;
    taken.add(field);
  }
  return taken;
}

function pairByName(
  table: readonly StructField[],
  submitted: readonly StructField[],
): (StructField | null)[] {
  const byName = new Map<string, StructField>();
  for (const field of submitted) if (!byName.has(field.name)) byName.set(field.name, field);
  return table.map(({ name }) => byName.get(name) ?? null);
}

/** The everyday case, decided without an index. */
function sameNames(table: readonly StructField[], submitted: readonly StructField[]): boolean {
  return (
    table.length === submitted.length &&
    table.every((column, index) => column.name === submitted[index]?.name)
  );
}
