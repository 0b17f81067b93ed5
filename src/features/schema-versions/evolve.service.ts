import { createHash } from 'node:crypto';
import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import { choicesOn } from '../../evolution/approval/actions.ts';
import { accept, type Outcome } from '../../problems.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { recordEvent } from '../events/event.service.ts';
import { activateSchema } from './activate-schema.service.ts';
import { breakingRefusal, type BlockedRecord } from './breaking-refusal.ts';
import { reasonOf } from './describe-changes.ts';
import { answerOf } from './evolve-answer.ts';
import { judgeBatch, type JudgedBatch } from './judge-batch.ts';
import { noteColumns } from './note-columns.service.ts';
import { resolveOpenVersions } from './resolve-open.service.ts';
import { findOpenProblem } from './schema-version.repository.ts';
import type { BatchSchema, EvolveAnswer } from './schema-version.types.ts';
import { tableStateOf } from './table-state.service.ts';
import { lockTarget, readTarget, refuseArchived, type SchemaVersionDependencies } from './target.service.ts';
import { blockVersion, countOccurrence } from './version-writer.repository.ts';

const DECLARED = 'A declared schema said the types of columns, which made it harmless.';

/**
 * Judges a batch's schema and remembers the verdict.
 * Most batches bring nothing new: those are answered from one snapshot, without a lock. Whatever has to be written
 * is judged again under the dataset's lock, so a verdict is never based on a schema that has moved.
 */
export async function evolve(
  deps: SchemaVersionDependencies,
  ref: string,
  batch: BatchSchema,
  caller: Caller,
): Promise<Outcome<EvolveAnswer>> {
  const read = await judgeUnlocked(deps, ref, batch);
  if (!read.ok) return read;
  const settled = writesNothing(read.value)
    ? await settleUnlocked(deps, read.value, batch)
    : await inDatasetTransaction(deps.database, ref, (tx) => judgeLocked(deps, tx, ref, batch, caller));
  if (settled.judged !== null) count(deps, settled.judged);
  return settled.outcome;
}

/** The same verdict with nothing written. */
export async function judgeUnlocked(
  deps: SchemaVersionDependencies,
  ref: string,
  batch: BatchSchema,
): Promise<Outcome<JudgedBatch>> {
  const target = await readTarget(deps, ref);
  if (!target.ok) return target;
  const archived = refuseArchived(target.value.dataset);
  return archived ?? judgeBatch(deps, deps.database.prisma, target.value, batch);
}

async function settleUnlocked(
  deps: SchemaVersionDependencies,
  judged: JudgedBatch,
  batch: BatchSchema,
): Promise<Settled> {
  return { judged, outcome: accept(await answerOf(deps, deps.database.prisma, judged, batch, null)) };
}

interface Settled {
  /** Null where the request was refused before it was judged. */
  readonly judged: JudgedBatch | null;
  readonly outcome: Outcome<EvolveAnswer>;
}

async function judgeLocked(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  ref: string,
  batch: BatchSchema,
  caller: Caller,
): Promise<Settled> {
  const target = await lockTarget(deps, tx, ref);
  if (!target.ok) return { judged: null, outcome: target };
  const archived = refuseArchived(target.value.dataset);
  if (archived !== null) return { judged: null, outcome: archived };
  const judged = await judgeBatch(deps, tx, target.value, batch);
  if (!judged.ok) return { judged: null, outcome: judged };
  return { judged: judged.value, outcome: await settle(deps, tx, judged.value, batch, caller) };
}

function writesNothing({ judgement, policy }: JudgedBatch): boolean {
  if (judgement.verdict === 'NONE') return judgement.factUpdates.length === 0;
  return judgement.verdict === 'BREAKING' && policy.enforcement === 'OBSERVE';
}

