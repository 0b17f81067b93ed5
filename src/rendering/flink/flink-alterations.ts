import type { StructField } from '../../schema/types.ts';
import type { Differences, KeptColumn } from '../differences-between.ts';
import { icebergRefuses } from '../iceberg-refuses.ts';
import { layoutOf } from '../layout.ts';
import { comment, statement } from '../line.ts';
import { oldNames } from '../old-names.ts';
import { silentChanges } from '../silent-changes.ts';
import type { Line, TableSpec } from '../types.ts';
import { FLINK_FITS } from './flink-fit.ts';
import { flinkKey } from './flink-key.ts';
import { flinkColumn, flinkName, flinkPath, flinkType } from './flink-text.ts';

const DELTA_FOLLOWS = comment(
  "Delta's catalog for Flink changes no columns and reads them from Delta's log: make this change in Spark, and Flink finds it.",
);

interface Altering {
  readonly spec: TableSpec;
  readonly table: string;
}

/**
 * ALTER TABLE in Flink (1.17 on), by whole columns: it does not look into them. In an Iceberg catalog that changes the
 * table; elsewhere it changes what Flink was told of it, but for Delta. The order of columns is left as it is.
 */
export function flinkAlterations(differences: Differences, spec: TableSpec): Line[] {
  if (spec.format === 'DELTA') return isSame(differences) ? [] : [DELTA_FOLLOWS];
  if (differences.isReplaced)
    return [comment('None of the columns stays: drop the table and create it anew.')];
  const altering = { spec, table: flinkPath(spec.name) };
  const top = ({ path }: { readonly path: readonly string[] }) => path.length === 1;
  const gone = differences.dropped.filter(top).map(({ field }) => flinkName(field.name));
  const added = differences.added.filter(top).map(({ field }) => ({ ...field, nullable: true }));
  return [
    ...oldNames(differences.kept, spec),
    ...(gone.length === 0 ? [] : [alterTable(altering, `DROP (${gone.join(', ')})`)]),
    ...differences.renamed
      .filter(top)
      .map(({ path, to }) => alterTable(altering, `RENAME ${flinkPath(path)} TO ${flinkName(to)}`)),
    ...(added.length === 0 ? [] : [alterTable(altering, `ADD (${columnList(altering, added)})`)]),
    ...modified(altering, keysRequired(differences, spec)),
    ...silentChanges(differences, FLINK_FITS[spec.format], flinkType),
  ];
}

function isSame({ dropped, renamed, added, altered }: Differences): boolean {
  return dropped.length + renamed.length + added.length + altered.length === 0;
}

/** Flink's keys are NOT NULL, whatever the table says. */
function keysRequired({ after, kept }: Differences, spec: TableSpec): KeptColumn[] {
  const keys = flinkKey(layoutOf(after, spec), spec);
  return kept.map(({ was, now }) =>
    keys.includes(now.name)
      ? { was: { ...was, nullable: false }, now: { ...now, nullable: false } }
      : { was, now },
  );
}

function alterTable({ table }: Altering, action: string): Line {
  return statement(`ALTER TABLE ${table} ${action}`);
}

function columnList({ spec }: Altering, fields: readonly StructField[]): string {
  return fields.map((field) => flinkColumn(field, FLINK_FITS[spec.format].leaf)).join(', ');
}

function modified(altering: Altering, kept: readonly KeptColumn[]): Line[] {
  const { spec } = altering;
  const { leaf, label } = FLINK_FITS[spec.format];
  const notes: Line[] = [];
  const list: StructField[] = [];
  for (const { was, now } of kept) {
    if (flinkColumn({ ...was, name: now.name }, leaf) === flinkColumn(now, leaf)) continue;
    const sameText = flinkType(was.type, leaf) === flinkType(now.type, leaf);
    const refused =
      spec.format === 'ICEBERG' ? icebergRefuses({ was, now }, spec, { label, sameText }) : null;
    if (refused === null) list.push(now);
    else notes.push(refused);
  }
  if (list.length === 0) return notes;
  return [...notes, alterTable(altering, `MODIFY (${columnList(altering, list)})`)];
}
