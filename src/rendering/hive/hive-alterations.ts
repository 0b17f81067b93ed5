import { pathText, stepText } from '../../schema/path.ts';
import { stringLiteral } from '../../schema/sql/string-literal.ts';
import type { Path, StructField } from '../../schema/types.ts';
import { commentOf } from '../comment-of.ts';
import type { Differences, KeptColumn } from '../differences-between.ts';
import { layoutOf } from '../layout.ts';
import { icebergRefuses } from '../iceberg-refuses.ts';
import { comment, commentedOut, statement } from '../line.ts';
import { oldNames } from '../old-names.ts';
import { silentChanges } from '../silent-changes.ts';
import type { Line, TableSpec } from '../types.ts';
import { hiveColumns, hiveCreateTable } from './hive-create-table.ts';
import { HIVE_FITS } from './hive-fit.ts';
import { incompatibleColumns } from './hive-incompatible.ts';
import { hiveColumn, hiveName, hiveTable, hiveType } from './hive-text.ts';

interface Altering {
  readonly spec: TableSpec;
  readonly table: string;
  readonly partitions: readonly string[];
  readonly differences: Differences;
  /** What the table had before, and Hive has no type or name for. */
  readonly unseen: readonly Path[];
}

/**
 * ALTER TABLE in Hive, by whole columns: it does not look into them. Where columns go all of them are said anew, for Hive
 * drops none; a partitioned table hands the change down to its partitions. The order of columns is left as it is.
 */
export function hiveAlterations(
  differences: Differences,
  spec: TableSpec,
  unseen: readonly Path[] = [],
): Line[] {
  const partitions = layoutOf(differences.after, spec).partitions.map((path) => path[0] ?? '');
  const altering = { spec, table: hiveTable(spec.name), partitions, differences, unseen };
  const silent = silentChanges(differences, HIVE_FITS[spec.format], hiveType);
  return [...columnAlterations(altering), ...silent];
}

function columnAlterations(altering: Altering): Line[] {
  const { spec, differences } = altering;
  const { added, gone, changed } = columnChanges(altering);
  if (added.length + gone.length + changed.length === 0) return [];
  if (spec.format === 'DELTA') return declareAnew(altering);
  if (spec.format === 'ICEBERG' && differences.isReplaced) {
    return [comment('None of the columns stays: drop the table and create it anew.')];
  }
  const note = spec.format === 'HUDI' ? [HUDI_SYNCS] : [];
  if (spec.format === 'ICEBERG') return [...note, ...alterIceberg(altering)];
  return [
    ...note,
    ...oldNames(changed, spec),
    ...(gone.length > 0 ? replaceAll(altering) : changeColumns(altering)),
  ];
}

const HUDI_SYNCS = comment(
  'With hoodie.datasource.hive_sync.enable = true Hudi does this itself with the next batch that is written.',
);

interface ColumnChanges {
  readonly added: readonly StructField[];
  readonly gone: readonly StructField[];
  readonly changed: readonly KeptColumn[];
}

function columnChanges({ spec, partitions, differences }: Altering): ColumnChanges {
  const isApart = spec.format === 'PARQUET' || spec.format === 'HUDI';
  const isColumn = ({ name }: StructField) => !isApart || !partitions.includes(name);
  const top = ({ path }: { readonly path: Path }) => path.length === 1;
  const { leaf } = HIVE_FITS[spec.format];
  return {
    added: differences.added
      .filter(top)
      .map(({ field }) => field)
      .filter(isColumn),
    gone: differences.dropped.filter(top).map(({ field }) => field),
    changed: differences.kept.filter(
      ({ was, now }) => isColumn(now) && hiveColumn(was, leaf) !== hiveColumn(now, leaf),
    ),
  };
}

/** The storage handler refuses a table that does not say what Delta's log says. */
function declareAnew({ spec, table, differences }: Altering): Line[] {
  const { lines } = hiveCreateTable(differences.after, spec);
  const runs = lines.every(({ isComment }) => !isComment);
  const drop = `DROP TABLE IF EXISTS ${table}`;
  return [
    comment('Hive has to say just what the log says. The table is EXTERNAL: its data stay where they are.'),
    runs ? statement(drop) : commentedOut(drop),
    ...lines,
  ];
}

function cascade({ spec, partitions }: Altering): string {
  return partitions.length > 0 && spec.format !== 'ICEBERG' ? ' CASCADE' : '';
}

function addColumns(altering: Altering, fields: readonly StructField[]): Line[] {
  if (fields.length === 0) return [];
  const { leaf } = HIVE_FITS[altering.spec.format];
  const columns = fields.map((field) => hiveColumn(field, leaf)).join(', ');
  return [statement(`ALTER TABLE ${altering.table} ADD COLUMNS (${columns})${cascade(altering)}`)];
}

