import { column } from '../evolution/words.ts';
import type { Path } from '../schema/types.ts';
import { type Column, findColumn, type Slot } from './find-column.ts';
import { forcing } from './forcing.ts';
import { guardAgainstChange, guardAgainstNotNull } from './guarded.ts';
import type { AlterNullability, Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Lets a column, an element or a value be null, or no longer; null, or why it cannot be done, in which case nothing is. */
export function applyNullability(
  bench: Workbench,
  { path: asked, nullable }: AlterNullability,
): Objection | null {
  const found = findColumn(bench.draft, asked);
  if (!found.ok) return found.objection;
  if (found.value.nullable === nullable) return null;
  const { path, slot } = found.value;
  const objection = nullable ? checkNullable(bench, path) : checkNotNull(bench, found.value);
  if (objection === null) setNullable(slot, nullable);
  return objection;
}

function setNullable(slot: Slot, nullable: boolean): void {
  if (slot.kind === 'field') slot.field.nullable = nullable;
  else if (slot.kind === 'element') slot.of.containsNull = nullable;
  else slot.of.valueContainsNull = nullable;
}

function checkNullable({ table }: Workbench, path: Path): Objection | null {
  const objection = guardAgainstChange(table, path);
  if (objection?.code !== 'KEY_FIELD_CHANGED') return objection;
  return { ...objection, code: 'NULLABILITY_RELAXED', reason: `${objection.reason} A key is never null.` };
}

function checkNotNull({ table, force }: Workbench, { path, was }: Column): Objection | null {
  const objection = guardAgainstNotNull(table, path);
  if (objection !== null) return objection;
  if (was === null) {
    return {
      code: 'REQUIRED_FIELD_ADDED',
      path,
      reason: `${column(path)} cannot be NOT NULL: rows written before have no value for it.`,
      remediation: 'Leave SET NOT NULL away: new columns are nullable.',
    };
  }
  if (force || !was.nullable) return null;
  return {
    code: 'NULLABILITY_TIGHTENED',
    path,
    reason: `${column(path)} may be null, and rows may hold nulls already.`,
    remediation: `${forcing('once no row holds a null there')}.`,
  };
}
