import type { Transaction } from '../../db/client.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import type { StructType } from '../../schema/types.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { findOpenVersion, type OpenVersion } from './open-version.repository.ts';
import { storedSchema } from './schema-state.repository.ts';
import { findActiveVersion, findVersion } from './schema-version.repository.ts';
import type { SchemaVersion } from './schema-version.types.ts';
import type { SchemaVersionDependencies } from './target.service.ts';

export { closeVersion, type OpenVersion } from './open-version.repository.ts';
export { blockedSubmission, resolveVersion } from './resolve-open.service.ts';

/** A version by its number; VERSION_NOT_FOUND. */
export async function versionOf(
  tx: Transaction,
  dataset: Dataset,
  version: number,
): Promise<Outcome<SchemaVersion>> {
  const found = await findVersion(tx, { datasetId: dataset.id, version });
  if (found !== null) return accept(found);
  return refuse('VERSION_NOT_FOUND', `${dataset.name} has no schema version ${version}.`);
}

/** The version that is active; NO_ACTIVE_SCHEMA. */
export async function activeVersionOf(tx: Transaction, dataset: Dataset): Promise<Outcome<SchemaVersion>> {
  const active = await findActiveVersion(tx, dataset.id);
  if (active !== null) return accept(active);
  return refuse(
    'NO_ACTIVE_SCHEMA',
    `${dataset.name} has no active schema yet: the first good submission makes one.`,
  );
}

export async function schemaOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  { id }: SchemaVersion,
): Promise<StructType> {
  return storedSchema(tx, deps.cache, id);
}

/** A version about which can be decided: VERSION_NOT_FOUND, NOT_BLOCKED. */
export async function openVersionOf(
  tx: Transaction,
  dataset: Dataset,
  version: number,
): Promise<Outcome<OpenVersion>> {
  const open = await findOpenVersion(tx, dataset.id, version);
  if (open !== null) return accept(open);
  const found = await versionOf(tx, dataset, version);
  return found.ok ? refuse('NOT_BLOCKED', whyNotOpen(found.value)) : found;
}

function whyNotOpen({ version, status, decision }: SchemaVersion): string {
  const by = decision === null ? '' : ` by ${decision.by.name} (${decision.reason})`;
  switch (status) {
    case 'APPROVED': {
      const led = decision?.ledToVersion ?? null;
      return `Version ${version} was approved already${by}${led === null ? '' : `; it led to version ${led}`}.`;
    }
    case 'RESOLVED':
      return `Version ${version} was resolved${by}: submit the batch again, it is not breaking any more.`;
    default:
      return `Version ${version} is ${status}: it was never blocked, so there is nothing to decide about it.`;
  }
}
