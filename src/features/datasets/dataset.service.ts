import type { Caller } from '../../actor.ts';
import type { Database, Transaction } from '../../db/client.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import { accept, type Outcome } from '../../problems.ts';
import { archiveDataset, restoreDataset } from './archive-dataset.service.ts';
import type { DatasetCommand } from './dataset-command.service.ts';
import { listDatasets } from './dataset-list.repository.ts';
import { datasetNotFound } from './dataset-refusals.ts';
import { findDataset } from './dataset.repository.ts';
import type { Dataset, DatasetFilter, DatasetRegistration } from './dataset.types.ts';
import { patchDataset, type DatasetPatch, type PatchDependencies } from './patch-dataset.service.ts';
import { pauseDataset, resumeDataset, type PauseCommand } from './pause-dataset.service.ts';
import { purgeDataset, type PurgeCommand } from './purge-dataset.service.ts';
import { registerDataset } from './register-dataset.service.ts';

export { addressed } from './addressed.ts';
export { datasetArchived, datasetNotFound } from './dataset-refusals.ts';
export { parseDatasetRef } from './dataset-ref.ts';
export { databaseTime, findDataset, lockDataset } from './dataset.repository.ts';

/** Commands repeated change nothing and are no fault. All of them: DATASET_NOT_FOUND, PRECONDITION_FAILED. */
export interface DatasetService {
  /** DATASET_EXISTS, or INVALID_REQUEST where the settings contradict each other. */
  register(registration: DatasetRegistration, caller: Caller): Promise<Outcome<Dataset>>;
  /** By id or name; DATASET_NOT_FOUND. */
  find(ref: string): Promise<Outcome<Dataset>>;
  /** In the order of their names in lower case, those after `after`. */
  list(filter: DatasetFilter, after: string | null, limit: number): Promise<readonly Dataset[]>;
  /** Also DATASET_ARCHIVED, INVALID_REQUEST, FORMAT_FIXED, KEY_NOT_IN_SCHEMA, SETTINGS_REFUSED. */
  patch(patch: DatasetPatch): Promise<Outcome<Dataset>>;
  /** Also DATASET_ARCHIVED. */
  pause(command: PauseCommand): Promise<Outcome<Dataset>>;
  /** Also DATASET_ARCHIVED. */
  resume(command: DatasetCommand): Promise<Outcome<Dataset>>;
  archive(command: DatasetCommand): Promise<Outcome<Dataset>>;
  restore(command: DatasetCommand): Promise<Outcome<Dataset>>;
  /** Also DATASET_NOT_ARCHIVED, and INVALID_REQUEST where another name is confirmed. */
  purge(command: PurgeCommand): Promise<Outcome<null>>;
}

/** `defaultPreset` is the policy of a dataset that names none when it is registered. */
export interface DatasetDependencies extends PatchDependencies {
  readonly database: Database;
}

export function createDatasetService(deps: DatasetDependencies): DatasetService {
  const { database, defaultPreset } = deps;
  return {
    register: (registration, caller) => registerDataset(database, registration, defaultPreset, caller),
    find: async (ref) => {
      const dataset = await findDataset(database.prisma, ref);
      return dataset === null ? datasetNotFound(ref) : accept(dataset);
    },
    list: (filter, after, limit) => listDatasets(database.prisma, filter, after, limit),
    patch: (patch) => inDatasetTransaction(database, patch.dataset, (tx) => patchDataset(tx, patch, deps)),
    pause: locked(database, pauseDataset),
    resume: locked(database, resumeDataset),
    archive: locked(database, archiveDataset),
    restore: locked(database, restoreDataset),
    purge: locked(database, purgeDataset),
  };
}

/** A command in a transaction of its own. */
function locked<C extends DatasetCommand, T>(
  database: Database,
  run: (tx: Transaction, command: C) => Promise<T>,
): (command: C) => Promise<T> {
  return (command) => inDatasetTransaction(database, command.dataset, (tx) => run(tx, command));
}
