import type { Transaction } from '../../db/client.ts';
import { applyStatements, statementsBetween } from '../../rendering/apply-statements.ts';
import { evolveIds } from '../../rendering/column-ids.ts';
import type { Rename } from '../../rendering/types.ts';
import type { StructType } from '../../schema/types.ts';
import { tableSpecOf } from './table-spec.service.ts';
import type { SchemaVersionDependencies, Target } from './target.service.ts';
import { identifiedPair } from './version-history.service.ts';

/**
 * The statements that bring the real table to `schema`, which follows the active one: from the version that was
 * acknowledged last, so that whoever was killed before running them, or comes after others who did not, is given all that
 * the table lacks. Where none was ever acknowledged nobody tells us of the table: then from the active version.
 */
export async function outstandingStatements(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  { dataset, state }: Target,
  schema: StructType,
  renames: readonly Rename[] = [],
): Promise<string[]> {
  const { active, lastApplied } = state;
  const spec = tableSpecOf(dataset);
  if (active === null || lastApplied === null || lastApplied.id === active.id || spec.format === 'PARQUET') {
    return applyStatements(active?.schema ?? null, schema, spec, renames);
  }
  const told = { ...lastApplied, datasetId: dataset.id };
  const [first, current] = await identifiedPair(deps, told, { ...active, datasetId: dataset.id }, tx);
  return statementsBetween(first, evolveIds(current, schema, renames), spec);
}
