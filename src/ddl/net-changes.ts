import type { Change, Warning } from '../evolution/types.ts';
import type { DataType, Path, StructField, StructType } from '../schema/types.ts';
import {
  addedChange,
  commentChange,
  nullabilityChange,
  orderChange,
  removedChange,
  renamedChange,
} from './change-words.ts';
import { commentOf } from './comment-of.ts';
import type { DraftField, DraftStruct, DraftType } from './draft-struct.ts';
import { typeOfDraft } from './schema-draft.ts';
import { typeChangeOf } from './type-change.ts';
import type { Workbench } from './workbench.ts';

export interface NetChanges {
  readonly changes: Change[];
  readonly warnings: Warning[];
  /** Columns that have another type now: a person said it. */
  readonly retyped: Path[];
}

/**
 * What all operations together have changed of the active schema, parents before what is in them, whatever way they went:
 * what was undone on the way does not count. Depth is bounded by SCHEMA_LIMITS, hence the recursion.
 */
export function netChanges(bench: Workbench): NetChanges {
  const net: NetChanges = { changes: [], warnings: [], retyped: [] };
  if (bench.table.active !== null) structChanges({ bench, net }, [], bench.table.active, bench.draft);
  return net;
}

interface Walk {
  readonly bench: Workbench;
  readonly net: NetChanges;
}

function structChanges(walk: Walk, at: Path, was: StructType, struct: DraftStruct): void {
  const { changes } = walk.net;
  for (const { was: field } of struct.removed) {
    if (field === null) continue;
    const isTaken = struct.find(field.name) !== undefined;
    changes.push(removedChange([...at, field.name], field.type, isTaken));
  }
  if (isReordered(was, struct)) changes.push(orderChange(at, [...struct.moved]));
  for (const field of struct.fields()) {
    const path = [...at, field.name];
    if (field.was === null) changes.push(addedChange(path, typeOfDraft(field.type)));
    else fieldChanges(walk, struct, field, field.was, path);
  }
}

/** Whether the fields that stay come in another order; without a move they cannot. */
function isReordered(was: StructType, struct: DraftStruct): boolean {
  if (struct.moved.size === 0) return false;
  const rank = new Map(was.fields.map((field, index) => [field, index]));
  let last = -1;
  for (const { was: field } of struct.fields()) {
    if (field === null) continue;
    const at = rank.get(field) ?? -1;
    if (at < last) return true;
    last = at;
  }
  return false;
}

function fieldChanges(
  walk: Walk,
  struct: DraftStruct,
  field: DraftField,
  was: StructField,
  path: Path,
): void {
  const { bench, net } = walk;
  if (field.name !== was.name) {
    const heir = struct.find(was.name);
    const isTaken = heir !== undefined && heir !== field;
    const { change, warning } = renamedChange(bench.capability, path, was.name, isTaken);
    net.changes.push(change);
    if (warning !== null) net.warnings.push(warning);
  }
  typeChanges(walk, path, path, was.type, field.type);
  if (field.nullable !== was.nullable) net.changes.push(nullabilityChange(path, field.nullable));
  const comment = commentOf(field.metadata);
  const before = commentOf(was.metadata);
  if (comment !== before) net.changes.push(commentChange(path, before, comment));
}

function typeChanges(walk: Walk, owner: Path, path: Path, was: DataType, now: DraftType): void {
  if (was.kind === 'struct' && now.kind === 'struct') {
    structChanges(walk, path, was, now);
  } else if (was.kind === 'array' && now.kind === 'array') {
    const element = [...path, 'element'];
    typeChanges(walk, owner, element, was.elementType, now.elementType);
    if (was.containsNull !== now.containsNull)
      walk.net.changes.push(nullabilityChange(element, now.containsNull));
  } else if (was.kind === 'map' && now.kind === 'map') {
    const value = [...path, 'value'];
    typeChanges(walk, owner, value, was.valueType, now.valueType);
    if (was.valueContainsNull !== now.valueContainsNull)
      walk.net.changes.push(nullabilityChange(value, now.valueContainsNull));
  } else {
    leafChange(walk, owner, path, was, typeOfDraft(now));
  }
}

function leafChange({ bench, net }: Walk, owner: Path, path: Path, was: DataType, now: DataType): void {
  if (was === now) return;
  const found = typeChangeOf(bench.capability, path, was, now);
  if (found === null) return;
  net.changes.push(found.change);
  if (found.warning !== null) net.warnings.push(found.warning);
  net.retyped.push(owner);
}
