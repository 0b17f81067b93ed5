import type { SettingRefusal, TableSettings } from './types.ts';

type Properties = TableSettings['properties'];

/** Something that the table could before a change of settings, and could not after. */
export interface Loss extends Pick<SettingRefusal, 'reason' | 'remediation' | 'forcible'> {
  /** Whether the table would lose it with these properties, too. */
  readonly isBy: (properties: Properties) => boolean;
}

/** The loss, told of each setting that brings it about by itself; of all properties where only several together do. */
export function blame(before: TableSettings, after: TableSettings, loss: Loss | null): SettingRefusal[] {
  if (loss === null) return [];
  const { isBy, ...told } = loss;
  const alone = settingsChanged(before, after).filter(({ properties }) => isBy(properties));
  const settings = alone.length === 0 ? [['properties']] : alone.map(({ setting }) => setting);
  return settings.map((setting) => ({ setting, ...told }));
}

interface SettingChanged {
  readonly setting: readonly string[];
  /** The properties as the change of this setting alone would make them. */
  readonly properties: Properties;
}

function settingsChanged(before: TableSettings, after: TableSettings): SettingChanged[] {
  if (before.format !== after.format) return [{ setting: ['tableFormat'], properties: after.properties }];
  const had = new Map(Object.entries(before.properties));
  const has = new Map(Object.entries(after.properties));
  const names = [...new Set([...had.keys(), ...has.keys()])];
  return names
    .filter((name) => had.get(name) !== has.get(name))
    .map((name) => ({ setting: ['properties', name], properties: withOne(had, name, has.get(name)) }));
}

function withOne(
  properties: ReadonlyMap<string, string>,
  name: string,
  value: string | undefined,
): Properties {
  const changed = new Map(properties);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return Object.fromEntries(changed);
}
