import { HIVE_WARNING, hiveWarnings } from '../../evolution/hive-positions.ts';
import { judge } from '../../evolution/judge.ts';
import type { Change, ColumnFact, Judgement, TableState } from '../../evolution/types.ts';
import { FactLedger, withFacts } from './fact-ledger.ts';
import { outcomeOf } from './outcome-words.ts';
import type { ApprovalPlan } from './plan-approval.ts';
import type { DecidedChange } from './resolution-book.ts';
import { type ApprovalOutcome, type ApprovalRequest, versionVerdict } from './types.ts';

/** The approval that decisions come to, once nothing breaking is left of the submission as far as it is taken. */
export function concludeApproval(
  request: ApprovalRequest,
  decided: readonly DecidedChange[],
  plan: ApprovalPlan,
  judgement: Judgement,
): ApprovalOutcome {
  if (judgement.effectiveSchema === null) return nothingLeft(decided);
  const { table, submission, policy } = request;
  const taken = withFacts({ ...plan.table, active: judgement.effectiveSchema }, judgement.factUpdates);
  const settled = withFacts(taken, thereafter(plan, taken));
  // What a job sends next is the whole submission, under the policy as it is.
  const again = judge(settled, submission, policy);
  if (again.verdict === 'BREAKING' || again.effectiveSchema === null) {
    const changes = again.changes.filter(({ verdict }) => verdict === 'BREAKING');
    return { ok: false, why: 'NOT_APPROVABLE', changes };
  }
  const after = withFacts({ ...settled, active: again.effectiveSchema }, again.factUpdates);
  const more = again.changes.filter(({ verdict }) => verdict === 'NON_BREAKING');
  const changes = [...plan.altered, ...judgement.changes, ...more];
  return {
    ok: true,
    verdict: table.active === null ? 'INITIAL' : versionVerdict(changes),
    schema: again.effectiveSchema,
    changes,
    factUpdates: factUpdates(table, after),
    warnings: [
      ...[...plan.warnings, ...judgement.warnings].filter(({ code }) => code !== HIVE_WARNING),
      ...hiveWarnings(table, table.active, again.effectiveSchema),
    ],
    resolutions: decided.map((each) => {
      const { change, action, to } = each;
      return {
        rule: change.rule,
        path: change.path,
        action,
        to,
        outcome: outcomeOf(each, submission.origin),
      };
    }),
  };
}

function thereafter({ leftOut, settled }: ApprovalPlan, { facts }: TableState): ColumnFact[] {
  const book = new FactLedger(facts);
  return [...leftOut, ...settled.map((path) => ({ ...book.at(path), settled: true }))];
}

function factUpdates(before: TableState, after: TableState): readonly ColumnFact[] {
  const book = new FactLedger(before.facts);
  for (const fact of after.facts) book.set(fact);
  return book.updates();
}

function nothingLeft(decided: readonly DecidedChange[]): ApprovalOutcome {
  const changes = decided.map(({ change }): Change => {
    const reason = `${change.reason} Without what is to be left out, nothing is left to store.`;
    return { ...change, reason };
  });
  return { ok: false, why: 'NOT_APPROVABLE', changes };
}
