import { columnFact } from '../evolution/column-fact.ts';
import { column } from '../evolution/words.ts';
import { field as fieldOf, structOf } from '../schema/constructors.ts';
import type { Path } from '../schema/types.ts';
import { countFields, fieldsOf } from '../schema/walk.ts';
import { checkNewColumn } from './check-new-column.ts';
import { noteOldValues } from './check-tombstones.ts';
import type { DraftField, Place } from './draft-struct.ts';
import { findParent, type Parent } from './find-column.ts';
import { noteTakenName } from './note-taken-name.ts';
import { checkMove, placeOf } from './place-of.ts';
import { draftType } from './schema-draft.ts';
import { takenName } from './taken-name.ts';
import type { AddColumn, Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Adds a nullable column to its parent, at the end unless said otherwise; null, or why it cannot be done, in which case nothing is. */
export function applyAdd(bench: Workbench, operation: AddColumn): Objection | null {
  const found = findParent(bench.draft, operation.path);
  if (!found.ok) return found.objection;
  const parent = found.value;
  const path = [...parent.path, parent.name];
  const existing = parent.struct.find(parent.name);
  if (existing !== undefined) return alreadyThere(bench, operation, [...parent.path, existing.name], path);
  const objection = checkNewColumn(bench, operation, path);
  if (objection !== null) return objection;
  return addAt(bench, operation, parent, path);
}

function alreadyThere(bench: Workbench, operation: AddColumn, existing: Path, path: Path): Objection | null {
  if (!operation.ifNotExists) return takenName(existing, path, 'Choose another name, or say IF NOT EXISTS.');
  const message = `${column(existing)} is there already, whatever its type: nothing was added.`;
  bench.warnings.push({ code: 'COLUMN_EXISTS', path: existing, message });
  return null;
}

function addAt(bench: Workbench, operation: AddColumn, parent: Parent, path: Path): Objection | null {
  const { position } = operation;
  if (position === null) return add(bench, operation, parent, path, null);
  const place = placeOf(parent.struct, position, path, null);
  if (!place.ok) return place.objection;
  const objection = parent.struct.isEnd(place.value) ? null : checkMove(bench, path, place.value);
  return objection ?? add(bench, operation, parent, path, place.value);
}

function add(bench: Workbench, operation: AddColumn, parent: Parent, path: Path, place: Place | null): null {
  const { type, comment } = operation;
  const { name, struct } = parent;
  const metadata = comment === null ? {} : { comment };
  const field: DraftField = { name, type: draftType(type), nullable: true, metadata, was: null, gone: false };
  const alone = structOf([fieldOf(name, type)]);
  noteOldValues(bench, path, field);
  noteTakenName(bench, path, field);
  bench.fieldCount += countFields(alone);
  struct.add(field, place);
  bench.facts.enter(parent.path, field, bench.capability.resolvesByName);
  for (const { path: below } of fieldsOf(alone)) {
    bench.facts.set(columnFact([...parent.path, ...below], { pinned: true, absence: 'UNSEEN' }));
  }
  return null;
}
