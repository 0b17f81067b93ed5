import { column, typeIn } from '../evolution/words.ts';
import { pathText } from '../schema/path.ts';
import type { DataType, Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { DraftArray, DraftField, DraftMap, DraftStruct, DraftType } from './draft-struct.ts';
import { typeOfDraft } from './schema-draft.ts';
import type { Objection } from './types.ts';

/** What has a type of its own: a field, the elements of an array, the values of a map. */
export type Slot =
  | { readonly kind: 'field'; readonly field: DraftField; readonly parent: DraftStruct }
  | { readonly kind: 'element'; readonly of: DraftArray }
  | { readonly kind: 'value'; readonly of: DraftMap };

/** A column, element or value that there is. */
export interface Column {
  /** Its path as the schema spells it. */
  readonly path: Path;
  readonly slot: Slot;
  readonly type: DraftType;
  readonly nullable: boolean;
  /** What it is in the active schema; null where the operations at hand have added it. */
  readonly was: { readonly type: DataType; readonly nullable: boolean } | null;
}

/** The struct that holds, or will hold, the column of a path. */
export interface Parent {
  readonly struct: DraftStruct;
  readonly path: Path;
  /** The last step: the name of the column, as it was asked for. */
  readonly name: string;
}

export type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly objection: Objection };

/** Follows all steps but the last, in any case of letters, as Spark does. */
export function findParent(root: DraftStruct, path: Path): Found<Parent> {
  const name = path.at(-1);
  if (name === undefined) return fail('NOT_A_COLUMN', path, 'The path is empty.', 'Name a column.');
  const above = path.length === 1 ? null : findColumn(root, path.slice(0, -1));
  if (above?.ok === false) return above;
  const at = above?.value.path ?? [];
  const type = above?.value.type ?? root;
  return type.kind === 'struct'
    ? { ok: true, value: { struct: type, path: at, name } }
    : notAStruct(type, at, name);
}

/** Follows all steps, in any case of letters. */
export function findColumn(root: DraftStruct, path: Path): Found<Column> {
  let found: Column | null = null;
  for (const step of path) {
    const below: Found<Column> = stepBelow(found, found?.type ?? root, step);
    if (!below.ok) return below;
    found = below.value;
  }
  if (found === null) return fail('NOT_A_COLUMN', path, 'The path is empty.', 'Name a column.');
  return { ok: true, value: found };
}

function stepBelow(above: Column | null, type: DraftType, step: string): Found<Column> {
  const at = above?.path ?? [];
  if (type.kind === 'struct') {
    const field = type.find(step);
    if (field === undefined) return { ok: false, objection: noColumn([...at, step]) };
    return found(fieldIn(type, field, at));
  }
  const part = lowerKey(step);
  const was = above?.was?.type ?? null;
  if (type.kind === 'array' && part === 'element') return found(elementOf(type, was, at));
  if (type.kind === 'map' && part === 'value') return found(valueOf(type, was, at));
  return type.kind === 'map' && part === 'key' ? mapKey(at) : notAStruct(type, at, step);
}

function elementOf(array: DraftArray, was: DataType | null, at: Path): Column {
  return {
    path: [...at, 'element'],
    slot: { kind: 'element', of: array },
    type: array.elementType,
    nullable: array.containsNull,
    was: was?.kind === 'array' ? { type: was.elementType, nullable: was.containsNull } : null,
  };
}

function valueOf(map: DraftMap, was: DataType | null, at: Path): Column {
  return {
    path: [...at, 'value'],
    slot: { kind: 'value', of: map },
    type: map.valueType,
    nullable: map.valueContainsNull,
    was: was?.kind === 'map' ? { type: was.valueType, nullable: was.valueContainsNull } : null,
  };
}

function found(value: Column): Found<Column> {
  return { ok: true, value };
}

function fieldIn(parent: DraftStruct, field: DraftField, at: Path): Column {
  const { name, type, nullable, was } = field;
  return { path: [...at, name], slot: { kind: 'field', field, parent }, type, nullable, was };
}

/** Says that there is no such column, or no such field in the struct that is there. */
export function noColumn(path: Path): Objection {
  const what = path.length > 1 ? `${column(path.slice(0, -1))} has no field` : 'There is no column';
  return {
    code: 'COLUMN_NOT_FOUND',
    path,
    reason: `${what} ${pathText(path.slice(-1))}.`,
    remediation: 'Look at the active schema (GET /datasets/{dataset}/schema/active).',
  };
}

function mapKey(map: Path): Found<never> {
  return fail(
    'MAP_KEY_CHANGED',
    [...map, 'key'],
    `${column(map)} is a map, and what is in the keys of a map never changes.`,
    'Add a column beside the map, or a field to its values.',
  );
}

function notAStruct(type: DraftType, at: Path, step: string): Found<never> {
  const name = pathText(at);
  const whole = fail.bind(null, 'NOT_A_COLUMN', [...at, step]);
  if (type.kind === 'array') {
    return whole(
      `${column(at)} is an array, not a struct.`,
      `Write ${name}.element.… for a field of its elements.`,
    );
  }
  if (type.kind === 'map') {
    return whole(`${column(at)} is a map, not a struct.`, `Write ${name}.value.… for a field of its values.`);
  }
  return whole(
    `${column(at)} is ${typeIn(typeOfDraft(type))}, which has no fields.`,
    'Name a column, or a field of a struct.',
  );
}

function fail(code: Objection['code'], path: Path, reason: string, remediation: string): Found<never> {
  return { ok: false, objection: { code, path, reason, remediation } };
}
