import type { Transaction } from '../../db/client.ts';
import { judge } from '../../evolution/judge.ts';
import type { Judgement, Policy, Submission } from '../../evolution/types.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import type { StructType } from '../../schema/types.ts';
import { addressedChanges } from './remediation.service.ts';
import { storedSchema } from './schema-state.repository.ts';
import { findVersion, onlyJobsChangedSince } from './schema-version.repository.ts';
import type { BatchSchema, SchemaVersion } from './schema-version.types.ts';
import { policyOf, tableStateOf } from './table-state.service.ts';
import type { SchemaVersionDependencies, Target } from './target.service.ts';

/** A batch judged against the state that `target` holds. */
export interface JudgedBatch {
  readonly target: Target;
  readonly policy: Policy;
  readonly judgement: Judgement;
}

/** The part of a batch that verdicts depend on. */
export type Submitted = Pick<BatchSchema, 'schema' | 'origin' | 'nullOnlyPaths' | 'baseVersion'>;

export async function judgeBatch(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  batch: Submitted,
): Promise<Outcome<JudgedBatch>> {
  const submission = await submissionOf(deps, tx, target, batch);
  if (!submission.ok) return submission;
  const policy = policyOf(target.dataset, deps.defaultPreset);
  const judgement = judge(tableStateOf(target.dataset, target.state), submission.value, policy);
  const changes = addressedChanges(judgement.changes, target.dataset);
  return accept({ target, policy, judgement: { ...judgement, changes } });
}

/** What a batch says, as the engine hears it. */
export async function submissionOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  { schema, origin, nullOnlyPaths, baseVersion }: Submitted,
): Promise<Outcome<Submission>> {
  const base = await baseSchema(deps, tx, target, baseVersion);
  return base.ok ? accept({ schema, origin, nullOnlyPaths, base: base.value }) : base;
}

/**
 * The schema a job started from, where its intent is the difference to it; null where it is judged against the
 * active one: no base named, the base is still active, or a person changed the schema in between.
 */
async function baseSchema(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  { dataset, state }: Target,
  baseVersion: number | null,
): Promise<Outcome<StructType | null>> {
  if (baseVersion === null || baseVersion === state.active?.version) return accept(null);
  const base = await findVersion(tx, { datasetId: dataset.id, version: baseVersion });
  if (base === null || !wasActive(base)) return refuseBase(dataset.name, baseVersion);
  if (!(await onlyJobsChangedSince(tx, dataset.id, baseVersion))) return accept(null);
  return accept(await storedSchema(tx, deps.cache, base.id));
}

function wasActive(version: SchemaVersion): boolean {
  return version.validFrom !== null;
}

function refuseBase(name: string, baseVersion: number): Outcome<never> {
  const detail = `${name} never had an active version ${baseVersion}: baseVersion is the number of the version the job had loaded.`;
  return refuse('INVALID_REQUEST', detail, {
    errors: [{ in: 'body', path: '/baseVersion', message: 'is not a version that was ever active' }],
  });
}
