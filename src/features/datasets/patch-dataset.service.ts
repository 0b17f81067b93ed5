import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { Preset } from '../../evolution/types.ts';
import { accept, type InputFault, type Outcome, type Refusal } from '../../problems.ts';
import { type DatasetCommand, lockInUse } from './dataset-command.service.ts';
import { contradictorySettings } from './dataset-refusals.ts';
import { settingsFaults } from './dataset-rules.ts';
import { changeSettings, settingsDifference, settingsOf } from './dataset-settings.ts';
import type { Dataset, DatasetChanges, DatasetSettings } from './dataset.types.ts';
import { formerColumns } from './former-columns.ts';
import { judgeChange } from './judge-change.service.ts';
import { storeSettings } from './store-settings.service.ts';

export interface DatasetPatch extends DatasetCommand {
  readonly changes: DatasetChanges;
  /** Take what contradicts the table on the caller's word. */
  readonly force: boolean;
}

/**
 * Judges what is blocked again, and resolves what is harmless now. `dataset` is as it is after the change, and locked;
 * `why` is the sentence that is kept as the reason.
 */
export type ResolveOpenVersions = (
  tx: Transaction,
  dataset: Dataset,
  caller: Caller,
  why: string,
) => Promise<void>;

export interface PatchDependencies {
  readonly defaultPreset: Preset;
  readonly resolveOpenVersions: ResolveOpenVersions;
}

export async function patchDataset(
  tx: Transaction,
  patch: DatasetPatch,
  { defaultPreset, resolveOpenVersions }: PatchDependencies,
): Promise<Outcome<Dataset>> {
  const locked = await lockInUse(tx, patch);
  if (!locked.ok) return locked;
  const current = locked.value;
  const next = changeSettings(current, patch.changes, defaultPreset);
  const contradictory = contradiction(current, next);
  if (contradictory !== null) return contradictory;
  const judged = await judgeChange(tx, current, next, patch.force);
  if (!judged.ok) return judged;

  const { hasTable, forced } = judged.value;
  const { reason, caller } = patch;
  const former = hasTable ? formerColumns(current, next) : current;
  const dataset = await storeSettings(tx, current, { next, former, forced, reason, caller });
  const weighty = weightyChanges(current, next);
  if (weighty.length > 0) await resolveOpenVersions(tx, dataset, caller, whyHarmless(weighty));
  return accept(dataset);
}

/** What was there before, from a time that let it pass, is not the fault of this change. */
function contradiction(current: DatasetSettings, next: DatasetSettings): Refusal | null {
  const known = new Set(settingsFaults(current).map(faultKey));
  const faults = settingsFaults(next).filter((fault) => !known.has(faultKey(fault)));
  return faults.length === 0 ? null : contradictorySettings(faults);
}

function faultKey({ path, message }: InputFault): string {
  return `${path} ${message}`;
}

/** The settings that verdicts depend on, those of them that differ. */
function weightyChanges(current: DatasetSettings, next: DatasetSettings): string[] {
  const { mode, tableFormat, properties, evolutionPolicy, ...others } = settingsOf(next);
  const { pkFields, partitionKeys, derivedFields, protectedFields } = others;
  const lists = { pkFields, partitionKeys, derivedFields, protectedFields };
  const weighed = { mode, tableFormat, properties, evolutionPolicy, ...lists };
  return Object.keys(settingsDifference(current, weighed)?.after ?? {});
}

function whyHarmless(settings: readonly string[]): string {
  return `A change of ${settings.join(', ')} made it harmless.`;
}
