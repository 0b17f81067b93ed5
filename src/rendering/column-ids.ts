import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType, Path, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import { byParent, namesBefore, type RenamesByParent } from './names-before.ts';
import type { Rename } from './types.ts';

/** Who a field, an element, a key or a value is, whatever it is called. */
export interface Identity {
  readonly id: number;
  readonly below: Ids;
}

/** By the name of a field, or `element`, `key`, `value`; empty below what has no parts. */
export type Ids = ReadonlyMap<string, Identity>;

/** A type with the ids of its parts. */
export type Identified<T extends DataType = DataType> = readonly [T, Ids];

/** A schema of which every part has an id. */
export interface IdentifiedSchema {
  readonly schema: StructType;
  readonly ids: Ids;
  /** The greatest id that any version so far has used. */
  readonly lastId: number;
}

const NOTHING_BELOW: Ids = new Map();

/** Ids are taken in the order in which Iceberg assigns them: all fields of a struct, and only then what is below them. */
interface Counter {
  last: number;
}

/** The first schema of a table, its parts numbered from 1 as `TypeUtil.assignFreshIds` of Iceberg does. */
export function identify(schema: StructType): IdentifiedSchema {
  const counter = { last: 0 };
  const ids = freshIds(schema, counter);
  return { schema, ids, lastId: counter.last };
}

/**
 * The next schema of a table: what was there keeps its id, under a new name too; what is new takes the next ones, column
 * by column in the order of the schema, as ALTER TABLE would add them. What was dropped, or became what no column can be
 * turned into, is not found again under its name; nor is what the renames say was dropped, though another has its name.
 */
export function evolveIds(
  before: IdentifiedSchema,
  schema: StructType,
  renames: readonly Rename[] = [],
): IdentifiedSchema {
  if (before.schema === schema) return before;
  const counter = { last: before.lastId };
  const ids = carryFields({ counter, renames: byParent(renames) }, [], before.schema, before.ids, schema);
  return { schema, ids, lastId: counter.last };
}

interface Carrying {
  readonly counter: Counter;
  readonly renames: RenamesByParent;
}

function carryFields(
  carrying: Carrying,
  at: Path,
  before: StructType,
  ids: Ids,
  after: StructType,
): Map<string, Identity> {
  const old = fieldsByName(before);
  const oldNames = namesBefore(before, after, at, carrying.renames);
  const carried = new Map<string, Identity>();
  for (const { name, type } of after.fields) {
    const oldName = oldNames.get(name);
    const [was, identity] = oldName === undefined ? [] : [old.get(oldName), ids.get(oldName)];
    const place = [...at, name];
    carried.set(
      name,
      was === undefined || identity === undefined || !canBecome(carrying, place, was.type, type)
        ? fresh(type, carrying.counter)
        : { id: identity.id, below: carryType(carrying, place, was.type, identity.below, type) },
    );
  }
  return carried;
}

function carryType(carrying: Carrying, at: Path, before: DataType, ids: Ids, after: DataType): Ids {
  if (before.kind === 'struct' && after.kind === 'struct') {
    return carryFields(carrying, at, before, ids, after);
  }
  const carried = new Map<string, Identity>();
  const part = (step: string, was: DataType, now: DataType) => {
    const identity = ids.get(step);
    if (identity !== undefined) {
      const below = carryType(carrying, [...at, step], was, identity.below, now);
      carried.set(step, { id: identity.id, below });
    }
  };
  if (before.kind === 'array' && after.kind === 'array') {
    part('element', before.elementType, after.elementType);
  } else if (before.kind === 'map' && after.kind === 'map') {
    part('key', before.keyType, after.keyType);
    part('value', before.valueType, after.valueType);
  }
  return carried;
}

/** Whether a column can be led from one type to the other part by part; whether the format agrees is another question. */
function canBecome(carrying: Carrying, at: Path, before: DataType, after: DataType): boolean {
  switch (before.kind) {
    case 'array':
      return (
        after.kind === 'array' &&
        canBecome(carrying, [...at, 'element'], before.elementType, after.elementType)
      );
    case 'map':
      return (
        after.kind === 'map' &&
        sameTypeIgnoringNullability(before.keyType, after.keyType) &&
        canBecome(carrying, [...at, 'value'], before.valueType, after.valueType)
      );
    case 'struct':
      return after.kind === 'struct' && keepsAField(carrying, at, before, after);
    default:
      return after.kind !== 'array' && after.kind !== 'map' && after.kind !== 'struct';
  }
}

/** No engine drops the last field of a struct. */
function keepsAField(carrying: Carrying, at: Path, before: StructType, after: StructType): boolean {
  if (before.fields.length === 0) return true;
  const [old, now] = [fieldsByName(before), fieldsByName(after)];
  for (const [name, oldName] of namesBefore(before, after, at, carrying.renames)) {
    const [was, field] = [old.get(oldName), now.get(name)];
    if (was === undefined || field === undefined) continue;
    if (canBecome(carrying, [...at, name], was.type, field.type)) return true;
  }
  return false;
}

function fresh(type: DataType, counter: Counter): Identity {
  counter.last += 1;
  return { id: counter.last, below: freshIds(type, counter) };
}

function freshIds(type: DataType, counter: Counter): Ids {
  const parts = partsOf(type);
  if (parts.length === 0) return NOTHING_BELOW;
  const first = counter.last + 1;
  counter.last += parts.length;
  return new Map(
    parts.map(([step, part], index) => [step, { id: first + index, below: freshIds(part, counter) }]),
  );
}

function partsOf(type: DataType): (readonly [string, DataType])[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.map((field) => [field.name, field.type]);
    case 'array':
      return [['element', type.elementType]];
    case 'map':
      return [
        ['key', type.keyType],
        ['value', type.valueType],
      ];
    default:
      return [];
  }
}
