import type { Database, Transaction } from '../../db/client.ts';
import type { Preset } from '../../evolution/types.ts';
import { accept, refuse, type Outcome, type Refusal } from '../../problems.ts';
import { datasetArchived, datasetNotFound, findDataset, lockDataset } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { readSchemaState, type SchemaCache, type SchemaState } from './schema-state.repository.ts';

/** Told of every verdict once it is committed. */
export interface VerdictMetrics {
  verdict(dataset: string, changeType: string): void;
  breaking(dataset: string): void;
}

export interface SchemaVersionDependencies {
  readonly database: Database;
  readonly cache: SchemaCache;
  readonly metrics: VerdictMetrics;
  readonly defaultPreset: Preset;
}

/** A dataset and the state of its schema, which belong together. */
export interface Target {
  readonly dataset: Dataset;
  readonly state: SchemaState;
}

const READ_ATTEMPTS = 5;

/**
 * The dataset and its schema state without a lock. The two are read one after the other; equal revisions prove
 * that the configuration did not change in between, otherwise they are read again.
 */
export async function readTarget(deps: SchemaVersionDependencies, ref: string): Promise<Outcome<Target>> {
  const tx = deps.database.prisma;
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt += 1) {
    const dataset = await findDataset(tx, ref);
    if (dataset === null) return datasetNotFound(ref);
    const state = await readSchemaState(tx, deps.cache, dataset.id);
    if (state?.revision === dataset.revision) return accept({ dataset, state });
  }
  return refuse('DATASET_BUSY', `The configuration of ${ref} keeps changing; try again.`);
}

/** The same as one moment sees it: `tx` is a transaction of isolation RepeatableRead. */
export async function targetIn(
  deps: Pick<SchemaVersionDependencies, 'cache'>,
  tx: Transaction,
  ref: string,
): Promise<Outcome<Target>> {
  const dataset = await findDataset(tx, ref);
  if (dataset === null) return datasetNotFound(ref);
  const state = await readSchemaState(tx, deps.cache, dataset.id);
  return state === null ? datasetNotFound(ref) : accept({ dataset, state });
}

/** The same under the dataset's lock: nobody else changes it until the transaction ends. */
export async function lockTarget(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  ref: string,
): Promise<Outcome<Target>> {
  const dataset = await lockDataset(tx, ref);
  if (dataset === null) return datasetNotFound(ref);
  const state = await readSchemaState(tx, deps.cache, dataset.id);
  return state === null ? datasetNotFound(ref) : accept({ dataset, state });
}

/** Null, or why nothing may be written to the dataset. */
export function refuseArchived(dataset: Dataset): Refusal | null {
  return dataset.archivedAt === null ? null : datasetArchived(dataset);
}
