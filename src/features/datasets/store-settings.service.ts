import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { jsonPointer } from '../../schema/json/json-pointer.ts';
import { recordEvent } from '../events/event.service.ts';
import type { EventType } from '../events/event.types.ts';
import { settingsDifference, settingsOf, type SettingsDifference } from './dataset-settings.ts';
import { updateDataset } from './dataset.repository.ts';
import type { Dataset, DatasetSettings, FormerColumns } from './dataset.types.ts';

export interface SettingsChange {
  readonly next: DatasetSettings;
  /** What the table remembers from now on; left out: what it did. */
  readonly former?: FormerColumns;
  /** Settings that contradict the table and are taken on somebody's word. */
  readonly forced?: readonly (readonly string[])[];
  readonly reason: string | null;
  readonly caller: Caller;
}

/** Stores settings and what happened, or nothing where nothing differs. The caller holds the lock. */
export async function storeSettings(
  tx: Transaction,
  current: Dataset,
  change: SettingsChange,
): Promise<Dataset> {
  const next = settingsOf(change.next);
  const happened = eventsOf(current, next);
  if (happened.length === 0) return current;
  const dataset = await updateDataset(tx, current, next, change.former);
  const { forced = [], caller } = change;
  for (const { type, before, after } of happened) {
    const onWord = forced.filter(([member = '']) => Object.hasOwn(after, member));
    const told = onWord.length === 0 ? after : { ...after, forced: onWord.map(jsonPointer) };
    const reason = change.reason ?? (type === 'dataset.paused' ? dataset.pausedReason : null);
    await recordEvent(tx, { type, dataset, before, after: told, reason, caller });
  }
  return dataset;
}

interface Happened extends SettingsDifference {
  readonly type: EventType;
}

/** One event for what changed of the policy, one for the pause, one for everything else: each change is told once. */
function eventsOf(current: DatasetSettings, next: DatasetSettings): Happened[] {
  const { evolutionPolicy, paused, pausedReason, ...others } = next;
  const parts: [EventType, Partial<DatasetSettings>][] = [
    ['dataset.updated', others],
    ['dataset.policy_changed', { evolutionPolicy }],
    [paused ? 'dataset.paused' : 'dataset.resumed', { paused, pausedReason }],
  ];
  return parts.flatMap(([type, part]) => {
    const difference = settingsDifference(current, part);
    return difference === null ? [] : [{ type, ...difference }];
  });
}
