import type { DataType, StructField } from '../schema/types.ts';
import { fieldsByName, lowerKey } from '../schema/walk.ts';
import { dropAnswers } from './format-answers.ts';
import { guardedInside, guardWords, reportMissing } from './guards.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { guardedBelow } from './marks.ts';
import { CORRUPT_RECORD } from './name-changes.ts';
import { column, ddl, pathText, setPolicy, typeIn } from './words.ts';

/**
 * Judges a column that the submission does not have. True where it is missed: neither may it be absent, nor was it
 * unknown to the submitter.
 * @param base what the submitter's own base has around it; null where it has nothing
 * @param silent the submission had no value at all, so that a column that may be null is not missed
 */
export function loseField(
  judging: Judging,
  place: Place,
  field: StructField,
  base: DataType | null,
  silent: boolean,
): boolean {
  if (place.derived) return false;
  if (place.guard !== null) {
    reportMissing(judging, place.path, place.guard, field.type);
    return true;
  }
  for (const { path, guard } of guardedBelow(place.mark)) reportMissing(judging, path, guard);
  if (field.nullable && (silent || isNotExpected(judging, place, field, base))) return false;
  return reportLost(judging, place, field);
}

function isNotExpected(judging: Judging, place: Place, field: StructField, base: DataType | null): boolean {
  if (place.path.length === 1 && lowerKey(field.name) === CORRUPT_RECORD) return true;
  const isRebased = judging.submission.base !== null;
  return isRebased && !(base?.kind === 'struct' && fieldsByName(base).has(field.name));
}

function reportLost(judging: Judging, place: Place, field: StructField): boolean {
  const absence = place.mark?.fact?.absence ?? 'REQUIRED';
  const mayBeAbsent = field.nullable && absence !== 'REQUIRED';
  const verdict = lossVerdict(judging, field, mayBeAbsent);
  report(judging, {
    rule: 'FIELD_REMOVED',
    path: place.path,
    verdict,
    before: field.type,
    reason: lossReason(judging, place, field, verdict === 'NONE' ? absence : null),
    remediation: remedyOf(judging, place, field),
    formats: () => dropAnswers(judging, place.mark?.wasPartition === true),
  });
  return !mayBeAbsent;
}

function lossVerdict(judging: Judging, field: StructField, mayBeAbsent: boolean): 'NONE' | 'BREAKING' {
  if (!field.nullable) return 'BREAKING';
  return mayBeAbsent || rulingOn(judging, 'FIELD_REMOVED') === 'NONE' ? 'NONE' : 'BREAKING';
}

function lossReason(
  judging: Judging,
  place: Place,
  field: StructField,
  absence: 'REQUIRED' | 'UNSEEN' | 'ALLOWED' | null,
): string {
  const lost = `${column(place.path)} (${typeIn(field.type)}) is in the table, but not in ${judging.speaker}`;
  if (!field.nullable) return `${lost}, and it may not be null.`;
  switch (absence) {
    case null:
      return `${lost}.`;
    case 'UNSEEN':
      return `${lost}; it was added by hand and no batch has brought it yet, so null is written.`;
    case 'ALLOWED':
      return `${lost}; it was decided that it may be absent, so null is written.`;
    case 'REQUIRED':
      return `${lost}; null is written.`;
  }
}

function remedyOf(judging: Judging, place: Place, field: StructField): string {
  const [guarded] = guardedInside(judging, place);
  if (guarded !== undefined) {
    return `Bring the field back in the producer: it holds ${pathText(guarded.path)}, ${guardWords(guarded.guard)}, so it can neither be absent nor dropped.`;
  }
  const remedies = [
    'Bring the field back in the producer',
    `if it is optional, ${optional(judging, place, field)}`,
  ];
  const drop = dropping(judging, place);
  if (drop !== null) remedies.push(`if it is gone for good, ${drop}`);
  return `${remedies.join('; ')}.`;
}

function optional({ policy }: Judging, { path }: Place, { nullable }: StructField): string {
  const relax = nullable ? [] : [ddl(`ALTER COLUMN ${pathText(path)} DROP NOT NULL`)];
  const allow = policy.missingFields === 'ALLOW' ? [] : [setPolicy('missingFields', 'ALLOW')];
  return [...relax, ...allow].join(', and ');
}

/** The statement, and what the table needs for it first; null where nothing lets go of the column. */
function dropping({ capability }: Judging, { path, mark }: Place): string | null {
  if (mark?.wasPartition === true && !capability.dropFormerPartition.ok) return null;
  const can = capability.dropColumn;
  const drop = ddl(`DROP COLUMN ${pathText(path)}`);
  return can.ok ? drop : `first ${can.remedy}, and then ${drop}`;
}
