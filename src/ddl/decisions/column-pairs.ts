import { aliasesIn, type Mark } from '../../evolution/marks.ts';
import type { StructField, StructType } from '../../schema/types.ts';
import { fieldsByLowerName, fieldsByName, lowerKey } from '../../schema/walk.ts';
import { canBecome } from './can-become.ts';

/** Who each part of a schema is, whatever it is called: by the name of a field, or `element`, `key`, `value`. */
export type PartIds = ReadonlyMap<string, PartId>;

export interface PartId {
  readonly id: number;
  readonly below: PartIds;
}

/** The ids of two schemas by which their parts can be told apart. */
export interface IdPair {
  readonly before: PartIds;
  readonly after: PartIds;
}

/** A column, and what it is to become. */
export interface ColumnPair {
  readonly was: StructField;
  readonly field: StructField;
}

/**
 * Which column of a struct is which of another one. Where there are ids they decide, since that is where the values are.
 * For who has none there, and without ids, it is the name, the name that it had, or its name in another case.
 */
export function columnPairs(
  before: StructType,
  after: StructType,
  mark: Mark | undefined,
  ids: IdPair | null,
): readonly ColumnPair[] {
  const byId = ids === null ? [] : pairsById(before, after, ids);
  if (byId.length === after.fields.length) return byId;
  const taken = new Set(byId.map(({ was }) => was));
  const paired = new Map(byId.map((pair) => [pair.field, pair]));
  const left = before.fields.filter((field) => !taken.has(field));
  const wanted = after.fields.filter((field) => !paired.has(field));
  const byName = pairsByName(left, wanted, mark);
  for (const pair of byName) paired.set(pair.field, pair);
  return after.fields.flatMap((field) => paired.get(field) ?? []);
}

function pairsById(before: StructType, after: StructType, ids: IdPair): ColumnPair[] {
  const now = new Map(
    before.fields.flatMap((field) => {
      const id = ids.before.get(field.name)?.id;
      return id === undefined ? [] : [[id, field] as const];
    }),
  );
  return after.fields.flatMap((field) => {
    const id = ids.after.get(field.name)?.id;
    const was = id === undefined ? undefined : now.get(id);
    return was !== undefined && canBecome(was.type, field.type) ? [{ was, field }] : [];
  });
}

function pairsByName(
  before: readonly StructField[],
  after: readonly StructField[],
  mark: Mark | undefined,
): ColumnPair[] {
  const aliases = aliasesIn(mark);
  const struct: StructType = { kind: 'struct', fields: before };
  const [exact, anyCase] = [fieldsByName(struct), fieldsByLowerName(struct)];
  const wanted = new Set(after.map(({ name }) => name));
  const free = new Set(before.filter(({ name }) => !wanted.has(name)));
  return after.flatMap((field): ColumnPair[] => {
    const now = aliases.get(lowerKey(field.name));
    const candidates = [
      exact.get(field.name),
      now === undefined ? undefined : freeOf(free, exact.get(now)),
      freeOf(free, anyCase.get(lowerKey(field.name))?.[0]),
    ];
    const was = candidates.find((each) => each !== undefined && canBecome(each.type, field.type));
    if (was === undefined) return [];
    free.delete(was);
    return [{ was, field }];
  });
}

function freeOf(free: ReadonlySet<StructField>, field: StructField | undefined): StructField | undefined {
  return field !== undefined && free.has(field) ? field : undefined;
}
