import type { StructField } from '../schema/types.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { theColumn } from './words.ts';

/** A column of the table as it will be, and the submitted field that is the same column. */
export interface Placed {
  readonly field: StructField;
  readonly submitted: StructField | null;
}

/**
 * Judges the order of the fields of one parent.
 * @param base the fields of the submitter's own base there: an order that was the base's is no claim
 * @returns whether the table takes the submitted order over
 */
export function judgeOrder(
  judging: Judging,
  place: Place,
  placed: readonly Placed[],
  submitted: readonly StructField[],
  base: readonly StructField[],
): 'KEEP' | 'TAKE_OVER' {
  if (isInSubmittedOrder(placed, submitted) || isInBaseOrder(submitted, base)) return 'KEEP';
  const what = place.path.length === 0 ? 'The columns' : `The fields of ${theColumn(place.path)}`;
  const can = judging.capability.moveColumn;
  const isTaken = judging.declared && can.ok;
  const why = judging.declared && !can.ok ? `, since ${can.why}` : '';
  const outcome = isTaken ? 'the table takes it over' : `the table's order stays${why}`;
  report(judging, {
    rule: 'FIELD_REORDERED',
    path: place.path,
    verdict: isTaken ? rulingOn(judging, 'FIELD_REORDERED') : 'NONE',
    reason: `${what} come in another order in ${judging.speaker}; ${outcome}.`,
  });
  return isTaken ? 'TAKE_OVER' : 'KEEP';
}

/** Columns that the submission lacks stay behind the one that they are behind now. */
export function inSubmittedOrder(placed: readonly Placed[], submitted: readonly StructField[]): Placed[] {
  const rank = new Map(submitted.map((field, index) => [field, index]));
  let last = -1;
  const ranked = placed.map((item) => {
    if (item.submitted !== null) last = rank.get(item.submitted) ?? last;
    return { item, rank: last };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

function isInSubmittedOrder(placed: readonly Placed[], submitted: readonly StructField[]): boolean {
  if (placed.every(({ submitted: field }, index) => field === null || field === submitted[index]))
    return true;
  const ordered = placed.flatMap(({ submitted: field }) => field ?? []);
  const rank = new Map(submitted.map((field, index) => [field, index]));
  return isRising(ordered.flatMap((field) => rank.get(field) ?? []));
}

function isInBaseOrder(submitted: readonly StructField[], base: readonly StructField[]): boolean {
  if (base.length === 0) return false;
  const rank = new Map(base.map((field, index) => [field.name, index]));
  return isRising(submitted.flatMap(({ name }) => rank.get(name) ?? []));
}

function isRising(ranks: readonly number[]): boolean {
  return ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? -1));
}
