import { isOn } from '../evolution/formats/format-profile.ts';
import { pathText } from '../schema/path.ts';
import type { StructType } from '../schema/types.ts';
import type { Fit } from './fit-schema.ts';
import { propertyOf } from './table-options.ts';
import type { TableSpec } from './types.ts';
import { unseenColumns } from './unseen-columns.ts';

/** Each asks of readers what Delta Standalone, which stayed with the first protocol, does not know. */
const FEATURES = ['delta.enableTypeWidening', 'delta.enableDeletionVectors'];
const MAPPING = 'delta.columnMapping.mode';

/**
 * Why a connector that reads by Delta Standalone, as those of Hive and Flink do, cannot be told of this table. It takes a
 * table by all its columns or not at all.
 */
export function standaloneFaults(
  schema: StructType,
  fit: Fit,
  { format, properties }: TableSpec,
): readonly string[] {
  if (format !== 'DELTA') return [];
  const mode = propertyOf(properties, MAPPING)?.trim().toLowerCase() ?? 'none';
  const set = [
    ...(mode === 'none' || mode === '' ? [] : [MAPPING]),
    ...FEATURES.filter((name) => isOn(properties, name)),
  ];
  const unseen = unseenColumns(schema, fit, format);
  return [
    ...(set.length === 0
      ? []
      : [
          `${fit.label} reads tables by Delta Standalone, which reads none with ${set.join(' or ')}: read this one in Spark or Trino.`,
        ]),
    ...(unseen.length === 0
      ? []
      : [
          `${fit.label} takes a table with all its columns or not at all, and has no type or name for ${unseen.map(pathText).join(', ')}: read this one in Spark or Trino.`,
        ]),
  ];
}
