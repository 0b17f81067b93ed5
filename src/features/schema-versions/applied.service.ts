import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import { accept, refuse, type Outcome, type Refusal } from '../../problems.ts';
import { databaseTime, datasetNotFound, lockDataset } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { recordEvent } from '../events/event.service.ts';
import { type Acknowledgement, storeApplied } from './applied.repository.ts';
import { refuseNeverActive } from './never-active.service.ts';
import { versionOf } from './open-versions.service.ts';
import type { Applied, SchemaVersion } from './schema-version.types.ts';
import { refuseArchived, type SchemaVersionDependencies } from './target.service.ts';

/** What somebody says of the real table. */
export interface AppliedCommand {
  readonly version: number;
  readonly commit: string | null;
  /** Null: now. */
  readonly at: Date | null;
}

const NOT_APPLIED = ', so it cannot have been applied. Acknowledge the version that was.';

/** Clocks of clusters differ; what lies further ahead is a mistake. */
const AHEAD_MS = 60_000;

/**
 * Keeps on record that the real table has a version's schema, and by which commit. The first acknowledgement stands: the
 * same once more writes nothing, nor does one that names no commit; one without a commit takes a later one's; another
 * commit is refused.
 */
export async function acknowledge(
  deps: SchemaVersionDependencies,
  ref: string,
  command: AppliedCommand,
  caller: Caller,
): Promise<Outcome<SchemaVersion>> {
  return inDatasetTransaction(deps.database, ref, async (tx) => {
    const dataset = await lockDataset(tx, ref);
    if (dataset === null) return datasetNotFound(ref);
    const archived = refuseArchived(dataset);
    if (archived !== null) return archived;
    const found = await versionOf(tx, dataset, command.version);
    if (!found.ok) return found;
    const now = await databaseTime(tx);
    const refusal = refuseNeverActive(found.value, NOT_APPLIED) ?? refuseTime(command, now);
    if (refusal !== null) return refusal;
    const told = found.value.applied;
    if (told === null) {
      return record(tx, dataset, found.value, { at: command.at ?? now, commit: command.commit }, caller);
    }
    if (command.commit === null || command.commit === told.commit) return accept(found.value);
    if (told.commit !== null) return refuseOther(found.value, told, command.commit);
    return record(tx, dataset, found.value, { at: told.at, commit: command.commit }, caller);
  });
}

async function record(
  tx: Transaction,
  dataset: Dataset,
  { id, version, applied }: SchemaVersion,
  acknowledgement: Acknowledgement,
  caller: Caller,
): Promise<Outcome<SchemaVersion>> {
  await storeApplied(tx, id, acknowledgement, caller);
  await recordEvent(tx, {
    type: 'schema.applied',
    dataset,
    version,
    caller,
    before: applied === null ? null : { at: applied.at, commit: applied.commit },
    after: { at: acknowledgement.at, commit: acknowledgement.commit },
  });
  return versionOf(tx, dataset, version);
}

function refuseTime({ at }: AppliedCommand, now: Date): Refusal | null {
  if (at === null || (at.getTime() >= 0 && at.getTime() <= now.getTime() + AHEAD_MS)) return null;
  const message = `must lie between 1970 and now, which is ${now.toISOString()}`;
  return refuse('INVALID_REQUEST', `at ${message}.`, { errors: [{ in: 'body', path: '/at', message }] });
}

function refuseOther({ version }: SchemaVersion, { at, commit }: Applied, other: string): Refusal {
  return refuse(
    'ALREADY_APPLIED',
    `Version ${version} was applied by commit ${commit ?? 'unknown'} at ${at.toISOString()}; commit ${other} cannot have brought it again. If the first was a mistake, roll back to version ${version} and acknowledge the version that makes.`,
    { extensions: { appliedAt: at.toISOString(), appliedCommit: commit } },
  );
}
