import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../../db/client.ts';
import { judgeSettings } from '../../evolution/settings/judge-settings.ts';
import type { SettingRefusal } from '../../evolution/settings/types.ts';
import { accept, type Outcome } from '../../problems.ts';
import { parseStructJson } from '../../schema/parse-json.ts';
import type { StructType } from '../../schema/types.ts';
import { newlyMissingColumns } from './active-schema-rules.ts';
import { formatFixed, keysNotInSchema, settingsRefused } from './dataset-refusals.ts';
import { findActiveSchemaJson } from './dataset.repository.ts';
import type { Dataset, DatasetSettings } from './dataset.types.ts';
import { findGoneColumns, findPastTypes } from './table-history.repository.ts';
import { tableSettingsOf } from './table-settings.ts';

/** A change of settings that may be made. */
export interface JudgedChange {
  /** Whether there is a table that remembers what it was. */
  readonly hasTable: boolean;
  /** Settings that contradict the table and are taken on somebody's word: member of the settings, and what is in it. */
  readonly forced: readonly (readonly string[])[];
}

/** FORMAT_FIXED, KEY_NOT_IN_SCHEMA, SETTINGS_REFUSED. The caller holds the lock. */
export async function judgeChange(
  tx: Transaction,
  current: Dataset,
  next: DatasetSettings,
  force: boolean,
): Promise<Outcome<JudgedChange>> {
  const active = await readActiveSchema(tx, current);
  if (active === null) return accept({ hasTable: false, forced: [] });
  const isRewritten = next.tableFormat !== current.tableFormat;
  if (isRewritten && !force) return formatFixed(current);
  const missing = newlyMissingColumns(current, next, active);
  if (missing.length > 0) return keysNotInSchema(current, missing);

  const refusals = await refusalsOf(tx, current, next, active);
  const standing = refusals.filter(({ forcible }) => !force || !forcible);
  if (standing.length > 0) return settingsRefused(current, standing);
  const forced = refusals.map(({ setting }) => setting);
  return accept({ hasTable: true, forced: isRewritten ? [['tableFormat'], ...forced] : forced });
}

async function refusalsOf(
  tx: Transaction,
  current: Dataset,
  next: DatasetSettings,
  active: StructType,
): Promise<SettingRefusal[]> {
  const before = tableSettingsOf(current);
  const after = tableSettingsOf(next);
  if (isDeepStrictEqual(before, after)) return [];
  const goneColumns = await findGoneColumns(tx, current);
  const pastTypes = await findPastTypes(tx, current);
  return judgeSettings({ active, goneColumns, pastTypes }, before, after);
}

async function readActiveSchema(tx: Transaction, dataset: Dataset): Promise<StructType | null> {
  const json = await findActiveSchemaJson(tx, dataset);
  if (json === null) return null;
  const parsed = parseStructJson(json);
  if (!parsed.ok) throw new Error(`The active schema of dataset ${dataset.id} cannot be read back`);
  return parsed.value;
}
