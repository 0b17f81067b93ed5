import { capabilityOf } from '../../evolution/capability.ts';
import { isOn } from '../../evolution/formats/format-profile.ts';
import { pathText, stepText } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import type { Alteration, Differences } from '../differences-between.ts';
import { comment, statement } from '../line.ts';
import { oldNames } from '../old-names.ts';
import { silentChanges } from '../silent-changes.ts';
import { through } from '../through.ts';
import type { Line, TableSpec } from '../types.ts';
import { HUDI_IS_READ_ONLY, trinoColumn } from './trino-create-table.ts';
import { TRINO_FITS } from './trino-fit.ts';
import { trinoName, trinoPath, trinoString, trinoType } from './trino-text.ts';

/** What the connector of a format takes, and where to look where it does not. */
interface Altering {
  readonly spec: TableSpec;
  readonly differences: Differences;
  readonly table: string;
}

/**
 * ALTER TABLE in Trino, in an order that works. The order of columns is left as it is: there, nobody reads by it. A column
 * that is gone may go again. One that is there already may have another type, and one to rename that is not there another
 * name: Trino is to say so.
 */
export function trinoAlterations(differences: Differences, spec: TableSpec): Line[] {
  const { format, properties } = spec;
  const { dropped, renamed, added, altered, isReplaced } = differences;
  if (dropped.length + renamed.length + added.length + altered.length === 0) return [];
  if (format === 'HUDI') return [HUDI_IS_READ_ONLY];
  if (isReplaced) return [comment('None of the columns stays: drop the table and create it anew.')];
  if (format === 'DELTA' && isOn(properties, 'delta.enableTypeWidening')) {
    return [comment('Trino only reads tables with type widening: run the statements for Spark instead.')];
  }
  const altering = { spec, differences, table: trinoPath(spec.name) };
  return [
    ...oldNames(differences.kept, spec),
    ...dropped.map(({ path }) => drop(altering, path)),
    ...renamed.map(({ path, to }) => rename(altering, path, to)),
    ...added.map((column) => add(altering, column)),
    ...altered.flatMap(({ path, alteration }) => alter(altering, path, alteration)),
    ...silentChanges(differences, TRINO_FITS[format], trinoType),
  ];
}

function alterTable({ table }: Altering, action: string): Line {
  return statement(`ALTER TABLE ${table} ${action}`);
}

/** Why nothing can be said about this path; null where it can. Only Iceberg's connector looks into columns, and not into maps. */
function outOfReach({ spec }: Altering, schema: Differences['before'], path: Path): string | null {
  if (path.length === 1) return null;
  if (spec.format !== 'ICEBERG') return `${TRINO_FITS[spec.format].label} changes whole columns only`;
  return through(schema, path).has('map') ? 'Trino does not look into maps' : null;
}

function instead({ spec }: Altering, what: string, why: string): Line {
  const engine = spec.format === 'PARQUET' ? 'Hive' : 'Spark';
  return comment(`${what}: ${why}. Make this change in ${engine}.`);
}

function drop(altering: Altering, path: Path): Line {
  const { format, properties } = altering.spec;
  const why = outOfReach(altering, altering.differences.before, path);
  if (why !== null) return instead(altering, `${pathText(path)} is not dropped`, why);
  const can = capabilityOf(format, properties).dropColumn;
  if (!can.ok) return comment(`${pathText(path)} is not dropped: ${can.why}.`);
  return alterTable(altering, `DROP COLUMN IF EXISTS ${trinoPath(path)}`);
}

function rename(altering: Altering, path: Path, to: string): Line {
  const { format, properties } = altering.spec;
  const what = `${pathText(path)} is not renamed to ${stepText(to)}`;
  const why = outOfReach(altering, altering.differences.after, path);
  if (why !== null) return instead(altering, what, why);
  const can = capabilityOf(format, properties).renameColumn;
  if (!can.ok) return comment(`${what}: ${can.why}.`);
  return alterTable(altering, `RENAME COLUMN ${trinoPath(path)} TO ${trinoName(to)}`);
}

function add(altering: Altering, { path, field }: Differences['added'][number]): Line {
  const why = outOfReach(altering, altering.differences.after, path);
  if (why !== null) return instead(altering, `${pathText(path)} is not added`, why);
  // It takes no comment of a field within a column.
  const metadata = path.length === 1 ? field.metadata : {};
  const column = trinoColumn(trinoPath(path), { ...field, nullable: true, metadata }, altering.spec);
  return alterTable(altering, `ADD COLUMN ${column}`);
}

function alter(altering: Altering, path: Path, alteration: Alteration): Line[] {
  const column = pathText(path);
  switch (alteration.to) {
    case 'TYPE':
      return alterType(altering, path, alteration);
    case 'NULLABILITY':
      if (!alteration.nullable)
        return [comment(`${column} does not become NOT NULL: Trino cannot add that to a table.`)];
      if (path.length > 1) return [];
      return [alterTable(altering, `ALTER COLUMN ${trinoPath(path)} DROP NOT NULL`)];
    case 'COMMENT': {
      if (path.length > 1) return [];
      const text = alteration.comment === '' ? 'NULL' : trinoString(alteration.comment);
      return [statement(`COMMENT ON COLUMN ${altering.table}.${trinoPath(path)} IS ${text}`)];
    }
  }
}

function alterType(
  altering: Altering,
  path: Path,
  { from, type }: Extract<Alteration, { to: 'TYPE' }>,
): Line[] {
  const { format, properties } = altering.spec;
  const { leaf, label } = TRINO_FITS[format];
  const [before, after] = [trinoType(from, leaf), trinoType(type, leaf)];
  if (before === after) return [];
  const why = outOfReach(altering, altering.differences.after, path);
  const what = `${pathText(path)} does not become ${after}`;
  if (why !== null) return [instead(altering, what, why)];
  if (format !== 'ICEBERG') return [instead(altering, what, `${label} changes no types`)];
  const can = capabilityOf(format, properties).typeChange(from, type);
  if (!can.ok) return [comment(`${what}: ${can.why}. Rewrite the table with its new columns.`)];
  return [alterTable(altering, `ALTER COLUMN ${trinoPath(path)} SET DATA TYPE ${after}`)];
}
