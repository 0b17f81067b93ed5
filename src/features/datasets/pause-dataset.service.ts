import type { Transaction } from '../../db/client.ts';
import { accept, type Outcome } from '../../problems.ts';
import { type DatasetCommand, lockInUse } from './dataset-command.service.ts';
import type { Dataset } from './dataset.types.ts';
import { storeSettings } from './store-settings.service.ts';

export interface PauseCommand extends DatasetCommand {
  readonly reason: string;
}

/** Asks the jobs to wait. A second pause may give another reason. */
export async function pauseDataset(tx: Transaction, command: PauseCommand): Promise<Outcome<Dataset>> {
  const locked = await lockInUse(tx, command);
  if (!locked.ok) return locked;
  const { reason, caller } = command;
  const next = { ...locked.value, paused: true, pausedReason: reason };
  return accept(await storeSettings(tx, locked.value, { next, reason, caller }));
}

/** Asks the jobs to go on. */
export async function resumeDataset(tx: Transaction, command: DatasetCommand): Promise<Outcome<Dataset>> {
  const locked = await lockInUse(tx, command);
  if (!locked.ok) return locked;
  const { reason, caller } = command;
  const next = { ...locked.value, paused: false, pausedReason: null };
  return accept(await storeSettings(tx, locked.value, { next, reason, caller }));
}
