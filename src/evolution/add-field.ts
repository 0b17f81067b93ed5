import { samePath } from '../schema/path.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import type { StructField } from '../schema/types.ts';
import { countFields } from '../schema/walk.ts';
import { admitField, isNotTaken } from './admit-field.ts';
import { additionAnswers } from './format-answers.ts';
import { changedRule, guardRemedy, guardWords } from './guards.ts';
import { type Judging, type Place, placeOfField, report, rulingOn } from './judging.ts';
import { isIgnored } from './left-out.ts';
import type { Guard } from './marks.ts';
import { checkName } from './name-changes.ts';
import { isNested } from './type-kinds.ts';
import type { Change } from './types.ts';
import { column, ddl, pathText, setPolicy, typeIn } from './words.ts';

/** Judges a field that the table does not have; what the table would take, or null where nothing is added. */
export function addField(judging: Judging, parent: Place, field: StructField): StructField | null {
  const place = placeOfField(parent, field.name);
  if (isNotTaken(judging, place, field)) return null;
  // Before its name is judged: what is not stored may be called anything.
  if (isIgnored(judging, parent, place, field)) return null;
  const before = judging.changes.length;
  if (checkName(judging, place, field) === 'LEAVE_OUT') return null;
  const admitted = admitField(judging, place, field);
  if (admitted === null) return null;
  // Of what cannot be added nobody wants to read how it is.
  if (isRefused(judging.changes.slice(before), place)) return admitted;
  if (parent.guard !== null) {
    reportGuarded(judging, parent.guard, place, admitted);
    return admitted;
  }
  if (admitted.nullable) reportAddition(judging, place, admitted);
  else reportRequired(judging, place, admitted);
  return admitted;
}

function isRefused(changes: readonly Change[], { path }: Place): boolean {
  return changes.some((change) => change.verdict === 'BREAKING' && samePath(change.path, path));
}

function reportAddition(judging: Judging, place: Place, field: StructField): void {
  const verdict = rulingOn(judging, 'FIELD_ADDED');
  const change = report(judging, {
    rule: 'FIELD_ADDED',
    path: place.path,
    verdict,
    after: field.type,
    reason:
      verdict === 'BREAKING'
        ? `${column(place.path)} (${typeIn(field.type)}) is new, and the policy of this dataset takes no new fields.`
        : `${column(place.path)} (${typeIn(field.type)}) is new; it is added, and rows written before read as null.`,
    remediation:
      `Add it by ${ddl(`ADD COLUMN ${pathText(place.path)} ${sqlType(field.type)}`)}, ` +
      `or ${setPolicy('newFields', 'ALLOW')} to take new fields, or to "IGNORE" to leave them out.`,
    formats: () => additionAnswers(judging, field),
  });
  if (verdict !== 'NON_BREAKING') return;
  const fields = isNested(field.type) ? countFields({ kind: 'struct', fields: [field] }) : 1;
  judging.admitted.push({ path: place.path, fields, change });
}

function reportRequired(judging: Judging, place: Place, field: StructField): void {
  report(judging, {
    rule: 'REQUIRED_FIELD_ADDED',
    path: place.path,
    verdict: rulingOn(judging, 'REQUIRED_FIELD_ADDED'),
    after: field.type,
    reason: `${column(place.path)} (${typeIn(field.type)}) is new and declared NOT NULL, but rows written before have no value for it.`,
    remediation: `Declare ${pathText(place.path)} nullable.`,
    formats: () => additionAnswers(judging, field),
  });
}

function reportGuarded(judging: Judging, guard: Guard, place: Place, field: StructField): void {
  report(judging, {
    rule: changedRule(guard),
    path: place.path,
    verdict: rulingOn(judging, changedRule(guard)),
    after: field.type,
    reason: `${column(place.path)} (${typeIn(field.type)}) is new inside ${guardWords(guard)}, which may not change.`,
    remediation: guardRemedy(guard),
  });
}
