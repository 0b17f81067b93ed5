import { sqlType } from '../schema/sql/type-text.ts';
import type { DataType, Path, StructField, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import type { Identified, Identity, IdentifiedSchema, Ids } from './column-ids.ts';
import { commentOf } from './comment-of.ts';
import { keepsParts } from './keeps-parts.ts';
import { inOrder } from './order-renames.ts';

/** What ALTER COLUMN can be told to do. */
export type Alteration =
  | { readonly to: 'TYPE'; readonly from: DataType; readonly type: DataType }
  | { readonly to: 'NULLABILITY'; readonly nullable: boolean }
  | { readonly to: 'COMMENT'; readonly comment: string };

/**
 * The difference of two schemas in the terms of ALTER TABLE, in the order in which it can be made: what is dropped has the
 * names of before; then parents are renamed before what is in them; all else has the names of after.
 */
export interface Differences {
  readonly before: StructType;
  readonly after: StructType;
  /** The columns of the table that stay, as they were and as they are. */
  readonly kept: readonly KeptColumn[];
  /** Nothing of the table stays: it has to be made anew, for no engine drops all columns. */
  readonly isReplaced: boolean;
  readonly dropped: readonly { readonly path: Path; readonly field: StructField }[];
  readonly renamed: readonly { readonly path: Path; readonly to: string }[];
  readonly added: readonly { readonly path: Path; readonly field: StructField }[];
  readonly altered: readonly { readonly path: Path; readonly alteration: Alteration }[];
  /** Structs whose fields stand in another order than dropping, renaming and appending would leave them in. */
  readonly reordered: readonly Reordered[];
}

export interface KeptColumn {
  readonly was: StructField;
  readonly now: StructField;
}

export interface Reordered {
  /** Of the struct; empty for the table itself. */
  readonly path: Path;
  /** The names as appending would leave them, and as they shall be. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/**
 * Two versions of one table: who is who is said by the ids, which may know of more than the schemas show. Depth is
 * bounded by SCHEMA_LIMITS, hence the recursion.
 */
export function differencesBetween(before: IdentifiedSchema, after: IdentifiedSchema): Differences {
  const found: Mutable<Differences> = {
    before: before.schema,
    after: after.schema,
    kept: [],
    isReplaced: false,
    dropped: [],
    renamed: [],
    added: [],
    altered: [],
    reordered: [],
  };
  const root = { before: [], after: [] };
  compareFields(found, root, [before.schema, before.ids], [after.schema, after.ids]);
  found.isReplaced =
    before.schema.fields.length > 0 && found.dropped.filter(isTop).length === before.schema.fields.length;
  return found;
}

function isTop({ path }: { readonly path: Path }): boolean {
  return path.length === 1;
}

type Found = Mutable<Differences>;

interface Place {
  readonly before: Path;
  readonly after: Path;
}

function compareFields(
  found: Found,
  at: Place,
  [before, idsBefore]: Identified<StructType>,
  [after, idsAfter]: Identified<StructType>,
): void {
  const [namesThen, namesNow] = keptNames([before, idsBefore], [after, idsAfter]);
  const left: string[] = [];
  const renames: { from: string; to: string }[] = [];
  for (const field of before.fields) {
    const name = namesNow.get(idOf(idsBefore, field.name));
    if (name === undefined) {
      found.dropped.push({ path: [...at.before, field.name], field });
      continue;
    }
    left.push(name);
    if (name !== field.name) renames.push({ from: field.name, to: name });
  }
  for (const { from, to } of inOrder(renames, [...idsBefore.keys(), ...idsAfter.keys()]))
    found.renamed.push({ path: [...at.after, from], to });
  const old = fieldsByName(before);
  for (const field of after.fields) {
    const path = [...at.after, field.name];
    const now = idsAfter.get(field.name);
    const nameThen = now === undefined ? undefined : namesThen.get(now.id);
    const [was, then] = nameThen === undefined ? [] : [old.get(nameThen), idsBefore.get(nameThen)];
    if (nameThen === undefined || was === undefined || then === undefined || now === undefined) {
      found.added.push({ path, field });
      left.push(field.name);
    } else {
      if (path.length === 1) found.kept.push({ was, now: field });
      compareField(found, { before: [...at.before, nameThen], after: path }, [was, then], [field, now]);
    }
  }
  const order = after.fields.map(({ name }) => name);
  if (order.some((name, index) => name !== left[index])) {
    found.reordered.push({ path: at.after, from: left, to: order });
  }
}

/** The columns that stay, by their ids: as they were called, and as they are. */
function keptNames(
  [before, idsBefore]: Identified<StructType>,
  [after, idsAfter]: Identified<StructType>,
): readonly [then: ReadonlyMap<number, string>, now: ReadonlyMap<number, string>] {
  const [then, now] = [new Map<number, string>(), new Map<number, string>()];
  const fields = new Map(after.fields.map((field) => [idOf(idsAfter, field.name), field]));
  for (const { name, type } of before.fields) {
    const was = idsBefore.get(name);
    const field = was === undefined ? undefined : fields.get(was.id);
    const is = field === undefined ? undefined : idsAfter.get(field.name);
    if (was === undefined || field === undefined || is === undefined) continue;
    if (!keepsParts([type, was.below], [field.type, is.below])) continue;
    then.set(was.id, name);
    now.set(was.id, field.name);
  }
  return [then, now];
}

function idOf(ids: Ids, name: string): number {
  return ids.get(name)?.id ?? 0;
}

function compareField(
  found: Found,
  at: Place,
  [was, then]: readonly [StructField, Identity],
  [field, now]: readonly [StructField, Identity],
): void {
  const path = at.after;
  compareTypes(found, at, [was.type, then.below], [field.type, now.below]);
  if (was.nullable !== field.nullable) {
    found.altered.push({ path, alteration: { to: 'NULLABILITY', nullable: field.nullable } });
  }
  const comment = commentOf(field) ?? '';
  if ((commentOf(was) ?? '') !== comment)
    found.altered.push({ path, alteration: { to: 'COMMENT', comment } });
}

function compareTypes(
  found: Found,
  at: Place,
  [before, idsBefore]: Identified,
  [after, idsAfter]: Identified,
): void {
  const part = (step: string, was: DataType, now: DataType) => {
    const place = { before: [...at.before, step], after: [...at.after, step] };
    const [then, there] = [idsBefore.get(step), idsAfter.get(step)];
    if (then !== undefined && there !== undefined) {
      compareTypes(found, place, [was, then.below], [now, there.below]);
    }
  };
  if (before.kind === 'struct' && after.kind === 'struct') {
    compareFields(found, at, [before, idsBefore], [after, idsAfter]);
  } else if (before.kind === 'array' && after.kind === 'array') {
    part('element', before.elementType, after.elementType);
  } else if (before.kind === 'map' && after.kind === 'map') {
    part('key', before.keyType, after.keyType);
    part('value', before.valueType, after.valueType);
  } else if (sqlType(before) !== sqlType(after)) {
    found.altered.push({ path: at.after, alteration: { to: 'TYPE', from: before, type: after } });
  }
}
