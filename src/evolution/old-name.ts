import type { StructField } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { noteArrival } from './facts.ts';
import { type Judging, type Place, placeOfField, report, rulingOn } from './judging.ts';
import { tombstoneIn } from './marks.ts';
import { column, stepText } from './words.ts';

/** Puts on record that a column came under a name that it had before it was renamed; another case is no other name. */
export function noteOldName(judging: Judging, parent: Place, place: Place, submitted: StructField): void {
  const now = place.path.at(-1) ?? '';
  if (lowerKey(submitted.name) === lowerKey(now)) return;
  const alias = tombstoneIn(placeOfField(parent, submitted.name).mark, submitted.name);
  if (alias === null) return;
  const old = alias.path.at(-1) ?? submitted.name;
  noteArrival(judging, alias);
  report(judging, {
    rule: 'FIELD_RENAMED',
    path: place.path,
    verdict: rulingOn(judging, 'FIELD_RENAMED'),
    before: stepText(submitted.name),
    after: stepText(now),
    reason:
      `${column(place.path)} was called ${stepText(old)} until version ${alias.dropped.version}, and ` +
      `${judging.speaker} still calls it so: its values are written as ${stepText(now)}.`,
  });
}
