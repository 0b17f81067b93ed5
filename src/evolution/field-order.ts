import type { StructField } from '../schema/types.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { column } from './words.ts';

/** A column of the table as it will be, and the submitted field that is the same column. */
export interface Placed {
  readonly field: StructField;
  readonly submitted: StructField | null;
}

/**
 * Judges the order of the fields of one parent. A declared order is taken over; columns that the submission lacks
 * stay behind the one that they are behind now.
 * @param base the fields of the submitter's own base there: an order that was the base's is no claim
 */
export function compareOrder(
  judging: Judging,
  place: Place,
  placed: readonly Placed[],
  submitted: readonly StructField[],
  base: readonly StructField[],
): readonly Placed[] {
  const rank = new Map(submitted.map((field, index) => [field, index]));
  if (isRising(placed.flatMap(({ submitted: field }) => (field === null ? [] : (rank.get(field) ?? []))))) {
    return placed;
  }
  if (isInBaseOrder(submitted, base)) return placed;
  report(judging, {
    rule: 'FIELD_REORDERED',
    path: place.path,
    verdict: rulingOn(judging, 'FIELD_REORDERED'),
    reason: `${place.path.length === 0 ? 'The columns' : `The fields of ${column(place.path)}`} come in another order in ${judging.speaker}; ${
      judging.declared ? 'the table takes it over' : "the table's order stays"
    }.`,
  });
  return judging.declared ? inSubmittedOrder(placed, rank) : placed;
}

function isInBaseOrder(submitted: readonly StructField[], base: readonly StructField[]): boolean {
  if (base.length === 0) return false;
  const rank = new Map(base.map((field, index) => [field.name, index]));
  return isRising(submitted.flatMap(({ name }) => rank.get(name) ?? []));
}

function isRising(ranks: readonly number[]): boolean {
  return ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? -1));
}

function inSubmittedOrder(placed: readonly Placed[], rank: ReadonlyMap<StructField, number>): Placed[] {
  let last = -1;
  const ranked = placed.map((item) => {
    if (item.submitted !== null) last = rank.get(item.submitted) ?? last;
    return { item, rank: last };
  });
  // Stable: a column that the submission lacks has the rank of the one before it.
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}
