import type { StructType } from '../../schema/types.ts';
import { comment } from '../line.ts';
import { notRunning, runOrTell, settingsMissingIn } from '../make-table.ts';
import { DATABASE_MISSING, LOCATION_MISSING } from '../setting-missing.ts';
import type { Rendering, RenderingWarning, TableSpec } from '../types.ts';
import { HUDI_IS_READ_ONLY, trinoCreateTable } from './trino-create-table.ts';
import { trinoName, trinoString } from './trino-text.ts';

/** What makes a catalog of Trino know a table that is in storage already. */
export function trinoRegisterTable(schema: StructType, spec: TableSpec): Rendering {
  switch (spec.format) {
    case 'HUDI':
      return { lines: [HUDI_IS_READ_ONLY], warnings: [] };
    case 'PARQUET':
      return byCreating(schema, spec);
    case 'DELTA':
      return byProcedure(spec, 'delta.register-table-procedure.enabled');
    case 'ICEBERG':
      return byProcedure(spec, 'iceberg.register-table-procedure.enabled');
  }
}

/** Columns, partitions and all are read from the table's own metadata. */
function byProcedure(spec: TableSpec, setting: string): Rendering {
  const warnings = [...databaseMissing(spec), ...(spec.location === null ? [LOCATION_MISSING] : [])];
  const location = `table_location => ${trinoString(spec.location ?? '<location>')}`;
  const sql = `CALL ${procedure(spec, 'register_table')}(${tableArguments(spec)}, ${location})`;
  const note = comment(`The catalog has to allow it: ${setting} = true.`);
  return { lines: [note, ...runOrTell(sql, settingsMissingIn(warnings))], warnings };
}

function byCreating(schema: StructType, spec: TableSpec): Rendering {
  const made = trinoCreateTable(schema, spec);
  if (spec.location === null) return notRunning(made, LOCATION_MISSING);
  const runs = made.lines.every(({ isComment }) => !isComment);
  if (spec.partitionKeys.length === 0 || !runs) return made;
  const warnings = databaseMissing(spec);
  const sql = `CALL ${procedure(spec, 'sync_partition_metadata')}(${tableArguments(spec)}, mode => 'FULL')`;
  return {
    lines: [...made.lines, ...runOrTell(sql, settingsMissingIn(warnings))],
    warnings: [...made.warnings, ...warnings],
  };
}

function procedure({ name }: TableSpec, procedureName: string): string {
  const catalog = name.length === 3 ? [trinoName(name[0] ?? '')] : [];
  return [...catalog, 'system', procedureName].join('.');
}

function tableArguments({ name }: TableSpec): string {
  const schema = name.length > 1 ? (name.at(-2) ?? '') : '<database>';
  return `schema_name => ${trinoString(schema)}, table_name => ${trinoString(name.at(-1) ?? '')}`;
}

function databaseMissing({ name }: TableSpec): RenderingWarning[] {
  return name.length > 1 ? [] : [DATABASE_MISSING];
}
