import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { applyOperations } from '../../ddl/apply-operations.ts';
import type { DdlOutcome } from '../../ddl/types.ts';
import { type Change, type ChangeVerdict, VERDICTS } from '../../evolution/types.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import { renamesIn } from '../../rendering/renames-in.ts';
import { datasetNotFound, findDataset } from '../datasets/dataset.service.ts';
import { activateSchema } from '../schema-versions/activate-schema.service.ts';
import { applied, carryOut } from '../schema-versions/carry-out.service.ts';
import { outstandingStatements } from '../schema-versions/outstanding.service.ts';
import { nextVersionOf } from '../schema-versions/read-versions.service.ts';
import { addressed } from '../schema-versions/remediation.service.ts';
import type { ActiveVersion } from '../schema-versions/schema-version.types.ts';
import { tableStateOf } from '../schema-versions/table-state.service.ts';
import {
  refuseArchived,
  type SchemaVersionDependencies,
  type Target,
} from '../schema-versions/target.service.ts';
import { insertStatement, listStatements } from './ddl.repository.ts';
import type { DdlAnswer, DdlCommand, DdlRecord } from './ddl.types.ts';
import { refuseOperations, refuseOtherTable, refuseStale } from './ddl-guards.ts';

export interface DdlService {
  /** All operations become one new version, or none does. */
  execute(ref: string, command: DdlCommand, caller: Caller): Promise<Outcome<DdlAnswer>>;
  /** Statements newest first, below `before`; one more than `limit` tells that there is a next page. */
  history(ref: string, before: number | null, limit: number): Promise<Outcome<readonly DdlRecord[]>>;
}

export function createDdlService(deps: SchemaVersionDependencies): DdlService {
  return {
    execute: (ref, command, caller) =>
      carryOut(deps, ref, {
        dryRun: command.dryRun,
        plan: (tx, target) => planOf(tx, target, command),
        rehearse: (tx, target, plan) => rehearse(deps, tx, target, plan),
        perform: (tx, target, plan) => perform(deps, tx, target, plan, command, caller),
      }),
    history: (ref, before, limit) => history(deps, ref, before, limit),
  };
}

/** A command worked out against a schema, before anything is written. */
interface Plan {
  readonly active: ActiveVersion;
  readonly result: Extract<DdlOutcome, { ok: true }>;
}

async function rehearse(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  plan: Plan,
): Promise<Outcome<DdlAnswer>> {
  return accept({ ...(await answerOf(deps, tx, target, plan)), status: 'dryRun' });
}

async function perform(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  plan: Plan,
  command: DdlCommand,
  caller: Caller,
): Promise<Outcome<DdlAnswer>> {
  const answer = await answerOf(deps, tx, target, plan);
  if (answer.changeType === 'NONE') return accept(answer);
  return accept({ ...answer, ...(await store(deps, tx, target, plan, command, caller)) });
}

async function planOf(
  tx: Transaction,
  { dataset, state }: Target,
  command: DdlCommand,
): Promise<Outcome<Plan>> {
  const archived = refuseArchived(dataset);
  if (archived !== null) return archived;
  const otherTable = refuseOtherTable(dataset, command);
  if (otherTable !== null) return otherTable;
  const { active } = state;
  if (active === null) {
    const how =
      'Submit the first schema instead: POST /datasets/{dataset}/schema/evolve with origin DECLARED.';
    return refuse(
      'NO_ACTIVE_SCHEMA',
      `${dataset.name} has no active schema to alter. ${addressed(how, dataset)}`,
    );
  }
  const stale = refuseStale(dataset, active, command);
  if (stale !== null) return stale;
  const version = await nextVersionOf(tx, dataset);
  const result = applyOperations(tableStateOf(dataset, state), command.operations, version, {
    force: command.force,
  });
  return result.ok ? accept({ active, result }) : refuseOperations(dataset, command, result.refusals);
}

/** What the command comes to where it is not written (yet). */
async function answerOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  { active, result }: Plan,
): Promise<DdlAnswer> {
  return {
    status: 'unchanged',
    changeType: verdictOf(result.changes),
    version: active.version,
    activeSchemaVersionId: active.id,
    changes: result.changes,
    schema: result.schema,
    apply: await outstandingStatements(deps, tx, target, result.schema, renamesIn(result.changes)),
    warnings: result.warnings.map((warning) => ({
      ...warning,
      message: addressed(warning.message, target.dataset),
    })),
  };
}

/** The gravest of all changes. */
function verdictOf(changes: readonly Change[]): ChangeVerdict {
  const found = VERDICTS.findLast((verdict) => changes.some((change) => change.verdict === verdict));
  return found ?? 'NONE';
}

async function store(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  { result }: Plan,
  command: DdlCommand,
  caller: Caller,
): Promise<Partial<DdlAnswer>> {
  const stored = await activateSchema(deps, tx, target, {
    changeType: verdictOf(result.changes) === 'BREAKING' ? 'BREAKING' : 'NON_BREAKING',
    origin: 'DDL',
    schema: result.schema,
    changes: result.changes,
    factUpdates: result.factUpdates,
    claimedChangeType: null,
    source: {},
    event: 'schema.ddl_applied',
    reason: command.reason,
    forced: command.force,
    caller,
  });
  const made = { datasetId: target.dataset.id, versionId: stored.id, at: stored.at };
  await insertStatement(tx, made, command, caller);
  return applied(stored);
}

async function history(
  deps: SchemaVersionDependencies,
  ref: string,
  before: number | null,
  limit: number,
): Promise<Outcome<readonly DdlRecord[]>> {
  const dataset = await findDataset(deps.database.prisma, ref);
  if (dataset === null) return datasetNotFound(ref);
  return accept(await listStatements(deps.database.prisma, dataset.id, before, limit));
}
