import type { Judging, Place } from './judging.ts';
import type { ColumnFact } from './types.ts';

/**
 * A column that a submission brings is no longer unseen, and one whose type it declares is pinned. A decision that
 * a column may be absent stays.
 */
export function noteSeen(judging: Judging, place: Place, pins: boolean): void {
  const fact = place.mark?.fact ?? null;
  const pinned = pins || fact?.pinned === true;
  const unseen = fact?.absence === 'UNSEEN';
  if (pinned === (fact?.pinned ?? false) && !unseen) return;
  const absence = fact === null || unseen ? 'REQUIRED' : fact.absence;
  judging.factUpdates.push({ path: place.path, pinned, absence, dropped: null });
}

/** A declared column that is new: pinned, and no longer a tombstone if it was one. */
export function noteDeclared(judging: Judging, place: Place): void {
  judging.factUpdates.push({ path: place.path, pinned: true, absence: 'REQUIRED', dropped: null });
}

/** A tombstone whose name another column has taken. */
export function noteForgotten(judging: Judging, { path }: ColumnFact): void {
  judging.factUpdates.push({ path, pinned: false, absence: 'REQUIRED', dropped: null });
}
