import { changedRule, guardRemedy, guardWords } from './guards.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { guardAgainstNulls } from './marks.ts';
import { column, pathText, setPolicy } from './words.ts';

const NULLABLE = 'nullable';
const REQUIRED = 'NOT NULL';

/**
 * Judges whether a column, element or value may be null.
 * @param base what the submitter's own base says of it; null where it has none
 * @returns what holds afterwards
 */
export function compareNullability(
  judging: Judging,
  place: Place,
  table: boolean,
  submitted: boolean,
  base: boolean | null,
): boolean {
  if (table === submitted || base === submitted) return table;
  if (place.settled && guardAgainstNulls(place.guard, place.mark) === null)
    return settled(judging, place, table);
  return submitted ? relax(judging, place) : tighten(judging, place);
}

/** A decision let the column stand as it is. */
function settled(judging: Judging, place: Place, table: boolean): boolean {
  const [rule, what] = table
    ? (['NULLABILITY_TIGHTENED', 'may be null in the table'] as const)
    : (['NULLABILITY_RELAXED', 'may not be null in the table'] as const);
  report(judging, {
    rule,
    path: place.path,
    verdict: 'NONE',
    before: table ? NULLABLE : REQUIRED,
    after: table ? REQUIRED : NULLABLE,
    reason: `${column(place.path)} ${what}, and it was decided that it stays so.`,
  });
  return table;
}

function relax(judging: Judging, place: Place): boolean {
  const guard = guardAgainstNulls(place.guard, place.mark);
  if (!judging.declared || guard === null) return relaxFreely(judging, place);
  report(judging, {
    rule: guard === 'KEY' ? 'NULLABILITY_RELAXED' : changedRule(guard),
    path: place.path,
    verdict: 'BREAKING',
    before: REQUIRED,
    after: NULLABLE,
    reason: `${column(place.path)} ${place.guard === null ? 'holds' : 'is'} ${guardWords(guard)} that may not be null, and ${judging.speaker} makes it nullable.`,
    remediation: guardRemedy(guard, `Declare ${pathText(place.path)} NOT NULL`),
  });
  return false;
}

function relaxFreely(judging: Judging, place: Place): boolean {
  const verdict = rulingOn(judging, 'NULLABILITY_RELAXED');
  const known = `${column(place.path)} may not be null in the table`;
  const reasons = {
    NONE: `${known}; a sample cannot tell, so it stays so, and a null in the batch fails the write.`,
    NON_BREAKING: `${known}, and ${judging.speaker} makes it nullable: the table takes nulls from now on.`,
    BREAKING: `${known}, ${judging.speaker} makes it nullable, and the policy of this dataset widens nothing.`,
  };
  report(judging, {
    rule: 'NULLABILITY_RELAXED',
    path: place.path,
    verdict,
    before: REQUIRED,
    after: NULLABLE,
    reason: reasons[verdict],
    remediation: `Declare ${pathText(place.path)} NOT NULL, or ${setPolicy('widening', 'ALLOW')}.`,
  });
  return verdict === 'NON_BREAKING';
}

function tighten(judging: Judging, place: Place): boolean {
  const verdict = rulingOn(judging, 'NULLABILITY_TIGHTENED');
  const known = `${column(place.path)} may be null in the table and not in ${judging.speaker}`;
  report(judging, {
    rule: 'NULLABILITY_TIGHTENED',
    path: place.path,
    verdict,
    before: NULLABLE,
    after: REQUIRED,
    reason:
      verdict === 'BREAKING'
        ? `${known}, but rows with null may have been written already.`
        : `${known}; it fits, and the column stays nullable.`,
    remediation: `Declare ${pathText(place.path)} nullable, or ${setPolicy('narrowerTypes', 'ALLOW')}: the batch fits the column as it is.`,
  });
  return true;
}
