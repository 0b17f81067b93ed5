import type { TableSettings } from '../../evolution/settings/types.ts';
import { readTypeHints } from '../../evolution/type-hints.ts';
import { columnPath } from './column-path.ts';
import type { DatasetSettings } from './dataset.types.ts';

/** The settings as the engine sees them. */
export function tableSettingsOf(settings: DatasetSettings): TableSettings {
  return {
    format: settings.tableFormat,
    properties: settings.properties,
    mode: settings.mode,
    pkFields: settings.pkFields.map(columnPath),
    partitionKeys: settings.partitionKeys.map(columnPath),
    typeHints: readTypeHints(settings.evolutionPolicy.typeHints ?? {}).hints,
  };
}
