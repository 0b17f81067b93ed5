import type { Path, StructField, StructType } from '../../schema/types.ts';
import { commentOf } from '../comment-of.ts';
import { fitSchema } from '../fit-schema.ts';
import { type Layout, layoutOf } from '../layout.ts';
import { comment } from '../line.ts';
import { makeTable } from '../make-table.ts';
import { propertyOf } from '../table-options.ts';
import type { Rendering, TableSpec } from '../types.ts';
import { TRINO_FITS } from './trino-fit.ts';
import { trinoName, trinoPath, trinoString, trinoType } from './trino-text.ts';

export const HUDI_IS_READ_ONLY = comment(
  'The Hudi connector of Trino only reads: tables come to it from the Hive metastore. Let the job sync them there (hoodie.datasource.hive_sync.enable = true), or register the table in Hive.',
);

/** A version as Trino's CREATE TABLE: by the Hive connector for PARQUET, else by the connector of the format. */
export function trinoCreateTable(schema: StructType, spec: TableSpec): Rendering {
  if (spec.format === 'HUDI') return { lines: [HUDI_IS_READ_ONLY], warnings: [] };
  const fitted = fitSchema(schema, TRINO_FITS[spec.format]);
  const layout = layoutOf(fitted.schema, spec);
  const columns = inOrder(fitted.schema, layout, spec).map(
    (field) => `  ${trinoColumn(trinoName(field.name), field, spec)}`,
  );
  const sql = [
    `CREATE TABLE ${trinoPath(spec.name)} (`,
    columns.join(',\n'),
    ')',
    ...(spec.description === null ? [] : [`COMMENT ${trinoString(spec.description)}`]),
    ...withClause(options(layout, spec)),
  ].join('\n');
  const { warnings } = fitted;
  return makeTable({ engine: 'TRINO', sql, schema: fitted.schema, layout, spec, warnings });
}

/** One column as it stands in a statement. */
export function trinoColumn(name: string, field: StructField, { format }: TableSpec): string {
  const type = trinoType(field.type, TRINO_FITS[format].leaf);
  const text = commentOf(field);
  return `${name} ${type}${field.nullable ? '' : ' NOT NULL'}${text === null ? '' : ` COMMENT ${trinoString(text)}`}`;
}

/** The Hive connector wants the partition columns last, and in their order. */
function inOrder(
  { fields }: StructType,
  { partitions }: Layout,
  { format }: TableSpec,
): readonly StructField[] {
  if (format !== 'PARQUET') return fields;
  const names = partitions.map((path) => path[0]);
  const last = names.flatMap((name) => fields.filter((field) => field.name === name));
  return [...fields.filter(({ name }) => !names.includes(name)), ...last];
}

function withClause(found: readonly string[]): string[] {
  return found.length === 0 ? [] : [`WITH (\n${found.map((option) => `  ${option}`).join(',\n')}\n)`];
}

function options({ partitions }: Layout, spec: TableSpec): string[] {
  const { format, location, properties } = spec;
  const columns = partitions.map((path) =>
    trinoString(format === 'ICEBERG' ? icebergPartition(path) : (path[0] ?? '')),
  );
  const by = format === 'ICEBERG' ? 'partitioning' : 'partitioned_by';
  return [
    ...(location === null
      ? []
      : [`${format === 'PARQUET' ? 'external_location' : 'location'} = ${trinoString(location)}`]),
    ...(format === 'PARQUET' ? [`format = 'PARQUET'`] : []),
    ...(columns.length === 0 ? [] : [`${by} = ARRAY[${columns.join(', ')}]`]),
    ...(format === 'DELTA' ? deltaOptions(properties) : []),
    ...(format === 'ICEBERG' ? icebergOptions(properties) : []),
  ];
}

/** A field within a column is one quoted name there, and all names are in lower case. */
function icebergPartition(path: Path): string {
  const name = path.join('.').toLowerCase();
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function deltaOptions(properties: TableSpec['properties']): string[] {
  const mode = propertyOf(properties, 'delta.columnMapping.mode')?.trim().toUpperCase();
  const feed = propertyOf(properties, 'delta.enableChangeDataFeed')?.trim().toLowerCase();
  return [
    ...(mode === 'ID' || mode === 'NAME' ? [`column_mapping_mode = '${mode}'`] : []),
    ...(feed === 'true' ? ['change_data_feed_enabled = true'] : []),
  ];
}

function icebergOptions(properties: TableSpec['properties']): string[] {
  const version = propertyOf(properties, 'format-version', 'iceberg.format-version')?.trim();
  return version !== undefined && /^[1-9]$/.test(version) ? [`format_version = ${version}`] : [];
}
