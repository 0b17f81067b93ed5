import type { DataType } from '../schema/types.ts';
import { storableAnswers } from './format-answers.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { column, typeIn } from './words.ts';

/** Puts on record that a new field has a type which the table does not store. */
export function checkStorable(judging: Judging, place: Place, type: DataType): void {
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
