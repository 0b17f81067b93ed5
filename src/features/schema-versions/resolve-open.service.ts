import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { Submission } from '../../evolution/types.ts';
import type { Outcome } from '../../problems.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { recordEvent } from '../events/event.service.ts';
import { judgeBatch, submissionOf } from './judge-batch.ts';
import { closeVersion, findOpenVersions, type OpenVersion } from './open-version.repository.ts';
import { readSchemaState, storedSchema } from './schema-state.repository.ts';
import type { SchemaVersionDependencies, Target } from './target.service.ts';

/** More than anybody has open; each is judged once per change of the schema. */
const MOST = 100;

/**
 * Judges what is blocked or rejected against the dataset as it is now, in the caller's transaction, and resolves what
 * has become harmless. To be called after every change of the schema, of what is known of its columns, or of settings
 * that verdicts depend on. The caller holds the dataset's lock; `dataset` is as it is after the change.
 * @param why the sentence that is kept as the reason
 */
export async function resolveOpenVersions(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  dataset: Dataset,
  caller: Caller,
  why: string,
): Promise<void> {
  const open = await findOpenVersions(tx, dataset.id, MOST);
  if (open.length === 0) return;
  const state = await readSchemaState(tx, deps.cache, dataset.id);
  if (state === null) return;
  for (const version of open) {
    if (await isBreaking(deps, tx, { dataset, state }, version)) continue;
    await resolveVersion(tx, dataset, version, caller, why);
  }
}

/** Ends one version that has become harmless. */
export async function resolveVersion(
  tx: Transaction,
  dataset: Dataset,
  { id, version }: OpenVersion,
  caller: Caller,
  why: string,
): Promise<void> {
  await closeVersion(tx, id, { status: 'RESOLVED', reason: why }, caller);
  await recordEvent(tx, { type: 'schema.resolved', dataset, version, caller, reason: why });
}

/** Whether a submission that was blocked would be blocked again. */
async function isBreaking(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  open: OpenVersion,
): Promise<boolean> {
  const schema = await storedSchema(tx, deps.cache, open.id);
  const judged = await judgeBatch(deps, tx, target, { ...open, schema });
  return !judged.ok || judged.value.judgement.verdict === 'BREAKING';
}

/** What was submitted when a version was blocked, as it would be heard now. */
export async function blockedSubmission(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  open: OpenVersion,
): Promise<Outcome<Submission>> {
  const schema = await storedSchema(tx, deps.cache, open.id);
  return submissionOf(deps, tx, target, { ...open, schema });
}
