import type { StructField } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { isEngineName } from './engine-names.ts';
import { nameAnswers } from './format-answers.ts';
import { type Judging, type Place, placeOfField, report, rulingOn } from './judging.ts';
import { isIgnored, isStillDropped, warnLeftOut } from './left-out.ts';
import { tombstoneIn } from './marks.ts';
import { isNullOnly } from './null-only.ts';
import type { Collision } from './pair-fields.ts';
import { column, pathText, setPolicy, stepText } from './words.ts';

/** Where Spark puts the text of a record that it cannot parse. */
export const CORRUPT_RECORD = '_corrupt_record';

/** Two submitted names, or a submitted one and a column's, that are one name to every engine. */
export function reportCollision(judging: Judging, parent: Place, collision: Collision): void {
  const { field, with: rival } = collision;
  const place = placeOfField(parent, field.name);
  if (collision.isColumn ? isDecided(judging, place, field) : isLeftOutAnyway(judging, parent, place, field))
    return;
  const { path } = place;
  const verdict = rulingOn(judging, 'CASE_COLLISION');
  report(judging, {
    rule: 'CASE_COLLISION',
    path,
    verdict,
    before: stepText(rival),
    after: stepText(field.name),
    reason:
      `${column(path)} differs from ${stepText(rival)} in case alone, and engines read both as one column` +
      `${verdict === 'NONE' ? '; it is left out' : ''}.`,
    remediation: `Make the producer send one of the two, or ${leaveOut(judging)}.`,
  });
  if (verdict === 'NONE') warnLeftOut(judging, 'CASE_COLLISION', path);
}

/** That this very spelling, beside a column that differs in case alone, is left out from now on. */
function isDecided(judging: Judging, place: Place, field: StructField): boolean {
  const tombstone = tombstoneIn(place.mark, field.name);
  if (tombstone?.path.at(-1) !== field.name || tombstone.dropped.renamedTo !== null) return false;
  return isStillDropped(judging, place, field);
}

/** What is stored under neither of two names collides with nothing. */
function isLeftOutAnyway(judging: Judging, parent: Place, place: Place, field: StructField): boolean {
  return (
    isStillDropped(judging, place, field) ||
    isEngineField(judging, place, field) ||
    isIgnored(judging, parent, place, field)
  );
}

/** A declared name that differs from a dropped column's in case alone. */
export function reportTombstoneCollision(judging: Judging, place: Place, dropped: string): void {
  report(judging, {
    rule: 'CASE_COLLISION',
    path: place.path,
    verdict: rulingOn(judging, 'CASE_COLLISION'),
    before: stepText(dropped),
    after: stepText(place.path.at(-1) ?? ''),
    reason: `${column(place.path)} differs in case alone from ${stepText(dropped)}, a dropped column that old files still hold.`,
    remediation: `Declare it as ${stepText(dropped)} to bring that column back, or under a name that was never used.`,
  });
}

/** Whether the table format stores the name; what it does not is on record, and left out where the policy says so. */
export function checkName(judging: Judging, place: Place, field: StructField): 'TAKE' | 'LEAVE_OUT' {
  const can = judging.capability.fieldName(field.name);
  if (can.ok) return 'TAKE';
  const verdict = rulingOn(judging, 'FIELD_NAME_INVALID');
  report(judging, {
    rule: 'FIELD_NAME_INVALID',
    path: place.path,
    verdict,
    after: field.type,
    reason: `${column(place.path)} cannot be stored under its name: ${can.why}${verdict === 'NONE' ? '; it is left out' : ''}.`,
    remediation: `To store it, ${can.remedy}; to go on without it, ${leaveOut(judging)}.`,
    formats: () => nameAnswers(judging, field.name),
  });
  if (verdict === 'BREAKING') return 'TAKE';
  warnLeftOut(judging, 'FIELD_NAME_INVALID', place.path);
  return 'LEAVE_OUT';
}

/** Fields at the top that are no data, but what Spark and table engines add: on record, and never stored. */
export function isEngineField(judging: Judging, place: Place, field: StructField): boolean {
  if (place.path.length !== 1) return false;
  const name = lowerKey(field.name);
  if (name === CORRUPT_RECORD && !judging.declared) {
    if (isNullOnly(place.nulls, field.type)) return false;
    reportCorruptRecords(judging, place, field);
    return true;
  }
  const isReserved = isEngineName(judging.table, name);
  if (isReserved) {
    report(judging, {
      rule: 'RESERVED_FIELD',
      path: place.path,
      verdict: rulingOn(judging, 'RESERVED_FIELD'),
      after: field.type,
      reason: `${column(place.path)} is a field that engines add for themselves; it is left out.`,
    });
  }
  return isReserved;
}

function reportCorruptRecords(judging: Judging, place: Place, field: StructField): void {
  const verdict = rulingOn(judging, 'CORRUPT_RECORDS');
  report(judging, {
    rule: 'CORRUPT_RECORDS',
    path: place.path,
    verdict,
    after: field.type,
    reason: `The batch holds malformed records: Spark put them into ${pathText(place.path)}, and inferred the rest without them${verdict === 'NONE' ? '; that field is left out' : ''}.`,
    remediation: `Mend the records at the producer, or have the job quarantine them and ${setPolicy('corruptRecords', 'IGNORE')}.`,
  });
  if (verdict === 'NONE') warnLeftOut(judging, 'CORRUPT_RECORDS', place.path);
}

function leaveOut(judging: Judging): string {
  return judging.declared ? 'take it out of the declared schema' : setPolicy('invalidNames', 'IGNORE');
}
