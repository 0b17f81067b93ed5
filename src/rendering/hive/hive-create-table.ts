import { field, primitive } from '../../schema/constructors.ts';
import { stringLiteral } from '../../schema/sql/string-literal.ts';
import type { StructField, StructType } from '../../schema/types.ts';
import { standaloneFaults } from '../delta-standalone.ts';
import { fitSchema } from '../fit-schema.ts';
import { layoutOf } from '../layout.ts';
import { statement } from '../line.ts';
import { makeTable } from '../make-table.ts';
import { LOCATION_MISSING } from '../setting-missing.ts';
import { hudiTableType, tableProperties } from '../table-options.ts';
import { hiveNameRefused } from '../table-name.ts';
import type { Rendering, RenderingWarning, TableSpec } from '../types.ts';
import { HIVE_FITS } from './hive-fit.ts';
import { hiveColumn, hiveName, hiveTable } from './hive-text.ts';

type Properties = readonly (readonly [name: string, value: string])[];

/** What Hudi writes into every row before the columns. */
const HUDI_COLUMNS = [
  '_hoodie_commit_time',
  '_hoodie_commit_seqno',
  '_hoodie_record_key',
  '_hoodie_partition_path',
  '_hoodie_file_name',
].map((name) => field(name, primitive('string')));

/**
 * A version as Hive's CREATE TABLE. Always EXTERNAL: the data are the job's, and stay where Hive drops the table. Where
 * Hive keeps partitions itself, it is told to look for those that are there.
 */
export function hiveCreateTable(schema: StructType, spec: TableSpec, properties: Properties = []): Rendering {
  const fitted = fitSchema(schema, HIVE_FITS[spec.format]);
  const layout = layoutOf(fitted.schema, spec);
  const names = layout.partitions.map((path) => path[0] ?? '');
  const { columns, partitions } = hiveColumns(fitted.schema, names, spec);
  const { leaf } = HIVE_FITS[spec.format];
  const sql = [
    `CREATE EXTERNAL TABLE ${hiveTable(spec.name)} (`,
    columns.map((column) => `  ${hiveColumn(column, leaf)}`).join(',\n'),
    ')',
    ...(spec.description === null ? [] : [`COMMENT ${stringLiteral(spec.description)}`]),
    ...partitionClause(
      partitions.map((one) => hiveColumn(one, leaf)),
      names,
      spec,
    ),
    ...storage(spec),
    ...(spec.location === null ? [] : [`LOCATION ${stringLiteral(spec.location)}`]),
    ...propertiesClause(spec, properties),
  ].join('\n');
  const made = makeTable({
    engine: 'HIVE',
    sql,
    schema: fitted.schema,
    layout,
    spec,
    warnings: [...fitted.warnings, ...hiveNameRefused(spec.name), ...locationMissing(spec)],
    faults: standaloneFaults(schema, HIVE_FITS[spec.format], spec),
  });
  const runs = made.lines.every(({ isComment }) => !isComment);
  if (!runs || partitions.length === 0) return made;
  return { ...made, lines: [...made.lines, statement(`MSCK REPAIR TABLE ${hiveTable(spec.name)}`)] };
}

/** Tables of Delta and Hudi are made by those who write them: Hive only reads what is there. */
function locationMissing({ format, location }: TableSpec): RenderingWarning[] {
  const isRead = format === 'DELTA' || format === 'HUDI';
  return isRead && location === null ? [LOCATION_MISSING] : [];
}

/** The columns of Delta and Iceberg are all alike to Hive; elsewhere those of the partitions stand apart. */
export function hiveColumns(
  { fields }: StructType,
  partitionNames: readonly string[],
  { format }: TableSpec,
): { readonly columns: readonly StructField[]; readonly partitions: readonly StructField[] } {
  const meta = format === 'HUDI' ? HUDI_COLUMNS : [];
  if (format === 'DELTA' || format === 'ICEBERG') return { columns: fields, partitions: [] };
  return {
    columns: [...meta, ...fields.filter(({ name }) => !partitionNames.includes(name))],
    partitions: partitionNames.map(
      (name) => fields.find((one) => one.name === name) ?? field(name, primitive('void')),
    ),
  };
}

/** Iceberg's partitions are told by the names of columns; the log of Delta knows its own. */
function partitionClause(
  partitions: readonly string[],
  names: readonly string[],
  { format }: TableSpec,
): string[] {
  if (format === 'ICEBERG' && names.length > 0) {
    return [`PARTITIONED BY SPEC (${names.map(hiveName).join(', ')})`];
  }
  return partitions.length === 0 ? [] : [`PARTITIONED BY (${partitions.join(', ')})`];
}

const PARQUET_SERDE = 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe';
const PARQUET_OUTPUT = 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat';

function storage({ format, location, properties }: TableSpec): string[] {
  switch (format) {
    case 'PARQUET':
      return ['STORED AS PARQUET'];
    case 'DELTA':
      return [`STORED BY 'io.delta.hive.DeltaStorageHandler'`];
    case 'ICEBERG':
      return ['STORED BY ICEBERG'];
    case 'HUDI': {
      const input =
        hudiTableType(properties) === 'MERGE_ON_READ' ? 'realtime.HoodieParquetRealtime' : 'HoodieParquet';
      return [
        `ROW FORMAT SERDE '${PARQUET_SERDE}'`,
        ...(location === null ? [] : [`WITH SERDEPROPERTIES ('path' = ${stringLiteral(location)})`]),
        `STORED AS INPUTFORMAT 'org.apache.hudi.hadoop.${input}InputFormat'`,
        `OUTPUTFORMAT '${PARQUET_OUTPUT}'`,
      ];
    }
  }
}

function propertiesClause(spec: TableSpec, more: Properties): string[] {
  if (spec.format === 'DELTA' || spec.format === 'HUDI') return [];
  const properties = [...tableProperties(spec), ...more].map(
    ([name, value]) => `  ${stringLiteral(name)} = ${stringLiteral(value)}`,
  );
  return properties.length === 0 ? [] : [`TBLPROPERTIES (\n${properties.join(',\n')}\n)`];
}
