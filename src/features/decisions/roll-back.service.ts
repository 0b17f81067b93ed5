import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import { rollBack, type RollBackOutcome } from '../../ddl/decisions/roll-back.ts';
import { accept, type Outcome } from '../../problems.ts';
import { activateSchema } from '../schema-versions/activate-schema.service.ts';
import { schemaOf, versionOf } from '../schema-versions/open-versions.service.ts';
import { nextVersionOf } from '../schema-versions/read-versions.service.ts';
import type { ActiveVersion } from '../schema-versions/schema-version.types.ts';
import { identifiedPair } from '../schema-versions/version-history.service.ts';
import { tableStateOf } from '../schema-versions/table-state.service.ts';
import {
  lockTarget,
  readTarget,
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
  if (command.dryRun) {
    const target = await readTarget(deps, ref);
    if (!target.ok) return target;
    const plan = await planOf(deps, deps.database.prisma, target.value, command);
    return plan.ok ? answerOf(target.value, plan.value, command) : plan;
  }
  return inDatasetTransaction(deps.database, ref, async (tx) => {
    const target = await lockTarget(deps, tx, ref);
    if (!target.ok) return target;
    const plan = await planOf(deps, tx, target.value, command);
    return plan.ok ? settle(deps, tx, target.value, plan.value, command, caller) : plan;
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

function answerOf(
  target: Target,
  { active, outcome }: Plan,
  { version }: RollBackCommand,
): Outcome<DecisionAnswer> {
  if (outcome.ok) return accept(describeDecision(target, outcome));
  if (outcome.why === 'REFUSED') return refuseRollBack(target.dataset, version, outcome.refusals);
  return accept({
    status: 'unchanged',
    changeType: 'NONE',
    version: active.version,
    activeSchemaVersionId: active.id,
    changes: [],
    schema: active.schema,
    apply: [],
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
  const answer = answerOf(target, plan, command);
  if (!answer.ok || !plan.outcome.ok) return answer;
  const { verdict, ...decided } = plan.outcome;
  const { version, id } = await activateSchema(deps, tx, target, {
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
  return accept({
    ...answer.value,
    status: 'applied',
    newVersion: version,
    version,
    activeSchemaVersionId: id,
  });
}
