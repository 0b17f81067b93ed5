import type { Transaction } from '../../db/client.ts';
import { accept, type Outcome } from '../../problems.ts';
import { recordEvent } from '../events/event.service.ts';
import { type DatasetCommand, lockCurrent } from './dataset-command.service.ts';
import { datasetNotArchived, otherName } from './dataset-refusals.ts';
import { settingsOf } from './dataset-settings.ts';
import { deleteDataset } from './dataset.repository.ts';

export interface PurgeCommand extends DatasetCommand {
  /** The name of the dataset, as the caller believes it to be. */
  readonly confirm: string;
}

/** Deletes an archived dataset with all its versions for good. Its events stay, and its name is free again. */
export async function purgeDataset(tx: Transaction, command: PurgeCommand): Promise<Outcome<null>> {
  const locked = await lockCurrent(tx, command);
  if (!locked.ok) return locked;
  const dataset = locked.value;
  if (command.confirm !== dataset.name) return otherName(dataset);
  if (dataset.archivedAt === null) return datasetNotArchived(dataset);
  await deleteDataset(tx, dataset);
  const { name, archivedAt } = dataset;
  const before = { name, ...settingsOf(dataset), archivedAt };
  const { reason, caller } = command;
  await recordEvent(tx, { type: 'dataset.purged', dataset, before, reason, caller });
  return accept(null);
}
