import { columnFact, tombstoneOf } from './column-fact.ts';
import type { LeftBehind } from './left-behind.ts';
import type { Judging, Place } from './judging.ts';
import type { Dropped } from './marks.ts';
import type { ColumnFact } from './types.ts';

/**
 * A column that a batch brings is no longer unseen, and one whose type is declared is pinned: to declare a column
 * brings no value of it. A decision that a column may be absent stays.
 */
export function noteSeen(judging: Judging, place: Place, pins: boolean): void {
  const fact = place.mark?.fact ?? null;
  const pinned = pins || fact?.pinned === true;
  const unseen = !judging.declared && fact?.absence === 'UNSEEN';
  if (pinned === (fact?.pinned ?? false) && !unseen) return;
  const absence = fact === null || unseen ? 'REQUIRED' : fact.absence;
  judging.factUpdates.push(columnFact(place.path, { pinned, absence, settled: fact?.settled ?? false }));
}

/** A declared column that is new: pinned, and no longer a tombstone if it was one. */
export function noteDeclared(judging: Judging, place: Place): void {
  judging.factUpdates.push(columnFact(place.path, { pinned: true }));
}

/** A field of a dropped column that did not come back with it: from now on it has a tombstone of its own. */
export function noteLeftBehind(judging: Judging, { path, type }: LeftBehind, version: number): void {
  judging.factUpdates.push(columnFact(path, { dropped: tombstoneOf(type, version) }));
}

/** A batch brought what was dropped or renamed: told once per version, to whoever wants to know that producers still do. */
export function noteArrival(judging: Judging, tombstone: Dropped): void {
  const { activeVersion } = judging.table;
  if (judging.declared || activeVersion === null || tombstone.dropped.arrivedIn === activeVersion) return;
  if (judging.arrived.has(tombstone)) return;
  judging.arrived.add(tombstone);
  judging.factUpdates.push({ ...tombstone, dropped: { ...tombstone.dropped, arrivedIn: activeVersion } });
}

/** A tombstone whose name another column has taken. */
export function noteForgotten(judging: Judging, { path }: ColumnFact): void {
  judging.factUpdates.push(columnFact(path));
}
