import { newColumn } from '../evolution/words.ts';
import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType, Path } from '../schema/types.ts';
import { checkShape } from './check-shape.ts';
import { checkStorable } from './check-storable.ts';
import { findColumn, type Slot } from './find-column.ts';
import { forcing } from './forcing.ts';
import { guardFormer } from './guard-former.ts';
import { guardAgainstChange } from './guarded.ts';
import { draftType, typeOfDraft } from './schema-draft.ts';
import { sentence } from './sentence.ts';
import { fromTo, typeAlteration } from './type-alteration.ts';
import type { AlterType, Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/**
 * Gives a column, the elements of an array or the values of a map another type; null, or why it cannot be done, in which
 * case nothing is.
 */
export function applyType(bench: Workbench, { path: asked, type }: AlterType): Objection | null {
  const found = findColumn(bench.draft, asked);
  if (!found.ok) return found.objection;
  const { path, slot, type: now, was } = found.value;
  if (now.kind === type.kind && sameTypeIgnoringNullability(typeOfDraft(now), type)) return null;
  const objection =
    checkShape(path, now, type) ??
    checkStorable(bench, type, path) ??
    guardAgainstChange(bench.table, path) ??
    guardFormer(bench, path, 'TYPE') ??
    (was === null ? null : checkChange(bench, path, was.type, type));
  if (objection === null) setType(slot, type);
  return objection;
}

function setType(slot: Slot, type: DataType): void {
  const draft = draftType(type);
  if (slot.kind === 'field') slot.field.type = draft;
  else if (slot.kind === 'element') slot.of.elementType = draft;
  else slot.of.valueType = draft;
}

function checkChange(bench: Workbench, path: Path, from: DataType, to: DataType): Objection | null {
  const alteration = typeAlteration(bench.capability, from, to);
  const change = fromTo(path, from, to, 'would go');
  const beside = `use a column beside it: ${newColumn(path, to)}`;
  switch (alteration.kind) {
    case 'NONE':
    case 'WIDENED':
      return null;
    case 'UNSUPPORTED':
      return {
        code: 'FORMAT_CANNOT',
        path,
        reason: `${change}, which loses nothing, but ${alteration.why}.`,
        remediation: sentence(alteration.remedy),
      };
    case 'LOSSY':
      if (bench.force) return null;
      return {
        code: 'TYPE_WIDENING_LOSSY',
        path,
        reason: `${change}: ${bench.capability.label} changes the type in place, and values can change on the way.`,
        remediation: `${forcing('if they may')}, or ${beside}.`,
      };
    case 'REWRITTEN':
      if (bench.force) return null;
      return {
        code: alteration.rule,
        path,
        reason: `${change}, and ${alteration.why}.`,
        remediation: `${forcing('once the table has been, or is about to be, written anew with that type')}, or ${beside}.`,
      };
  }
}
