import type { StructField } from '../schema/types.ts';
import type { Judging, Place } from './judging.ts';
import { markBelow } from './marks.ts';
import { isNullOnly } from './null-only.ts';
import { isNested } from './type-kinds.ts';

/** The everyday case, decided without looking further: nothing to say about this field. */
export function isUntouched(
  judging: Judging,
  parent: Place,
  table: StructField,
  submitted: StructField,
): boolean {
  if (judging.declared || table.type !== submitted.type || isNested(table.type)) return false;
  if (table.name !== submitted.name) return false;
  if (table.nullable !== submitted.nullable || table.metadata !== submitted.metadata) return false;
  if (isNullOnly(parent.nulls?.below.get(submitted.name), submitted.type)) return false;
  const mark = markBelow(parent.mark, table.name);
  return mark === undefined || (mark.fact === null && mark.hint === null);
}
