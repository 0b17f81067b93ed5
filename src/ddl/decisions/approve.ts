import { choicesOn } from '../../evolution/approval/actions.ts';
import { editFields } from '../../evolution/approval/edit-fields.ts';
import { judge } from '../../evolution/judge.ts';
import type { Change, Judgement } from '../../evolution/types.ts';
import { pathKey, pathText, stepText } from '../../schema/path.ts';
import { fieldAt } from '../../schema/walk.ts';
import { concludeApproval } from './conclude-approval.ts';
import { onlyTheProblem } from './only-the-problem.ts';
import { planApproval, type PlannedApproval } from './plan-approval.ts';
import { ResolutionBook } from './resolution-book.ts';
import type { ApprovalOutcome, ApprovalRequest } from './types.ts';

/** More than any chain of decisions needs: a rename shows what else differs, and each default may fail once. */
const ROUNDS = 12;

/**
 * Lets a breaking submission in, by a decision about each of its breaking changes. What is decided about the table is
 * done to it first, under the guards and limits of DDL; then the submission, as far as it is to be taken, is judged
 * against the result like any other, by the dataset's policy with just the decided things let through. That is an
 * approval only if the whole submission, judged once more by the policy as it is, is not breaking any more.
 * Its base does not count: after a person's change every submission is judged against what is active.
 */
export function approve(asked: ApprovalRequest): ApprovalOutcome {
  const { table, submission, policy } = asked;
  if (judge(table, submission, policy).verdict !== 'BREAKING') return { ok: false, why: 'HARMLESS' };
  // Nothing arrives while a person decides: no version is to say so.
  const request = {
    ...asked,
    table: { ...table, activeVersion: null },
    submission: { ...submission, base: null },
  };
  const book = new ResolutionBook(asked.resolutions, choicesOn(table, submission.origin));
  let open: readonly Change[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const planned = planApproval(request, book.decided);
    const judgement = judged(planned);
    if (planned.ok && judgement !== null && judgement.verdict !== 'BREAKING') {
      const problem = onlyTheProblem(planned.plan, judgement, book.decided);
      return faultsIn(book, true) ?? concludeApproval(request, book.decided, planned.plan, problem);
    }
    open = planned.ok ? breaking(judgement) : planned.refused.map(({ decided }) => decided.change);
    const stuck = decideAll(request, book, open);
    if (stuck.length > 0) return faultsIn(book, false) ?? notApprovable(explained(book, stuck, planned));
  }
  return notApprovable(open);
}

function judged(planned: PlannedApproval): Judgement | null {
  if (!planned.ok) return null;
  const { table, submission, policy } = planned.plan;
  return judge(table, submission, policy);
}

function breaking(judgement: Judgement | null): readonly Change[] {
  return judgement?.changes.filter(({ verdict }) => verdict === 'BREAKING') ?? [];
}

/** Decides about what is open, renames first: without them what else differs is not known. Gives what nobody can decide. */
function decideAll(
  request: ApprovalRequest,
  book: ResolutionBook,
  open: readonly Change[],
): readonly Change[] {
  const renames = open.filter((change) => book.renamedTo(change) !== null);
  if (renames.length === 0) return open.filter((change) => !book.decide(change));
  const gained = gainedBy(request);
  for (const change of renames) {
    const to = book.renamedTo(change) ?? '';
    if (gained.has(pathKey([...change.path.slice(0, -1), to]))) continue;
    const what = `has no new field ${stepText(to)} that ${pathText(change.path)} could have become`;
    book.objectTo(change, `the submission ${what}`);
  }
  return renames.filter((change) => !book.decide(change));
}

/** The fields that a submission brings and the table does not have, by their paths. */
function gainedBy({ table, submission }: ApprovalRequest): ReadonlySet<string> {
  const gained = new Set<string>();
  editFields(table, submission.schema, (path, field) => {
    if (table.active === null || fieldAt(table.active, path) === undefined) gained.add(pathKey(path));
    return field;
  });
  return gained;
}

function faultsIn(book: ResolutionBook, isComplete: boolean): ApprovalOutcome | null {
  const faults = isComplete ? book.faults() : book.faultsSoFar();
  return faults.length === 0 ? null : { ok: false, why: 'MISDIRECTED', faults };
}

function notApprovable(changes: readonly Change[]): ApprovalOutcome {
  return { ok: false, why: 'NOT_APPROVABLE', changes };
}

/** Where the table cannot follow a decision, its own words stand in for the rule's. */
function explained(
  book: ResolutionBook,
  stuck: readonly Change[],
  planned: PlannedApproval,
): readonly Change[] {
  if (planned.ok) return stuck;
  const isStuck = new Set(stuck);
  return planned.refused.flatMap(({ decided, refusal }) => {
    if (!isStuck.has(decided.change)) return [];
    const others = book.alternatives(decided);
    const instead = others.length === 0 ? '' : ` Or decide ${others.join(' or ')} about it.`;
    const { reason, remediation } = refusal;
    return { ...decided.change, reason, remediation: `${remediation}${instead}` };
  });
}
