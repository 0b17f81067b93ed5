import { pathText } from '../../schema/path.ts';
import { sqlName, sqlPath } from '../../schema/sql/sql-name.ts';
import { stringLiteral } from '../../schema/sql/string-literal.ts';
import { sqlColumn } from '../../schema/sql/type-text.ts';
import type { StructType } from '../../schema/types.ts';
import { fitSchema } from '../fit-schema.ts';
import { layoutOf, type Layout } from '../layout.ts';
import { makeTable } from '../make-table.ts';
import { hudiTableType, precombineField, tableProperties } from '../table-options.ts';
import { sparkNameRefused } from '../table-name.ts';
import type { Rendering, RenderingWarning, TableSpec } from '../types.ts';
import { SPARK_FITS } from './spark-fit.ts';

/** A version as Spark's CREATE TABLE. */
export function sparkCreateTable(schema: StructType, spec: TableSpec): Rendering {
  const fitted = fitSchema(schema, SPARK_FITS[spec.format]);
  const layout = layoutOf(fitted.schema, spec);
  const sql = [
    `CREATE TABLE ${sqlPath(spec.name)} (`,
    fitted.schema.fields.map((field) => `  ${sqlColumn(sqlName(field.name), field)}`).join(',\n'),
    ')',
    ...sparkClauses(layout, spec),
  ].join('\n');
  const warnings = [...fitted.warnings, ...sparkNameRefused(spec.name), ...hudiWarnings(spec)];
  return makeTable({ engine: 'SPARK', sql, schema: fitted.schema, layout, spec, warnings });
}

/** What follows the columns. */
function sparkClauses({ partitions, keys }: Layout, spec: TableSpec): string[] {
  const properties = [
    ...tableProperties(spec),
    ...(spec.format === 'HUDI' ? hudiProperties(keys.map(pathText), spec) : []),
  ];
  return [
    `USING ${spec.format.toLowerCase()}`,
    ...(partitions.length === 0 ? [] : [`PARTITIONED BY (${partitions.map(sqlPath).join(', ')})`]),
    ...(spec.location === null ? [] : [`LOCATION ${stringLiteral(spec.location)}`]),
    ...(spec.description === null ? [] : [`COMMENT ${stringLiteral(spec.description)}`]),
    ...(properties.length === 0 ? [] : [`TBLPROPERTIES (\n${properties.map(propertyText).join(',\n')}\n)`]),
  ];
}

function propertyText([name, value]: readonly [string, string]): string {
  return `  ${stringLiteral(name)} = ${stringLiteral(value)}`;
}

function hudiProperties(keys: readonly string[], { properties }: TableSpec): [string, string][] {
  const found: [string, string][] = [];
  const type = hudiTableType(properties);
  if (type !== null) found.push(['type', type === 'MERGE_ON_READ' ? 'mor' : 'cow']);
  if (keys.length > 0) found.push(['primaryKey', keys.join(',')]);
  const precombine = precombineField(properties);
  if (precombine !== null) found.push(['preCombineField', precombine]);
  return found;
}

function hudiWarnings({ format, mode, properties }: TableSpec): RenderingWarning[] {
  if (format !== 'HUDI' || mode !== 'upsert' || precombineField(properties) !== null) return [];
  return [
    {
      code: 'SETTING_ADVISED',
      path: null,
      message:
        'Nothing says which of two rows with the same key is the later one: set properties["hoodie.table.precombine.field"] to that column (PATCH /datasets/{dataset}).',
    },
  ];
}
