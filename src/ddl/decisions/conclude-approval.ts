import { HIVE_WARNING, hiveWarnings } from '../../evolution/hive-positions.ts';
import { judge } from '../../evolution/judge.ts';
import type { Change, ColumnFact, Judgement, TableState, Warning } from '../../evolution/types.ts';
import { pathText } from '../../evolution/words.ts';
import { structOf } from '../../schema/constructors.ts';
import { pathKey } from '../../schema/path.ts';
import type { Path, StructType } from '../../schema/types.ts';
import { fieldAt, fieldsOf } from '../../schema/walk.ts';
import { FactBook } from '../fact-book.ts';
import { withFacts } from './with-facts.ts';
import type { Problem } from './only-the-problem.ts';
import { outcomeOf } from './outcome-words.ts';
import type { ApprovalPlan } from './plan-approval.ts';
import type { DecidedChange } from './resolution-book.ts';
import { type ApprovalOutcome, type ApprovalRequest, versionVerdict } from './types.ts';

const NAMED = 5;

/**
 * The approval that decisions come to, once nothing breaking is left of the submission as far as it is taken.
 * @param left what the submission would change besides, and the next batch will
 */
export function concludeApproval(
  request: ApprovalRequest,
  decided: readonly DecidedChange[],
  plan: ApprovalPlan,
  { judgement, left }: Problem,
): ApprovalOutcome {
  if (judgement.effectiveSchema === null) return nothingLeft(decided);
  const { table, submission, policy } = request;
  const taken = withFacts({ ...plan.table, active: judgement.effectiveSchema }, judgement.factUpdates);
  const settled = withFacts(taken, thereafter(plan, taken, comesAlong(table, judgement, decided)));
  // What a job sends next is the whole submission, under the policy as it is.
  const again = judge(settled, submission, policy);
  if (again.verdict === 'BREAKING') {
    const changes = again.changes.filter(({ verdict }) => verdict === 'BREAKING');
    return { ok: false, why: 'NOT_APPROVABLE', changes };
  }
  const changes = [...plan.altered, ...judgement.changes];
  return {
    ok: true,
    verdict: table.active === null ? 'INITIAL' : versionVerdict(changes),
    schema: judgement.effectiveSchema,
    changes,
    factUpdates: factUpdates(table, settled),
    warnings: [
      ...[...plan.warnings, ...judgement.warnings].filter(({ code }) => code !== HIVE_WARNING),
      ...hiveWarnings(table, table.active, judgement.effectiveSchema),
      ...leftWarnings(left),
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

/** What holds of columns beside what the submission says of them; `unseen` are taken on the word of one batch. */
function thereafter(
  { leftOut, settled }: ApprovalPlan,
  { facts }: TableState,
  unseen: readonly Path[],
): readonly ColumnFact[] {
  const book = new FactBook(facts);
  for (const path of unseen) book.set({ ...book.at(path), absence: 'UNSEEN' });
  for (const path of settled) book.set({ ...book.at(path), settled: true });
  for (const fact of leftOut) book.set(fact);
  return book.updates();
}

/** Columns that come with a problem without being one: other batches with the same problem may not have them. */
function comesAlong(
  { active }: TableState,
  { changes, effectiveSchema }: Judgement,
  decided: readonly DecidedChange[],
): readonly Path[] {
  if (effectiveSchema === null) return [];
  if (active === null) return pathsIn(effectiveSchema, []);
  const known = new Set(decided.map(({ change }) => pathKey(change.path)));
  return changes.flatMap(({ rule, verdict, path }) => {
    if (rule !== 'FIELD_ADDED' || verdict !== 'NON_BREAKING' || known.has(pathKey(path))) return [];
    const field = fieldAt(effectiveSchema, path);
    return field === undefined ? [] : pathsIn(structOf([field]), path.slice(0, -1));
  });
}

function pathsIn(struct: StructType, parent: Path): Path[] {
  return Array.from(fieldsOf(struct), ({ path }) => [...parent, ...path]);
}

function leftWarnings(left: readonly Change[]): Warning[] {
  if (left.length === 0) return [];
  const named = left.slice(0, NAMED).map(({ path, after }) => `${pathText(path)} (${after ?? ''})`);
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  const message = `What was submitted also brings ${named.join(', ')}${more}. That is no part of the problem: the next batch that brings it changes the table.`;
  return [{ code: 'LEFT_TO_NEXT_BATCH', path: null, message }];
}

function factUpdates(before: TableState, after: TableState): readonly ColumnFact[] {
  const book = new FactBook(before.facts);
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
