import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import type { DataType } from '../schema/types.ts';
import { accept, type Acceptance } from './acceptance.ts';
import { typeAnswers } from './format-answers.ts';
import { changedRule, guardRemedy, guardWords } from './guards.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { isHeldBy } from './hinted-type.ts';
import { isLosslessWidening } from './lossless.ts';
import { isPrimitive } from './type-kinds.ts';
import type { RuleId } from './rule-ids.ts';
import type { Change, ChangeVerdict } from './types.ts';
import { column, newColumn, pathText, riskWords, setPolicy, typeIn } from './words.ts';

/** What a difference between two types amounts to, before policy and guards have their say. */
interface TypeFinding {
  readonly rule: RuleId;
  readonly verdict: ChangeVerdict;
  readonly reason: string;
  readonly remediation: string;
  readonly risk?: Change['risk'] | undefined;
  /** The table would take the submitted type. */
  readonly adopts: boolean;
}

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
  if (place.guard !== null) {
    reportGuarded(judging, place, table, submitted, finding);
    return table;
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
  return finding.adopts && verdict === 'NON_BREAKING' ? submitted : table;
}

function findType(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  base: DataType | null,
): TypeFinding {
  const acceptance = accept(table, submitted);
  const isEvidence = place.settled || (!judging.declared && (place.pinned || isHeldBy(place.hint, table)));
  if (isEvidence) return findFit(judging, place, table, submitted, acceptance, 'pinned');
  if (acceptance.fit === 'SAFE' && isNoNarrowing(judging, submitted, base)) {
    return findFit(judging, place, table, submitted, acceptance, 'from base');
  }
  return (
    findWidening(judging, place, table, submitted, acceptance) ??
    findFit(judging, place, table, submitted, acceptance, 'claim')
  );
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
  if (!can.ok || acceptance.fit === 'SAFE') return null;
  return findLossy(judging, table, submitted, change);
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

/** The second question: can the batch be written to the table as it is? */
function findFit(
  judging: Judging,
  place: Place,
  table: DataType,
  submitted: DataType,
  acceptance: Acceptance,
  standing: 'pinned' | 'from base' | 'claim',
): TypeFinding {
  const change = `${column(place.path)} is ${typeIn(table)} in the table and ${typeIn(submitted)} in ${judging.speaker}`;
  const beside = newColumn(place.path, submitted);
  switch (acceptance.fit) {
    case 'SAFE': {
      const verdict = standing === 'claim' ? rulingOn(judging, 'TYPE_NARROWED') : 'NONE';
      const fits = verdict === 'NONE' ? 'every value fits, and the job casts' : 'narrower than the table';
      return {
        rule: 'TYPE_NARROWED',
        verdict,
        reason: `${change}: ${fits}${riskWords(acceptance.risk)}.`,
        remediation: `Send ${typeIn(table)}, or ${setPolicy('narrowerTypes', 'ALLOW')}: every value can be cast.`,
        risk: acceptance.risk,
        adopts: false,
      };
    }
    case 'CHECKED': {
      const isEvidence = standing === 'pinned';
      return {
        rule: 'TYPE_UNFIT',
        verdict: isEvidence ? 'NONE' : rulingOn(judging, 'TYPE_UNFIT'),
        reason: isEvidence
          ? `${change}: a person decided the column's type, so the job casts and fails on the first value that does not fit.`
          : `${change}: some values may not fit.`,
        remediation: unfitRemedy(judging, place, table, beside),
        risk: isEvidence ? 'CHECKED' : undefined,
        adopts: false,
      };
    }
    case 'NO':
      return {
        rule: 'TYPE_CHANGED',
        verdict: rulingOn(judging, 'TYPE_CHANGED'),
        reason: `${change}: neither type can become the other.`,
        remediation: `Send ${typeIn(table)}, or send the new type under a new name (${beside}).`,
        adopts: false,
      };
  }
}

function unfitRemedy(judging: Judging, place: Place, table: DataType, beside: string): string {
  const pin = judging.declared
    ? ''
    : `; if the table's type is right and the values fit it, pin this column, so that jobs cast: ${pinByHint(judging, place, table)}`;
  const replace =
    `; if the new type is right, add a column for it (${beside}), have the producer send the values under the new name, ` +
    `and drop ${pathText(place.path)} when nobody reads it any more`;
  return `Send ${typeIn(table)}${pin}${replace}.`;
}

/** A hint is about one column, where a declared schema would pin them all. */
function pinByHint({ policy }: Judging, { path }: Place, table: DataType): string {
  const hint = JSON.stringify({ [pathText(path)]: sqlType(table) });
  const others =
    policy.typeHints.length === 0 ? '' : ', with the hints that are there: they are replaced as a whole';
  return `set evolutionPolicy.typeHints to ${hint} (PATCH /datasets/{dataset})${others}`;
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
    remediation: guardRemedy(place.guard),
    risk: finding.risk,
  });
}
