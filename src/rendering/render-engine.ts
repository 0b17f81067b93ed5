import type { Path, StructType } from '../schema/types.ts';
import { differencesFor } from './apply-statements.ts';
import type { IdentifiedSchema } from './column-ids.ts';
import type { Differences } from './differences-between.ts';
import { type Fit, fitSchema } from './fit-schema.ts';
import { flinkAlterations } from './flink/flink-alterations.ts';
import { flinkCreateTable } from './flink/flink-create-table.ts';
import { FLINK_FITS } from './flink/flink-fit.ts';
import { hiveAlterations } from './hive/hive-alterations.ts';
import { hiveCreateTable } from './hive/hive-create-table.ts';
import { HIVE_FITS } from './hive/hive-fit.ts';
import { notRunning } from './make-table.ts';
import { sparkAlterations } from './spark/spark-alterations.ts';
import { sparkCatalogAlterations } from './spark/spark-catalog-alterations.ts';
import { sparkCreateTable } from './spark/spark-create-table.ts';
import { SPARK_FITS } from './spark/spark-fit.ts';
import { hiveNameRefused } from './table-name.ts';
import { trinoAlterations } from './trino/trino-alterations.ts';
import { trinoCreateTable } from './trino/trino-create-table.ts';
import { TRINO_FITS } from './trino/trino-fit.ts';
import { unseenColumns } from './unseen-columns.ts';
import type { Engine, Line, Rendering, RenderingWarning, TableSpec } from './types.ts';

interface EngineText {
  readonly fits: Readonly<Record<TableSpec['format'], Fit>>;
  readonly create: (schema: StructType, spec: TableSpec) => Rendering;
  /** `unseen`: what the table had before, and the engine has no type or name for. */
  readonly alter: (differences: Differences, spec: TableSpec, unseen: readonly Path[]) => Line[];
}

const TEXTS: Readonly<Record<Engine, EngineText>> = {
  SPARK: {
    fits: SPARK_FITS,
    create: sparkCreateTable,
    alter: (differences, spec) =>
      spec.format === 'PARQUET'
        ? sparkCatalogAlterations(differences, spec)
        : sparkAlterations(differences, spec),
  },
  TRINO: { fits: TRINO_FITS, create: trinoCreateTable, alter: trinoAlterations },
  HIVE: { fits: HIVE_FITS, create: hiveCreateTable, alter: hiveAlterations },
  FLINK: { fits: FLINK_FITS, create: flinkCreateTable, alter: flinkAlterations },
};

/** A schema as the CREATE TABLE of an engine. */
export function renderTable(engine: Engine, schema: StructType, spec: TableSpec): Rendering {
  return TEXTS[engine].create(schema, spec);
}

/** The way from one version of a table to another as the ALTER TABLE of an engine. */
export function renderChange(
  engine: Engine,
  before: IdentifiedSchema,
  after: IdentifiedSchema,
  spec: TableSpec,
): Rendering {
  const { fits, alter } = TEXTS[engine];
  const fit = fits[spec.format];
  const differences = differencesFor(fit, before, after);
  const lines = alter(differences, spec, unseenColumns(before.schema, fit, spec.format));
  const known = new Set(fitSchema(before.schema, fit).warnings.map(({ message }) => message));
  // Of comments that change, the lines tell.
  const news = fitSchema(after.schema, fit).warnings.filter(
    ({ code, message }) => code !== 'COMMENT_LEFT_OUT' && !known.has(message),
  );
  const changed = { lines, warnings: [...news, ...sharedMetadata(engine, spec, lines)] };
  const refused = engine === 'HIVE' ? hiveNameRefused(spec.name) : [];
  const runs = lines.some(({ isComment }) => !isComment);
  return runs ? refused.reduce(notRunning, changed) : changed;
}

/** Where the columns are in the table's own metadata, a second engine that changes them fails. */
function sharedMetadata(engine: Engine, { format }: TableSpec, lines: readonly Line[]): RenderingWarning[] {
  const keepsOwn = format === 'ICEBERG' || (format === 'DELTA' && (engine === 'SPARK' || engine === 'TRINO'));
  if (!keepsOwn || lines.every(({ isComment }) => isComment)) return [];
  return [
    {
      code: 'SHARED_METADATA',
      path: null,
      message: `${format} keeps the columns with the table, where every engine finds them: run this in one engine alone.`,
    },
  ];
}