async function settle(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  judged: JudgedBatch,
  batch: BatchSchema,
  caller: Caller,
): Promise<Outcome<EvolveAnswer>> {
  if (writesNothing(judged)) return accept(await answerOf(deps, tx, judged, batch, null));
  switch (judged.judgement.verdict) {
    case 'NONE':
      await noteColumns(tx, judged, batch.origin, caller);
      if (batch.origin === 'DECLARED')
        await resolveOpenVersions(deps, tx, judged.target.dataset, caller, DECLARED);
      return accept(await answerOf(deps, tx, judged, batch, null));
    case 'INITIAL':
    case 'NON_BREAKING':
      return activate(deps, tx, judged, batch, caller);
    case 'BREAKING':
      return block(tx, judged, batch, caller);
  }
}

async function activate(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  judged: JudgedBatch,
  batch: BatchSchema,
  caller: Caller,
): Promise<Outcome<EvolveAnswer>> {
  const { judgement, target } = judged;
  const schema = judgement.effectiveSchema;
  if (schema === null || judgement.verdict === 'NONE' || judgement.verdict === 'BREAKING') {
    throw new Error(`A verdict of ${judgement.verdict} without a schema cannot be activated`);
  }
  const stored = await activateSchema(deps, tx, target, {
    changeType: judgement.verdict,
    origin: batch.origin,
    schema,
    changes: judgement.changes,
    factUpdates: judgement.factUpdates,
    claimedChangeType: batch.claimedChangeType,
    source: batch.source,
    event: 'schema.activated',
    reason: null,
    caller,
  });
  return accept(await answerOf(deps, tx, judged, batch, stored));
}

async function block(
  tx: Transaction,
  judged: JudgedBatch,
  batch: BatchSchema,
  caller: Caller,
): Promise<Outcome<EvolveAnswer>> {
  const { judgement, target } = judged;
  const { dataset, state } = target;
  const activeVersion = state.active?.version ?? null;
  const record = await recordProblem(tx, judged, batch, caller, dataset);
  const { changes } = judgement;
  const choices = choicesOn(tableStateOf(dataset, state), batch.origin);
  return breakingRefusal({ dataset: dataset.name, changes, choices, activeVersion }, record);
}

async function recordProblem(
  tx: Transaction,
  judged: JudgedBatch,
  batch: BatchSchema,
  caller: Caller,
  dataset: Dataset,
): Promise<BlockedRecord> {
  const problemKey = createHash('sha256')
    .update(judged.judgement.problem ?? '')
    .digest('hex');
  const known = await findOpenProblem(tx, dataset.id, problemKey);
  if (known !== null) {
    await countOccurrence(tx, known.id);
    const status = known.status === 'REJECTED' ? 'REJECTED' : 'BLOCKED';
    const { version, decision } = known;
    return { version, status, occurrences: known.occurrences + 1, decision };
  }
  const { changes } = judged.judgement;
  const reason = reasonOf('BREAKING', changes);
  const { origin, schema, claimedChangeType, source, baseVersion, nullOnlyPaths } = batch;
  const { active } = judged.target.state;
  const submitted = {
    datasetId: dataset.id,
    origin,
    schema,
    claimedChangeType,
    source,
    comparedWith: active,
    evidence: { baseVersion, nullOnlyPaths },
    caller,
  };
  const stored = await blockVersion(
    tx,
    { ...submitted, changeType: 'BREAKING', changes, reason },
    problemKey,
  );
  await recordEvent(tx, {
    type: 'schema.blocked',
    dataset,
    version: stored.version,
    caller,
    after: { version: stored.version, activeVersion: active?.version ?? null },
    reason,
  });
  return { version: stored.version, status: 'BLOCKED', occurrences: 1, decision: null };
}

function count(deps: SchemaVersionDependencies, { judgement, target }: JudgedBatch): void {
  deps.metrics.verdict(target.dataset.name, judgement.verdict);
  if (judgement.verdict === 'BREAKING') deps.metrics.breaking(target.dataset.name);
}
