import type { Judging, Place } from './judging.ts';
import { isNullOnly } from './null-only.ts';
import type { Pairing } from './pair-fields.ts';

/** A submission in which no field had a value says nothing about those it lacks. */
export function saysAnything(place: Place, { pairs }: Pairing): boolean {
  return pairs.some((field) => field !== null && !isNullOnly(place.nulls?.below.get(field.name), field.type));
}

export function warnSilent(judging: Judging): void {
  judging.warnings.push({
    code: 'NOTHING_KNOWN',
    path: null,
    message: `No field of ${judging.speaker} had a value that could be stored, so it says nothing about the table.`,
  });
}
