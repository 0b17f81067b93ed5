import { column, stepText, theColumn } from '../evolution/words.ts';
import type { Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { checkName, checkReserved } from './check-names.ts';
import { checkTombstones, noteOldValues } from './check-tombstones.ts';
import type { DraftField } from './draft-struct.ts';
import { findParent, noColumn, type Parent } from './find-column.ts';
import { forcing } from './forcing.ts';
import { guardFormer } from './guard-former.ts';
import { guardAgainstChange, isWithin } from './guarded.ts';
import { noteTakenName } from './note-taken-name.ts';
import { typeOfDraft } from './schema-draft.ts';
import { sentence } from './sentence.ts';
import { takenName } from './taken-name.ts';
import type { Objection, RenameColumn } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Gives a column another name and leaves the old one as an alias; null, or why it cannot be done, in which case nothing is. */
export function applyRename(bench: Workbench, { path: asked, to }: RenameColumn): Objection | null {
  const found = findParent(bench.draft, asked);
  if (!found.ok) return found.objection;
  const parent = found.value;
  const field = parent.struct.find(parent.name);
  if (field === undefined) return noColumn([...parent.path, parent.name]);
  if (field.name === to) return null;
  const objection = checkRename(bench, parent, field, to);
  if (objection !== null) return objection;
  noteOldValues(bench, [...parent.path, to], field);
  noteTakenName(bench, [...parent.path, to], field);
  noteDerived(bench, [...parent.path, field.name], field);
  bench.facts.rename(parent.path, field, bench.nextVersion, () => {
    parent.struct.rename(field, to);
  });
  return null;
}

function checkRename(bench: Workbench, parent: Parent, field: DraftField, to: string): Objection | null {
  const path = [...parent.path, field.name];
  const now = [...parent.path, to];
  return (
    guardAgainstChange(bench.table, path) ??
    guardFormer(bench, path, 'RENAME') ??
    formatObjects(bench, path) ??
    checkReserved(bench.table, now) ??
    checkName(bench, now) ??
    checkFree(parent, field, now) ??
    checkTombstones(bench, () => typeOfDraft(field.type), now, field) ??
    checkForce(bench, field, path, to)
  );
}

function formatObjects({ capability }: Workbench, path: Path): Objection | null {
  const can = capability.renameColumn;
  return can.ok
    ? null
    : { code: 'FORMAT_CANNOT', path, reason: sentence(can.why), remediation: sentence(can.remedy) };
}

function checkFree({ struct, path }: Parent, field: DraftField, now: Path): Objection | null {
  const there = struct.find(now.at(-1) ?? '');
  if (there === undefined || there === field) return null;
  return takenName([...path, there.name], now, 'Choose another name.');
}

/** A column that this request adds, and one that gets back the name it has in the active schema, surprise nobody. */
function checkForce(bench: Workbench, field: DraftField, path: Path, to: string): Objection | null {
  if (bench.force || field.was === null || field.was.name === to) return null;
  const isOnlyCase = lowerKey(field.name) === lowerKey(to);
  const producers = isOnlyCase
    ? 'batches may spell it either way'
    : `batches may go on sending ${stepText(field.name)}, which is written as ${stepText(to)}`;
  return {
    code: 'FIELD_RENAMED',
    path,
    reason: `${column(path)} would be called ${stepText(to)}, and whoever reads it by its name has to follow.`,
    remediation: `${forcing('if they can')}: ${producers}.`,
  };
}

function noteDerived({ table, renamedDerived }: Workbench, path: Path, field: DraftField): void {
  const isDerived = table.derivedFields.some((derived) => isSamePlace(derived, path));
  if (!isDerived || renamedDerived.has(field)) return;
  const message = `derivedFields of the dataset still names ${theColumn(path)}: name it there by its new name (PATCH /datasets/{dataset}).`;
  renamedDerived.set(field, { code: 'DERIVED_FIELD_RENAMED', path, message });
}

function isSamePlace(a: Path, b: Path): boolean {
  return a.length === b.length && isWithin(a, b);
}