/** Other columns may come to stand in the places of those that go. */
function replaceAll(altering: Altering): Line[] {
  const { spec, partitions, differences } = altering;
  const { leaf } = HIVE_FITS[spec.format];
  const replaced = replaceColumns(altering, differences.after.fields);
  if (replaced.isComment) return [replaced];
  const partitionsBefore = differences.kept.flatMap(({ was, now }) =>
    partitions.includes(now.name) ? [was.name] : [],
  );
  const { columns: before } = hiveColumns(differences.before, partitionsBefore, spec);
  const { columns: after } = hiveColumns(differences.after, partitions, spec);
  return [...incompatibleColumns(before, after, leaf), replaced];
}

function replaceColumns(altering: Altering, fields: readonly StructField[]): Line {
  const { leaf } = HIVE_FITS[altering.spec.format];
  const { columns } = hiveColumns({ kind: 'struct', fields }, altering.partitions, altering.spec);
  if (columns.length === 0) return comment('None of the columns stays: drop the table and create it anew.');
  const list = columns.map((field) => `\n  ${hiveColumn(field, leaf)}`).join(',');
  return statement(`ALTER TABLE ${altering.table} REPLACE COLUMNS (${list}\n)${cascade(altering)}`);
}

function changeColumns(altering: Altering): Line[] {
  const { added, changed } = columnChanges(altering);
  const renames = inFreeOrder(altering, changed);
  return [...renames, ...addColumns(altering, added)];
}

/** Names first, in the order in which they are free; then what the columns are. */
function inFreeOrder(altering: Altering, changed: readonly KeptColumn[]): Line[] {
  const { leaf } = HIVE_FITS[altering.spec.format];
  const types = new Map(altering.differences.kept.map(({ was }) => [was.name, was.type]));
  const lines: Line[] = [];
  for (const { path, to } of altering.differences.renamed) {
    const [name] = path;
    if (path.length !== 1 || name === undefined) continue;
    const type = types.get(name);
    if (type === undefined) continue;
    types.set(to, type);
    lines.push(changeColumn(altering, name, to, hiveType(type, leaf), null));
  }
  for (const { was, now } of changed) {
    const text = commentOf(now) ?? (commentOf(was) === null ? null : '');
    const sameType = hiveType(was.type, leaf) === hiveType(now.type, leaf);
    if (sameType && (commentOf(was) ?? '') === (text ?? '')) continue;
    // Iceberg's handler is on the metastore's list of those that it lets do as they like.
    if (altering.spec.format !== 'ICEBERG') lines.push(...incompatibleColumns([was], [now], leaf));
    lines.push(changeColumn(altering, now.name, now.name, hiveType(now.type, leaf), text));
  }
  return lines;
}

function changeColumn(altering: Altering, from: string, to: string, type: string, text: string | null): Line {
  const words = text === null ? '' : ` COMMENT ${stringLiteral(text)}`;
  return statement(
    `ALTER TABLE ${altering.table} CHANGE COLUMN ${hiveName(from)} ${hiveName(to)} ${type}${words}${cascade(altering)}`,
  );
}

/**
 * Iceberg's handler takes REPLACE COLUMNS for what goes alone, drops every column that is not in the list, those of the
 * partitions too, and changes no types within columns.
 */
function alterIceberg(altering: Altering): Line[] {
  const { gone, added, changed } = columnChanges(altering);
  const { leaf, label } = HIVE_FITS.ICEBERG;
  const notes: Line[] = [];
  const possible = changed.filter(({ was, now }) => {
    const sameText = hiveType(was.type, leaf) === hiveType(now.type, leaf);
    const refused = icebergRefuses({ was, now }, altering.spec, { label, sameText });
    if (refused !== null) notes.push(refused);
    return refused === null;
  });
  const goes = new Set(gone);
  const staying = altering.differences.before.fields.filter((field) => !goes.has(field));
  return [
    ...notes,
    ...(gone.length > 0 ? [dropOthers(altering, staying)] : []),
    ...inFreeOrder(altering, possible),
    ...addColumns(altering, added),
  ];
}

/** A list without a column that Hive has no type for would drop that too. */
function dropOthers(altering: Altering, staying: readonly StructField[]): Line {
  const { unseen } = altering;
  if (unseen.length === 0) return replaceColumns(altering, staying);
  const names = columnChanges(altering).gone.map(({ name }) => stepText(name));
  return comment(
    `${names.join(', ')}: not dropped, for that would drop ${unseen.map(pathText).join(', ')} as well, which Hive has no type or name for. Make this change in Spark.`,
  );
}
