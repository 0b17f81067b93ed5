import type { StructType } from '../../schema/types.ts';
import { comment, commentedOut } from '../line.ts';
import { notRunning } from '../make-table.ts';
import { LOCATION_MISSING } from '../setting-missing.ts';
import type { Rendering, TableSpec } from '../types.ts';
import { hiveCreateTable } from './hive-create-table.ts';

/** What makes Hive know a table that is in storage already. */
export function hiveRegisterTable(schema: StructType, spec: TableSpec): Rendering {
  if (spec.format === 'ICEBERG') return byMetadata(schema, spec);
  const made = hiveCreateTable(schema, spec);
  return spec.location === null && !made.warnings.includes(LOCATION_MISSING)
    ? notRunning(made, LOCATION_MISSING)
    : made;
}

/** Without the file, Hive would make a new and empty table in the same place. */
function byMetadata(schema: StructType, spec: TableSpec): Rendering {
  const file = `${spec.location ?? '<location>'}/metadata/<newest>.metadata.json`;
  const { lines, warnings } = hiveCreateTable(schema, spec, [['metadata_location', file]]);
  return {
    lines: [
      comment(
        'A metastore of Hive that does not know this Iceberg table takes it by its newest metadata file:',
      ),
      ...lines.map((line) => (line.isComment ? line : commentedOut(line.sql))),
    ],
    warnings,
  };
}
