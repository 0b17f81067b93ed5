import type { DataType } from '../schema/types.ts';
import { columnBeside } from './column-beside.ts';
import { keyAnswers, shapeAnswers } from './format-answers.ts';
import { changedRule, guardedInside, guardRemedy, guardWords } from './guards.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import type { RuleId } from './rule-ids.ts';
import type { FormatAnswer } from './types.ts';
import { column, pathText, theColumn, typeIn } from './words.ts';

/** A struct, array or map where the table has something of another shape. */
export function reportShapeChange(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
): void {
  const what = `${column(place.path)} is ${typeIn(table)} in the table and ${typeIn(submitted)} in ${judging.speaker}`;
  reportImpossible(
    judging,
    place,
    'STRUCTURE_CHANGED',
    table,
    submitted,
    `${what}: the two have no shape in common.`,
    () => shapeAnswers(judging, table, submitted),
  );
}

/** Other keys of a map. */
export function reportKeyChange(judging: Judging, place: Place, table: DataType, submitted: DataType): void {
  const what = `The keys of ${theColumn(place.path.slice(0, -1))} are ${typeIn(table)} in the table and ${typeIn(submitted)} in ${judging.speaker}`;
  reportImpossible(
    judging,
    place,
    'MAP_KEY_CHANGED',
    table,
    submitted,
    `${what}, and no table format changes the keys of a map.`,
    () => keyAnswers(judging),
  );
}

function reportImpossible(
  judging: Judging,
  place: Place,
  rule: RuleId,
  table: DataType,
  submitted: DataType,
  reason: string,
  formats: () => readonly FormatAnswer[],
): void {
  const [inside] = place.guard === null ? guardedInside(judging, place) : [];
  const guard = place.guard ?? inside?.guard ?? null;
  const found = guard === null ? rule : changedRule(guard);
  report(judging, {
    rule: found,
    path: place.path,
    verdict: rulingOn(judging, found),
    before: table,
    after: submitted,
    reason:
      inside === undefined
        ? reason
        : `${reason} It holds ${pathText(inside.path)}, ${guardWords(inside.guard)}.`,
    remediation: guard === null ? remedyOf(judging, place, table, submitted) : guardRemedy(guard),
    formats: guard === null ? formats : undefined,
  });
}

function remedyOf(judging: Judging, place: Place, table: DataType, submitted: DataType): string {
  const beside = columnBeside(judging, place, submitted);
  const whole =
    beside.of.length === place.path.length ? 'the new form' : `the whole of ${pathText(beside.of)}`;
  return `Send ${typeIn(table)}, or send ${whole} under a new name${beside.call}.`;
}
