import { sqlPath } from '../../schema/sql/sql-name.ts';
import { stringLiteral } from '../../schema/sql/string-literal.ts';
import type { StructType } from '../../schema/types.ts';
import { comment, commentedOut, statement } from '../line.ts';
import { notRunning, runOrTell, settingsMissingIn } from '../make-table.ts';
import { LOCATION_MISSING } from '../setting-missing.ts';
import { sparkNameRefused } from '../table-name.ts';
import type { Rendering, TableSpec } from '../types.ts';
import { sparkCreateTable } from './spark-create-table.ts';

/** What makes a catalog of Spark know a table that is in storage already. */
export function sparkRegisterTable(schema: StructType, spec: TableSpec): Rendering {
  switch (spec.format) {
    case 'PARQUET':
      return byCreating(schema, spec);
    case 'ICEBERG':
      return byMetadata(spec);
    case 'DELTA':
    case 'HUDI':
      return byLocation(spec);
  }
}

function byCreating(schema: StructType, spec: TableSpec): Rendering {
  const made = sparkCreateTable(schema, spec);
  if (spec.location === null) return notRunning(made, LOCATION_MISSING);
  const runs = made.lines.every(({ isComment }) => !isComment);
  if (spec.partitionKeys.length === 0 || !runs) return made;
  return { ...made, lines: [...made.lines, statement(`MSCK REPAIR TABLE ${sqlPath(spec.name)}`)] };
}

function byMetadata({ name, location }: TableSpec): Rendering {
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

/** Columns, partitions and all are read from the table's own metadata. */
function byLocation({ name, format, location }: TableSpec): Rendering {
  const place = stringLiteral(location ?? '<location>');
  const sql = `CREATE TABLE ${sqlPath(name)} USING ${format.toLowerCase()} LOCATION ${place}`;
  const warnings = [...sparkNameRefused(name), ...(location === null ? [LOCATION_MISSING] : [])];
  return { lines: runOrTell(sql, settingsMissingIn(warnings)), warnings };
}
