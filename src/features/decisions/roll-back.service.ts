import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { rollBack, type RollBackOutcome } from '../../ddl/decisions/roll-back.ts';
import { accept, type Outcome } from '../../problems.ts';
import { activateSchema } from '../schema-versions/activate-schema.service.ts';
import { applied, carryOut } from '../schema-versions/carry-out.service.ts';
import { schemaOf, versionOf } from '../schema-versions/open-versions.service.ts';
import { outstandingStatements } from '../schema-versions/outstanding.service.ts';
import { nextVersionOf } from '../schema-versions/read-versions.service.ts';
import type { ActiveVersion } from '../schema-versions/schema-version.types.ts';
import { identifiedPair } from '../schema-versions/version-history.service.ts';
import { tableStateOf } from '../schema-versions/table-state.service.ts';
import {
  refuseArchived,
  type SchemaVersionDependencies,
  type Target,
} from '../schema-versions/target.service.ts';
import { refuseStale } from './decision-guards.ts';
import type { DecisionAnswer, RollBackCommand } from './decision.types.ts';
import { describeDecision } from './describe-decision.ts';
import { refuseNeverActive, refuseRollBack } from './refuse-roll-back.ts';

interface Plan {
  readonly active: ActiveVersion;
  readonly outcome: RollBackOutcome;
}

/** Goes back to the schema of an earlier version, by a new version. A rehearsal writes nothing. */
export async function rollBackTo(
  deps: SchemaVersionDependencies,
  ref: string,
  command: RollBackCommand,
  caller: Caller,
): Promise<Outcome<DecisionAnswer>> {
  return carryOut(deps, ref, {
    dryRun: command.dryRun,
    plan: (tx, target) => planOf(deps, tx, target, command),
    rehearse: (tx, target, plan) => answerOf(deps, tx, target, plan, command),
    perform: (tx, target, plan) => settle(deps, tx, target, plan, command, caller),
  });
}

async function planOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  command: RollBackCommand,
): Promise<Outcome<Plan>> {
  const { dataset, state } = target;
  const { version, force } = command;
  const archived = refuseArchived(dataset);
  if (archived !== null) return archived;
  const { active } = state;
  const earlier = await versionOf(tx, dataset, version);
  if (!earlier.ok) return earlier;
  if (active === null || earlier.value.validFrom === null) return refuseNeverActive(dataset, earlier.value);
  const stale = refuseStale(target, command);
  if (stale !== null) return stale;
  const [now, then] = await identifiedPair(deps, { ...active, datasetId: dataset.id }, earlier.value, tx);
  const outcome = rollBack({
    table: tableStateOf(dataset, state),
    target: await schemaOf(deps, tx, earlier.value),
    version,
    nextVersion: await nextVersionOf(tx, dataset),
    force,
    ids: { before: now.ids, after: then.ids },
  });
  return accept({ active, outcome });
}

async function answerOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  { active, outcome }: Plan,
  { version }: RollBackCommand,
): Promise<Outcome<DecisionAnswer>> {
  if (outcome.ok) return accept(await describeDecision(deps, tx, target, outcome));
  if (outcome.why === 'REFUSED') return refuseRollBack(target.dataset, version, outcome.refusals);
  return accept({
    status: 'unchanged',
    changeType: 'NONE',
    version: active.version,
    activeSchemaVersionId: active.id,
    changes: [],
    schema: active.schema,
    apply: await outstandingStatements(deps, tx, target, active.schema),
    warnings: [],
  });
}

async function settle(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  plan: Plan,
  command: RollBackCommand,
  caller: Caller,
): Promise<Outcome<DecisionAnswer>> {
  const answer = await answerOf(deps, tx, target, plan, command);
  if (!answer.ok || !plan.outcome.ok) return answer;
  const { verdict, ...decided } = plan.outcome;
  const stored = await activateSchema(deps, tx, target, {
    ...decided,
    changeType: verdict,
    origin: 'ROLLBACK',
    claimedChangeType: null,
    source: {},
    event: 'schema.rolled_back',
    derivedFromVersion: command.version,
    reason: command.reason,
    forced: command.force,
    caller,
  });
  return accept({ ...answer.value, ...applied(stored) });
}
