import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { accept, type Outcome } from '../../problems.ts';
import { datasetArchived, datasetNotFound, staleDataset } from './dataset-refusals.ts';
import { lockDataset } from './dataset.repository.ts';
import type { Dataset } from './dataset.types.ts';

/** What a person asks of one dataset. */
export interface DatasetCommand {
  /** Id or name. */
  readonly dataset: string;
  /** Does the caller know the dataset as it is now? Asked under the lock. */
  readonly isCurrent: (dataset: Dataset) => boolean;
  /** Why, in the caller's words. */
  readonly reason: string | null;
  readonly caller: Caller;
}

/** The dataset under its lock; DATASET_NOT_FOUND, PRECONDITION_FAILED. */
export async function lockCurrent(
  tx: Transaction,
  { dataset: ref, isCurrent }: DatasetCommand,
): Promise<Outcome<Dataset>> {
  const current = await lockDataset(tx, ref);
  if (current === null) return datasetNotFound(ref);
  return isCurrent(current) ? accept(current) : staleDataset(current);
}

/** The same where only a dataset in use will do; DATASET_ARCHIVED. */
export async function lockInUse(tx: Transaction, command: DatasetCommand): Promise<Outcome<Dataset>> {
  const locked = await lockCurrent(tx, command);
  return locked.ok && locked.value.archivedAt !== null ? datasetArchived(locked.value) : locked;
}
