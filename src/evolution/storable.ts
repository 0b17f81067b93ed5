import type { DataType } from '../schema/types.ts';
import { storableAnswers } from './format-answers.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { isNested, isPrimitive } from './type-kinds.ts';
import { column, typeIn } from './words.ts';

/** Puts on record that a new field has a type which the table does not store, or not where it is to stand. */
export function checkStorable(judging: Judging, place: Place, type: DataType): void {
  if (place.mark?.guard === 'PARTITION' && isNoPartition(type)) {
    reportPartition(judging, place, type);
    return;
  }
  const can = judging.capability.stores(type);
  if (can.ok) return;
  report(judging, {
    rule: 'TYPE_NOT_STORABLE',
    path: place.path,
    verdict: rulingOn(judging, 'TYPE_NOT_STORABLE'),
    after: type,
    reason: `${column(place.path)} is new and would hold ${typeIn(type)}, but ${can.why}.`,
    remediation: `To store it, ${can.remedy}.`,
    formats: () => storableAnswers(judging, type),
  });
}

/** A directory, and every partition transform, is made of one plain value. */
function isNoPartition(type: DataType): boolean {
  return isNested(type) || isPrimitive(type, 'variant');
}

function reportPartition(judging: Judging, place: Place, type: DataType): void {
  report(judging, {
    rule: 'TYPE_NOT_STORABLE',
    path: place.path,
    verdict: rulingOn(judging, 'TYPE_NOT_STORABLE'),
    after: type,
    reason: `${column(place.path)} is a partition column and would hold ${typeIn(type)}, but a table is partitioned by plain values only.`,
    remediation:
      'Send a plain value, or partition by another column: partitionKeys (PATCH /datasets/{dataset}), which may be one ' +
      'that the job derives (derivedFields).',
  });
}
