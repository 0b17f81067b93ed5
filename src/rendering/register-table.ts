import { sqlPath } from '../schema/sql/sql-name.ts';
import { stringLiteral } from '../schema/sql/string-literal.ts';
import type { StructType } from '../schema/types.ts';
import { flinkPipeline } from './flink/flink-pipeline.ts';
import { hiveCreateTable } from './hive/hive-create-table.ts';
import { comment, commentedOut, statement } from './line.ts';
import { runOrTell } from './make-table.ts';
import { LOCATION_MISSING } from './setting-missing.ts';
import { sparkCreateTable } from './spark/spark-create-table.ts';
import { trinoRegisterTable } from './trino/trino-register-table.ts';
import type { Engine, Rendering, TableSpec } from './types.ts';

/** What makes an engine know a table that is in storage already; for Flink, what feeds it from its topic. */
export function registerTable(engine: Engine, schema: StructType, spec: TableSpec): Rendering {
  switch (engine) {
    case 'SPARK':
      return sparkRegisterTable(schema, spec);
    case 'TRINO':
      return trinoRegisterTable(schema, spec);
    case 'HIVE':
      return hiveCreateTable(schema, spec);
    case 'FLINK':
      return flinkPipeline(schema, spec);
  }
}

function sparkRegisterTable(schema: StructType, spec: TableSpec): Rendering {
  const { name, format, location, partitionKeys } = spec;
  if (format === 'PARQUET') {
    const made = sparkCreateTable(schema, spec);
    const runs = made.lines.every(({ isComment }) => !isComment);
    if (partitionKeys.length === 0 || !runs) return made;
    return { ...made, lines: [...made.lines, statement(`MSCK REPAIR TABLE ${sqlPath(name)}`)] };
  }
  if (format === 'ICEBERG') {
    const file = `${location ?? '<location>'}/metadata/<newest>.metadata.json`;
    const catalog = name.length === 3 ? sqlPath(name.slice(0, 1)) : '<catalog>';
    const table = stringLiteral(sqlPath(name.slice(-2)));
    return {
      lines: [
        comment(
          'An Iceberg catalog knows its tables. One that does not know this table takes it by its newest metadata file:',
        ),
        commentedOut(
          `CALL ${catalog}.system.register_table(table => ${table}, metadata_file => ${stringLiteral(file)})`,
        ),
      ],
      warnings: [],
    };
  }
  const sql = `CREATE TABLE ${sqlPath(name)} USING ${format.toLowerCase()} LOCATION ${stringLiteral(location ?? '<location>')}`;
  const warnings = location === null ? [LOCATION_MISSING] : [];
  return {
    lines: runOrTell(
      sql,
      warnings.map(({ message }) => message),
    ),
    warnings,
  };
}
