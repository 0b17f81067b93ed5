import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { Preset } from '../../evolution/types.ts';
import { accept, type Outcome, type Refusal } from '../../problems.ts';
import { parseStructJson } from '../../schema/parse-json.ts';
import type { StructType } from '../../schema/types.ts';
import { recordEvent } from '../events/event.service.ts';
import type { EventType } from '../events/event.types.ts';
import { newlyMissingColumns } from './active-schema-rules.ts';
import {
  contradictorySettings,
  datasetArchived,
  datasetNotFound,
  formatFixed,
  keysNotInSchema,
  staleDataset,
} from './dataset-refusals.ts';
import { settingsFaults } from './dataset-rules.ts';
import { changeSettings, settingsDifference, type SettingsDifference } from './dataset-settings.ts';
import { databaseTime, findActiveSchemaJson, lockDataset, updateDataset } from './dataset.repository.ts';
import type { Dataset, DatasetChanges, DatasetSettings } from './dataset.types.ts';

export interface DatasetPatch {
  /** Id or name. */
  readonly dataset: string;
  readonly changes: DatasetChanges;
  /** Does the caller know the dataset as it is now? Asked under the lock. */
  readonly isCurrent: (dataset: Dataset) => boolean;
  readonly caller: Caller;
}

export async function patchDataset(
  tx: Transaction,
  { dataset: ref, changes, isCurrent, caller }: DatasetPatch,
  defaultPreset: Preset,
): Promise<Outcome<Dataset>> {
  const current = await lockDataset(tx, ref);
  if (current === null) return datasetNotFound(ref);
  if (!isCurrent(current)) return staleDataset(current);
  if (current.archivedAt !== null) return datasetArchived(current);
  const next = changeSettings(current, changes, defaultPreset);
  const refusal = contradiction(next) ?? (await againstActiveSchema(tx, current, next));
  if (refusal !== null) return refusal;
  return accept(await storeDifference(tx, current, next, caller));
}

function contradiction(next: DatasetSettings): Refusal | null {
  const faults = settingsFaults(next);
  return faults.length === 0 ? null : contradictorySettings(faults);
}

async function againstActiveSchema(
  tx: Transaction,
  current: Dataset,
  next: DatasetSettings,
): Promise<Refusal | null> {
  const active = await readActiveSchema(tx, current);
  if (active === null) return null;
  if (next.tableFormat !== current.tableFormat) return formatFixed(current);
  const missing = newlyMissingColumns(current, next, active);
  return missing.length === 0 ? null : keysNotInSchema(current, missing);
}

async function readActiveSchema(tx: Transaction, dataset: Dataset): Promise<StructType | null> {
  const json = await findActiveSchemaJson(tx, dataset);
  if (json === null) return null;
  const parsed = parseStructJson(json);
  if (!parsed.ok) throw new Error(`The active schema of dataset ${dataset.id} cannot be read back`);
  return parsed.value;
}

/** One event for what changed of the policy, one for everything else: each change is told once. */
async function storeDifference(
  tx: Transaction,
  current: Dataset,
  next: DatasetSettings,
  caller: Caller,
): Promise<Dataset> {
  const { evolutionPolicy, ...others } = next;
  const differences: [EventType, SettingsDifference | null][] = [
    ['dataset.updated', settingsDifference(current, others)],
    ['dataset.policy_changed', settingsDifference(current, { evolutionPolicy })],
  ];
  if (differences.every(([, difference]) => difference === null)) return current;
  const dataset = await updateDataset(tx, current, next, await timeAfter(tx, current));
  for (const [type, difference] of differences) {
    if (difference !== null) await recordEvent(tx, { type, dataset, ...difference, caller });
  }
  return dataset;
}

/** The clock of the database may be set back; what happened later is not to bear an earlier time. */
async function timeAfter(tx: Transaction, current: Dataset): Promise<Date> {
  const now = await databaseTime(tx);
  return now > current.updatedAt ? now : current.updatedAt;
}
