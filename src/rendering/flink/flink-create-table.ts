import { pathText } from '../../schema/path.ts';
import type { StructType } from '../../schema/types.ts';
import { fieldsByName } from '../../schema/walk.ts';
import { standaloneFaults } from '../delta-standalone.ts';
import { fitSchema } from '../fit-schema.ts';
import { type Layout, layoutOf } from '../layout.ts';
import { comment } from '../line.ts';
import { makeTable, unknownColumn } from '../make-table.ts';
import { LOCATION_MISSING } from '../setting-missing.ts';
import { hudiTableType, precombineField, tableProperties } from '../table-options.ts';
import type { Line, Rendering, RenderingWarning, TableSpec } from '../types.ts';
import { FLINK_FITS } from './flink-fit.ts';
import { flinkKey, takesKey } from './flink-key.ts';
import { flinkColumn, flinkName, flinkPath, flinkString } from './flink-text.ts';

/** A version as Flink's CREATE TABLE: in a catalog of Iceberg or Delta for theirs, else with the connector of the format. */
export function flinkCreateTable(schema: StructType, spec: TableSpec): Rendering {
  const fitted = fitSchema(schema, FLINK_FITS[spec.format]);
  const layout = layoutOf(fitted.schema, spec);
  const key = flinkKey(layout, spec);
  const required = withRequiredKeys(fitted.schema, key);
  const parts = required.fields.map((field) => flinkColumn(field, FLINK_FITS[spec.format].leaf));
  if (key.length > 0) parts.push(`PRIMARY KEY (${key.map(flinkName).join(', ')}) NOT ENFORCED`);
  const options = [...flinkOptions(spec)].map(
    ([name, value]) => `  ${flinkString(name)} = ${flinkString(value)}`,
  );
  const sql = [
    // A catalog of Iceberg has the table where others made it.
    `CREATE TABLE ${spec.format === 'ICEBERG' ? 'IF NOT EXISTS ' : ''}${flinkPath(spec.name)} (`,
    parts.map((part) => `  ${part}`).join(',\n'),
    ')',
    ...(spec.description === null ? [] : [`COMMENT ${flinkString(spec.description)}`]),
    ...partitionClause(layout),
    ...(options.length === 0 ? [] : ['WITH (', options.join(',\n'), ')']),
  ].join('\n');
  const warnings = [
    ...fitted.warnings,
    ...settingsMissing(spec),
    ...(takesKey(spec) ? layout.unknownKeys.map(unknownColumn) : []),
  ];
  const faults = standaloneFaults(schema, FLINK_FITS[spec.format], spec);
  const made = makeTable({ engine: 'FLINK', sql, schema: fitted.schema, layout, spec, warnings, faults });
  return { ...made, lines: [...catalogNote(spec), ...withoutKey(layout, spec), ...made.lines] };
}

function partitionClause({ partitions }: Layout): string[] {
  if (partitions.length === 0) return [];
  return [`PARTITIONED BY (${partitions.map(flinkPath).join(', ')})`];
}

/** Why a table that is to have a key gets none. */
function withoutKey({ keys, unknownKeys }: Layout, spec: TableSpec): Line[] {
  const missing = [...keys.filter((path) => path.length > 1), ...unknownKeys];
  if (!takesKey(spec) || missing.length === 0) return [];
  const named = missing.map(pathText).join(', ');
  return [comment(`No PRIMARY KEY: ${named} is not among the columns here. Without one Flink appends.`)];
}

/** Flink's keys are NOT NULL, whatever the table says. */
function withRequiredKeys(schema: StructType, key: readonly string[]): StructType {
  if (key.every((name) => fieldsByName(schema).get(name)?.nullable === false)) return schema;
  return {
    ...schema,
    fields: schema.fields.map((field) => (key.includes(field.name) ? { ...field, nullable: false } : field)),
  };
}

/** What stands in WITH. */
function flinkOptions(spec: TableSpec): ReadonlyMap<string, string> {
  const { format, location, mode, properties } = spec;
  const own = tableProperties(spec);
  switch (format) {
    case 'ICEBERG':
      return mode === 'upsert'
        ? new Map([['format-version', '2'], ['write.upsert.enabled', 'true'], ...own])
        : own.size > 0
          ? own
          : new Map([['format-version', '2']]);
    case 'HUDI': {
      const precombine = precombineField(properties);
      return new Map([
        ['connector', 'hudi'],
        ['path', location ?? UNKNOWN_LOCATION],
        ['table.type', hudiTableType(properties) ?? 'COPY_ON_WRITE'],
        ...(precombine === null ? [] : [['precombine.field', precombine] as const]),
        ...(mode === 'append' ? [['write.operation', 'insert'] as const] : []),
      ]);
    }
    case 'DELTA':
      return new Map([
        ['connector', 'delta'],
        ['table-path', location ?? UNKNOWN_LOCATION],
      ]);
    case 'PARQUET':
      return new Map([
        ['connector', 'filesystem'],
        ['path', location ?? UNKNOWN_LOCATION],
        ['format', 'parquet'],
      ]);
  }
}

const UNKNOWN_LOCATION = '<location of the table>';

function settingsMissing({ format, location }: TableSpec): RenderingWarning[] {
  return format === 'ICEBERG' || location !== null ? [] : [LOCATION_MISSING];
}

function catalogNote({ format, name }: TableSpec): Line[] {
  if (format !== 'ICEBERG' && format !== 'DELTA') return [];
  const catalog = name.length === 3 ? flinkName(name[0] ?? '') : 'The current catalog';
  const [owner, type] = format === 'ICEBERG' ? ['Iceberg', 'iceberg'] : ['Delta', 'delta-catalog'];
  return [comment(`${catalog} has to be one of ${owner}: CREATE CATALOG … WITH ('type' = '${type}', …).`)];
}
