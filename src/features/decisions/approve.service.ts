import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { approve } from '../../ddl/decisions/approve.ts';
import type { ApprovalOutcome } from '../../ddl/decisions/types.ts';
import { accept, type Outcome } from '../../problems.ts';
import { recordEvent } from '../events/event.service.ts';
import { activateSchema } from '../schema-versions/activate-schema.service.ts';
import { applied, carryOut } from '../schema-versions/carry-out.service.ts';
import {
  blockedSubmission,
  closeVersion,
  openVersionOf,
  type OpenVersion,
  resolveVersion,
} from '../schema-versions/open-versions.service.ts';
import { nextVersionOf } from '../schema-versions/read-versions.service.ts';
import { policyOf, tableStateOf } from '../schema-versions/table-state.service.ts';
import {
  refuseArchived,
  type SchemaVersionDependencies,
  type Target,
} from '../schema-versions/target.service.ts';
import { refuseApproval } from './refuse-approval.ts';
import { refuseStale } from './decision-guards.ts';
import type { ApprovalAnswer, ApproveCommand } from './decision.types.ts';
import { describeDecision } from './describe-decision.ts';

type Approval = Extract<ApprovalOutcome, { ok: true }>;

/** A decision worked out against a schema, before anything is written. */
interface Plan {
  readonly open: OpenVersion;
  readonly nextVersion: number;
  readonly outcome: ApprovalOutcome;
}

/** Lets a blocked submission in, by a new version. A rehearsal writes nothing. */
export async function approveVersion(
  deps: SchemaVersionDependencies,
  ref: string,
  command: ApproveCommand,
  caller: Caller,
): Promise<Outcome<ApprovalAnswer>> {
  return carryOut(deps, ref, {
    dryRun: command.dryRun,
    plan: (tx, target) => planOf(deps, tx, target, command),
    rehearse: (tx, target, plan) => answerOf(deps, tx, target, plan),
    perform: (tx, target, plan) => settle(deps, tx, target, plan, command, caller),
  });
}

async function planOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  command: ApproveCommand,
): Promise<Outcome<Plan>> {
  const { dataset, state } = target;
  const archived = refuseArchived(dataset);
  if (archived !== null) return archived;
  const open = await openVersionOf(tx, dataset, command.version);
  if (!open.ok) return open;
  const stale = refuseStale(target, command);
  if (stale !== null) return stale;
  const submission = await blockedSubmission(deps, tx, target, open.value);
  if (!submission.ok) return submission;
  const nextVersion = await nextVersionOf(tx, dataset);
  const outcome = approve({
    table: tableStateOf(dataset, state),
    submission: submission.value,
    policy: policyOf(dataset, deps.defaultPreset),
    resolutions: command.resolutions,
    nextVersion,
  });
  return accept({ open: open.value, nextVersion, outcome });
}

async function answerOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  { open, outcome }: Plan,
): Promise<Outcome<ApprovalAnswer>> {
  if (!outcome.ok) return refuseApproval(target.dataset, open.version, outcome);
  const { resolutions } = outcome;
  const decision = await describeDecision(deps, tx, target, outcome);
  return accept({ ...decision, approvedVersion: open.version, resolutions });
}

async function settle(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  plan: Plan,
  command: ApproveCommand,
  caller: Caller,
): Promise<Outcome<ApprovalAnswer>> {
  const { open, outcome } = plan;
  if (!outcome.ok && outcome.why === 'HARMLESS') {
    await resolveVersion(
      tx,
      target.dataset,
      open,
      caller,
      'It was harmless by the time somebody decided about it.',
    );
  }
  const answer = await answerOf(deps, tx, target, plan);
  if (!answer.ok || !outcome.ok) return answer;
  await recordApproval(tx, target, plan, outcome, command, caller);
  const { verdict, ...decided } = outcome;
  const stored = await activateSchema(deps, tx, target, {
    ...decided,
    changeType: verdict,
    origin: 'DECISION',
    claimedChangeType: null,
    source: {},
    event: 'schema.activated',
    derivedFromVersion: open.version,
    reason: command.reason,
    caller,
  });
  return accept({ ...answer.value, ...applied(stored) });
}

/** Before the version that it leads to becomes active: what is still open by then is judged against that. */
async function recordApproval(
  tx: Transaction,
  { dataset }: Target,
  { open, nextVersion }: Plan,
  outcome: Approval,
  { reason }: ApproveCommand,
  caller: Caller,
): Promise<void> {
  const resolutions = outcome.resolutions.map((each) => ({ ...each, path: [...each.path] }));
  const ending = { status: 'APPROVED' as const, reason, ledToVersion: nextVersion, resolutions };
  await closeVersion(tx, open.id, ending, caller);
  await recordEvent(tx, {
    type: 'schema.approved',
    dataset,
    version: open.version,
    caller,
    before: { status: open.status },
    after: { ledToVersion: nextVersion, resolutions },
    reason,
  });
}
