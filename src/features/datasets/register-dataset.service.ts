import type { Caller } from '../../actor.ts';
import type { Database } from '../../db/client.ts';
import { violatedConstraint } from '../../db/errors.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Preset } from '../../evolution/types.ts';
import { accept, type Outcome } from '../../problems.ts';
import { recordEvent } from '../events/event.service.ts';
import { contradictorySettings, nameTaken } from './dataset-refusals.ts';
import { settingsFaults } from './dataset-rules.ts';
import { changeSettings, defaultSettings } from './dataset-settings.ts';
import { databaseTime, insertDataset, NAME_CONSTRAINT } from './dataset.repository.ts';
import type { Dataset, DatasetRegistration, DatasetSettings } from './dataset.types.ts';

export async function registerDataset(
  database: Database,
  registration: DatasetRegistration,
  defaultPreset: Preset,
  caller: Caller,
): Promise<Outcome<Dataset>> {
  const { name, ...changes } = registration;
  const settings = changeSettings(defaultSettings(registration.mode, defaultPreset), changes, defaultPreset);
  const faults = settingsFaults(settings);
  if (faults.length > 0) return contradictorySettings(faults);
  try {
    return accept(await insertWithEvent(database, name, settings, caller));
  } catch (error) {
    // Asking first whether the name is free would let two callers hear that it is.
    if (violatedConstraint(error) === NAME_CONSTRAINT) return nameTaken(name);
    throw error;
  }
}

function insertWithEvent(
  database: Database,
  name: string,
  settings: DatasetSettings,
  caller: Caller,
): Promise<Dataset> {
  return inTransaction(database, async (tx) => {
    const dataset = await insertDataset(tx, name, settings, await databaseTime(tx));
    await recordEvent(tx, { type: 'dataset.registered', dataset, after: { name, ...settings }, caller });
    return dataset;
  });
}
