import type { StructType } from '../schema/types.ts';
import { evolveIds, identify, type IdentifiedSchema } from './column-ids.ts';
import { type Differences, differencesBetween } from './differences-between.ts';
import { type Fit, fitSchema } from './fit-schema.ts';
import { sparkAlterations } from './spark/spark-alterations.ts';
import { SPARK_FITS } from './spark/spark-fit.ts';
import type { Rename, TableSpec } from './types.ts';

/**
 * The Spark SQL that brings a real table from one schema to the next, in order: what goes, what is called otherwise, what
 * comes, what changes. A line that begins with `--` is no statement: it says what has to be done by hand. None for PARQUET,
 * which has no table metadata, and none where the table is yet to be created.
 */
export function applyStatements(
  before: StructType | null,
  after: StructType,
  spec: TableSpec,
  renames: readonly Rename[] = [],
): string[] {
  if (spec.format === 'PARQUET' || before === null || before === after) return [];
  const first = identify(before);
  return statementsBetween(first, evolveIds(first, after, renames), spec);
}

/** The same between two versions of one table, with the ids that say who is who. */
export function statementsBetween(
  before: IdentifiedSchema,
  after: IdentifiedSchema,
  spec: TableSpec,
): string[] {
  if (spec.format === 'PARQUET') return [];
  const differences = differencesFor(SPARK_FITS[spec.format], before, after);
  return sparkAlterations(differences, spec).map(({ sql }) => sql);
}

/** The differences between what an engine can hold of two versions: a column that gets a type it knows is added to it. */
export function differencesFor(fit: Fit, before: IdentifiedSchema, after: IdentifiedSchema): Differences {
  return differencesBetween(
    { ...before, schema: fitSchema(before.schema, fit).schema },
    { ...after, schema: fitSchema(after.schema, fit).schema },
  );
}
