import type { Transaction } from '../../db/client.ts';
import { accept, type Outcome } from '../../problems.ts';
import { recordEvent } from '../events/event.service.ts';
import { type DatasetCommand, lockCurrent } from './dataset-command.service.ts';
import { updateArchived } from './dataset.repository.ts';
import type { Dataset } from './dataset.types.ts';

/** Takes a dataset out of use: it stays readable, and nothing more is written to it. */
export function archiveDataset(tx: Transaction, command: DatasetCommand): Promise<Outcome<Dataset>> {
  return turn(tx, command, true);
}

/** Takes an archived dataset into use again. */
export function restoreDataset(tx: Transaction, command: DatasetCommand): Promise<Outcome<Dataset>> {
  return turn(tx, command, false);
}

async function turn(
  tx: Transaction,
  command: DatasetCommand,
  isArchived: boolean,
): Promise<Outcome<Dataset>> {
  const locked = await lockCurrent(tx, command);
  if (!locked.ok || (locked.value.archivedAt !== null) === isArchived) return locked;
  const dataset = await updateArchived(tx, locked.value, isArchived);
  await recordEvent(tx, {
    type: isArchived ? 'dataset.archived' : 'dataset.restored',
    dataset,
    before: { archivedAt: locked.value.archivedAt },
    after: { archivedAt: dataset.archivedAt },
    reason: command.reason,
    caller: command.caller,
  });
  return accept(dataset);
}
