import { noField } from './apply-comment.ts';
import { findColumn } from './find-column.ts';
import { checkMove, placeOf } from './place-of.ts';
import type { MoveColumn, Objection } from './types.ts';
import type { Workbench } from './workbench.ts';

/** Gives a column another place among those of its parent; null, or why it cannot be done, in which case nothing is. */
export function applyMove(bench: Workbench, { path: asked, position }: MoveColumn): Objection | null {
  const found = findColumn(bench.draft, asked);
  if (!found.ok) return found.objection;
  const { path, slot } = found.value;
  if (slot.kind !== 'field') return noField(path, 'has a place');
  const { field, parent } = slot;
  const place = placeOf(parent, position, path, field);
  if (!place.ok) return place.objection;
  if (parent.isAt(field, place.value)) return null;
  const objection = checkMove(bench, path, place.value);
  if (objection === null) parent.move(field, place.value);
  return objection;
}
