import type { Caller } from '../../actor.ts';
import type { Database } from '../../db/client.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import type { Preset } from '../../evolution/types.ts';
import { accept, type Outcome } from '../../problems.ts';
import { datasetNotFound } from './dataset-refusals.ts';
import { findDataset, listDatasets } from './dataset.repository.ts';
import type { Dataset, DatasetFilter, DatasetRegistration } from './dataset.types.ts';
import { patchDataset, type DatasetPatch } from './patch-dataset.service.ts';
import { registerDataset } from './register-dataset.service.ts';

export { datasetArchived, datasetNotFound } from './dataset-refusals.ts';
export { parseDatasetRef } from './dataset-ref.ts';
export { findDataset, lockDataset } from './dataset.repository.ts';

export interface DatasetService {
  /** DATASET_EXISTS, or INVALID_REQUEST where the settings contradict each other. */
  register(registration: DatasetRegistration, caller: Caller): Promise<Outcome<Dataset>>;
  /** By id or name; DATASET_NOT_FOUND. */
  find(ref: string): Promise<Outcome<Dataset>>;
  /** In the order of their names in lower case, those after `after`. */
  list(filter: DatasetFilter, after: string | null, limit: number): Promise<readonly Dataset[]>;
  /** DATASET_NOT_FOUND, PRECONDITION_FAILED, DATASET_ARCHIVED, INVALID_REQUEST, FORMAT_FIXED, KEY_NOT_IN_SCHEMA. */
  patch(patch: DatasetPatch): Promise<Outcome<Dataset>>;
}

/** `defaultPreset` is the policy of a dataset that names none when it is registered. */
export function createDatasetService(database: Database, defaultPreset: Preset): DatasetService {
  return {
    register: (registration, caller) => registerDataset(database, registration, defaultPreset, caller),
    find: async (ref) => {
      const dataset = await findDataset(database.prisma, ref);
      return dataset === null ? datasetNotFound(ref) : accept(dataset);
    },
    list: (filter, after, limit) => listDatasets(database.prisma, filter, after, limit),
    patch: (patch) =>
      inDatasetTransaction(database, patch.dataset, (tx) => patchDataset(tx, patch, defaultPreset)),
  };
}
