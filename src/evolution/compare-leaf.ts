import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import type { DataType } from '../schema/types.ts';
import { accept, type Acceptance } from './acceptance.ts';
import { findFit, pinByHint, type Standing, type TypeFinding } from './find-fit.ts';
import { typeAnswers } from './format-answers.ts';
import { changedRule, guardRemedy, guardWords } from './guards.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { isHeldBy } from './hinted-type.ts';
import { isLosslessWidening } from './lossless.ts';
import { isPrimitive } from './type-kinds.ts';
import { column, ddl, pathText, riskWords, setPolicy, typeIn } from './words.ts';

/**
 * Judges a type that is not nested and differs from the table's.
 * @returns the type that the table has afterwards
 */
export function compareLeaf(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): DataType {
  const finding = findType(judging, place, table, submitted, base);
  record(judging, place, table, submitted, finding);
  return place.guard === null && finding.adopts && finding.verdict === 'NON_BREAKING' ? submitted : table;
}

/** As `compareLeaf`, of what never changes and every value can be cast to. */
export function castLeaf(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): void {
  const acceptance = accept(table, submitted);
  const standing = standingOf(judging, place, table, submitted, base, acceptance);
  record(judging, place, table, submitted, findFit(judging, place, table, submitted, acceptance, standing));
}

function record(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  finding: TypeFinding,
): void {
  if (place.guard !== null) {
    reportGuarded(judging, place, table, submitted, finding);
    return;
  }
  const { rule, verdict, reason, remediation, risk } = finding;
  report(judging, {
    rule,
    path: place.path,
    verdict,
    before: table,
    after: submitted,
    reason,
    remediation,
    risk,
    formats: () => typeAnswers(judging, table, submitted),
  });
}

function standingOf(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
  acceptance: Acceptance,
): Standing {
  const isEvidence = place.settled || (!judging.declared && (place.pinned || isHeldBy(place.hint, table)));
  if (isEvidence) return 'pinned';
  return acceptance.fit === 'SAFE' && isNoNarrowing(judging, submitted, base) ? 'from base' : 'claim';
}

function findType(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): TypeFinding {
  const acceptance = accept(table, submitted);
  const standing = standingOf(judging, place, table, submitted, base, acceptance);
  const widening = standing === 'claim' ? findWidening(judging, place, table, submitted, acceptance) : null;
  return widening ?? findFit(judging, place, table, submitted, acceptance, standing);
}

/** Whether a submitter with a base says no narrower type than that: what is wider by now was widened by others. */
function isNoNarrowing(judging: Judging, submitted: DataType, base: DataType | null): boolean {
  if (judging.submission.base === null) return false;
  if (base === null || sameTypeIgnoringNullability(base, submitted)) return true;
  return accept(base, submitted).fit !== 'SAFE';
}

/** The first question: may the table become this? Null where the submitted type is no widening. */
function findWidening(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  acceptance: Acceptance,
): TypeFinding | null {
  const { capability } = judging;
  const can = capability.typeChange(table, submitted);
  const change = `${column(place.path)} is ${typeIn(table)} in the table and ${typeIn(submitted)} in ${judging.speaker}`;
  if (isLosslessWidening(table, submitted)) {
    if (!can.ok) {
      return {
        rule: 'TYPE_WIDENING_UNSUPPORTED',
        verdict: rulingOn(judging, 'TYPE_WIDENING_UNSUPPORTED'),
        reason: `${change}: nothing would be lost, but ${can.why}.`,
        remediation: `Send ${typeIn(table)}, or ${can.remedy}.`,
        adopts: false,
      };
    }
    const verdict = rulingOn(judging, 'TYPE_WIDENED');
    return {
      rule: 'TYPE_WIDENED',
      verdict,
      reason:
        verdict === 'BREAKING'
          ? `${change}, which is wider, and the policy of this dataset widens nothing.`
          : `${change}: the column is widened, which loses nothing, and ${capability.label} reads old files as the new type.`,
      remediation: `Send ${typeIn(table)}, or ${setPolicy('widening', 'ALLOW')}.`,
      adopts: true,
    };
  }
  if (!can.ok) return null;
  const isCast = acceptance.fit === 'SAFE';
  // What fits the column as it is changes nothing where that is let through.
  if (isCast && (place.guard !== null || rulingOn(judging, 'TYPE_NARROWED') === 'NONE')) return null;
  const lossy = findLossy(judging, table, submitted, change);
  return isCast ? { ...lossy, remediation: castOrChange(place, table, submitted) } : lossy;
}

function castOrChange({ path }: Place, table: DataType, submitted: DataType): string {
  const change = ddl(`ALTER COLUMN ${pathText(path)} TYPE ${sqlType(submitted)}`);
  return (
    `Send ${typeIn(table)}, or ${setPolicy('narrowerTypes', 'ALLOW')}: the column stays, and the job casts; ` +
    `to have the column changed, ${change}, "force": true and a "reason".`
  );
}

function findLossy(judging: Judging, table: DataType, submitted: DataType, change: string): TypeFinding {
  const isText = isPrimitive(submitted, 'string') && judging.policy.widening === 'ALLOW';
  const verdict = isText ? rulingOn(judging, 'TYPE_WIDENING_LOSSY') : 'BREAKING';
  const text = verdict === 'BREAKING' ? 'values can change on the way' : 'the column becomes text';
  const allow = isPrimitive(submitted, 'string') ? `, or ${setPolicy('stringFallback', 'ALLOW')}` : '';
  return {
    rule: 'TYPE_WIDENING_LOSSY',
    verdict,
    reason: `${change}: ${judging.capability.label} would change the type, and ${text}.`,
    remediation: `Send ${typeIn(table)}${allow}.`,
    risk: verdict === 'BREAKING' ? undefined : 'STRINGIFIED',
    adopts: true,
  };
}

/** On a guarded column only a cast into it, which leaves the column alone, is let through. */
function reportGuarded(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  finding: TypeFinding,
): void {
  if (place.guard === null) return;
  const isCast =
    finding.rule === 'TYPE_NARROWED' || (finding.rule === 'TYPE_UNFIT' && finding.verdict === 'NONE');
  const verdict = isCast ? 'NONE' : rulingOn(judging, changedRule(place.guard));
  report(judging, {
    rule: changedRule(place.guard),
    path: place.path,
    verdict,
    before: table,
    after: submitted,
    reason: isCast
      ? `${column(place.path)}, ${guardWords(place.guard)}, is ${typeIn(table)} and arrives as ${typeIn(submitted)}: the job casts it${riskWords(finding.risk)}.`
      : `${column(place.path)} is ${typeIn(table)} in the table and ${typeIn(submitted)} in ${judging.speaker}, and as ${guardWords(place.guard)} it may not change.`,
    remediation: guardRemedy(place.guard, undefined, orCast(judging, place, table, submitted)),
    risk: finding.risk,
  });
}

/** A hint leaves the column alone and lets what can be cast to it through; it says nothing to who declares. */
function orCast(judging: Judging, place: Place, table: DataType, submitted: DataType): string | null {
  if (judging.declared || accept(table, submitted).fit !== 'CHECKED') return null;
  return `if the values fit it, give it a type hint, so that jobs cast: ${pinByHint(judging, place, table)}`;
}
