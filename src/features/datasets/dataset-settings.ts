import { isDeepStrictEqual } from 'node:util';
import type { Preset, TableFormat } from '../../evolution/types.ts';
import type {
  DatasetChanges,
  DatasetSettings,
  IngestionMode,
  StringMap,
  TableIdentifier,
} from './dataset.types.ts';
import { changePolicy } from './evolution-policy.ts';

const FORMAT_BY_MODE = { append: 'PARQUET', upsert: 'HUDI' } as const satisfies Record<
  IngestionMode,
  TableFormat
>;

const NO_TABLE: TableIdentifier = { catalog: null, database: null, name: null };

/** What a dataset is of which nothing was said but its mode. */
export function defaultSettings(mode: IngestionMode, defaultPreset: Preset): DatasetSettings {
  return {
    kafkaTopic: null,
    sourceUri: null,
    mode,
    pkFields: [],
    partitionKeys: [],
    derivedFields: [],
    protectedFields: [],
    transformJars: [],
    tableFormat: FORMAT_BY_MODE[mode],
    table: NO_TABLE,
    location: null,
    description: null,
    owner: null,
    labels: {},
    properties: {},
    paused: false,
    pausedReason: null,
    evolutionPolicy: { preset: defaultPreset, enforcement: 'ENFORCE' },
  };
}

/** The settings of a dataset alone, without what else is known of it. */
export function settingsOf(settings: DatasetSettings): DatasetSettings {
  return {
    kafkaTopic: settings.kafkaTopic,
    sourceUri: settings.sourceUri,
    mode: settings.mode,
    pkFields: settings.pkFields,
    partitionKeys: settings.partitionKeys,
    derivedFields: settings.derivedFields,
    protectedFields: settings.protectedFields,
    transformJars: settings.transformJars,
    tableFormat: settings.tableFormat,
    table: settings.table,
    location: settings.location,
    description: settings.description,
    owner: settings.owner,
    labels: settings.labels,
    properties: settings.properties,
    paused: settings.paused,
    pausedReason: settings.pausedReason,
    evolutionPolicy: settings.evolutionPolicy,
  };
}

/** Undefined leaves, null goes back to the default; objects are changed member by member, lists as a whole. */
export function changeSettings(
  current: DatasetSettings,
  changes: DatasetChanges,
  defaultPreset: Preset,
): DatasetSettings {
  const mode = changes.mode ?? current.mode;
  const paused = changed(current.paused, changes.paused, false);
  return {
    kafkaTopic: changed(current.kafkaTopic, changes.kafkaTopic, null),
    sourceUri: changed(current.sourceUri, changes.sourceUri, null),
    mode,
    pkFields: changed(current.pkFields, changes.pkFields, []),
    partitionKeys: changed(current.partitionKeys, changes.partitionKeys, []),
    derivedFields: changed(current.derivedFields, changes.derivedFields, []),
    protectedFields: changed(current.protectedFields, changes.protectedFields, []),
    transformJars: changed(current.transformJars, changes.transformJars, []),
    tableFormat: changed(current.tableFormat, changes.tableFormat, FORMAT_BY_MODE[mode]),
    table: changeTable(current.table, changes.table),
    location: changed(current.location, changes.location, null),
    description: changed(current.description, changes.description, null),
    owner: changed(current.owner, changes.owner, null),
    labels: changeMap(current.labels, changes.labels),
    properties: changeMap(current.properties, changes.properties),
    paused,
    // Whoever resumes a dataset need not clear the reason of the pause as well.
    pausedReason: changed(paused ? current.pausedReason : null, changes.pausedReason, null),
    evolutionPolicy: changePolicy(current.evolutionPolicy, changes.evolutionPolicy, defaultPreset),
  };
}

function changed<T>(current: T, change: T | null | undefined, fallback: T): T {
  if (change === undefined) return current;
  return change ?? fallback;
}

function changeTable(current: TableIdentifier, changes: DatasetChanges['table']): TableIdentifier {
  if (changes === undefined) return current;
  if (changes === null) return NO_TABLE;
  return {
    catalog: changed(current.catalog, changes.catalog, null),
    database: changed(current.database, changes.database, null),
    name: changed(current.name, changes.name, null),
  };
}

function changeMap(current: StringMap, changes: DatasetChanges['labels']): StringMap {
  if (changes === undefined) return current;
  if (changes === null) return {};
  const entries = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }
  return Object.fromEntries(entries);
}

/** What a change of settings comes to: the members that differ, as they were and as they are. */
export interface SettingsDifference {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Compares the members that `after` names. Null where none differs. */
export function settingsDifference(
  before: DatasetSettings,
  after: Partial<DatasetSettings>,
): SettingsDifference | null {
  const old = new Map<string, unknown>(Object.entries(before));
  const differing = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(old.get(name), value));
  if (differing.length === 0) return null;
  return {
    before: Object.fromEntries(differing.map(([name]) => [name, old.get(name)])),
    after: Object.fromEntries(differing),
  };
}
