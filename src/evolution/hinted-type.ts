import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType } from '../schema/types.ts';
import { accept } from './acceptance.ts';
import { fitOf } from './fit-of.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { fitsNullOnly, isNullOnly } from './null-only.ts';
import { isNested } from './type-kinds.ts';
import type { Change } from './types.ts';
import { castWords, checkedCastWords, column, pathText, typeIn } from './words.ts';

/** Whether a column has the type that its hint says, so that what a sample is read as is only evidence. */
export function isHeldBy(hint: DataType | null, table: DataType): boolean {
  return hint !== null && sameTypeIgnoringNullability(hint, table);
}

/** The hint that says what a new field is; null where there is none, or where a hint does not help. */
export function hintFor(judging: Judging, place: Place, submitted: DataType): DataType | null {
  const { hint } = place;
  if (hint === null || !isNullOnly(place.nulls, submitted)) return hint;
  // A type is not all that a key lacks when it was null in every record.
  const isKey = judging.table.mode === 'upsert' && place.guard === 'KEY' && !place.derived;
  return isKey ? null : hint;
}

/** Puts on record how what arrived under a hint gets to the type that the hint says. */
export function reportHinted(judging: Judging, place: Place, hint: DataType, submitted: DataType): void {
  if (isNullOnly(place.nulls, submitted) && fitsNullOnly(place.nulls, hint, submitted)) return;
  const change = `${column(place.path)} is ${typeIn(hint)} by its type hint and ${typeIn(submitted)} in ${judging.speaker}`;
  switch (fitOf(hint, submitted)) {
    case 'SAME':
      return;
    case 'SAFE': {
      const acceptance = accept(hint, submitted);
      const risk = acceptance.fit === 'SAFE' ? acceptance.risk : undefined;
      reportCast(judging, place, hint, submitted, `${change}: ${castWords(risk)}.`, risk);
      return;
    }
    case 'CHECKED': {
      const reason = `${change}: ${checkedCastWords(hint)}.`;
      reportCast(judging, place, hint, submitted, reason, 'CHECKED');
      return;
    }
    case 'NO': {
      const rule = isNested(hint) || isNested(submitted) ? 'STRUCTURE_CHANGED' : 'TYPE_CHANGED';
      report(judging, {
        rule,
        path: place.path,
        verdict: rulingOn(judging, rule),
        before: hint,
        after: submitted,
        reason: `${change}: no cast leads from the one to the other.`,
        remediation:
          `Send ${typeIn(hint)}, or correct the hint of ${pathText(place.path)} in evolutionPolicy.typeHints ` +
          '(PATCH /datasets/{dataset}).',
      });
    }
  }
}

function reportCast(
  judging: Judging,
  place: Place,
  hint: DataType,
  submitted: DataType,
  reason: string,
  risk: Change['risk'],
): void {
  const rule = risk === 'CHECKED' ? 'TYPE_UNFIT' : 'TYPE_NARROWED';
  report(judging, { rule, path: place.path, verdict: 'NONE', before: hint, after: submitted, reason, risk });
}

/** A hint decides what a new column is; one that is there has the type that it has. */
export function warnOfHint(judging: Judging, place: Place, table: DataType): void {
  const hint = place.mark?.hint ?? null;
  if (hint === null || judging.declared || isHeldBy(hint, table)) return;
  judging.warnings.push({
    code: 'TYPE_HINT_DIFFERS',
    path: place.path,
    message:
      `${column(place.path)} is ${typeIn(table)} in the table, so its type hint ${typeIn(hint)} has no effect: correct ` +
      'the hint, or declare the type where the table can change to it ' +
      '(POST /datasets/{dataset}/schema/evolve with "origin": "DECLARED").',
  });
}
