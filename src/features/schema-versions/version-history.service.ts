import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from '../../db/client.ts';
import { evolveIds, identify, type IdentifiedSchema } from '../../rendering/column-ids.ts';
import { nextIcebergVersion } from '../../rendering/documents/iceberg-schema.ts';
import type { Rename } from '../../rendering/types.ts';
import type { StructType } from '../../schema/types.ts';
import { storedSchema } from './schema-state.repository.ts';
import type { SchemaVersion } from './schema-version.types.ts';
import type { SchemaVersionDependencies } from './target.service.ts';
import { type HistoricVersion, listHistory } from './version-history.repository.ts';

/** What tells a version apart. */
type VersionKeys = Pick<SchemaVersion, 'id' | 'datasetId' | 'version'>;

type Identify = (
  before: IdentifiedSchema | null,
  schema: StructType,
  renames: readonly Rename[],
) => IdentifiedSchema;

const byName: Identify = (before, schema, renames) =>
  before === null ? identify(schema) : evolveIds(before, schema, renames);

/** A version with the ids that Iceberg has given its columns, where every version before it was applied in order. */
export async function icebergVersion(
  deps: SchemaVersionDependencies,
  { id, datasetId, version }: SchemaVersion,
): Promise<IdentifiedSchema> {
  const history = await listHistory(deps.database.prisma, datasetId, 1, version);
  const steps = history.at(-1)?.id === id ? history : [...history, { id, version, renames: [] }];
  return replay(deps, deps.database.prisma, steps, nextIcebergVersion);
}

/**
 * Two versions of a dataset with ids by which their columns can be told apart: one that was renamed on the way keeps its
 * id, and one that was dropped on the way and came again has another.
 */
export async function identifiedPair(
  deps: SchemaVersionDependencies,
  from: VersionKeys,
  to: VersionKeys,
  tx: Transaction = deps.database.prisma,
): Promise<readonly [from: IdentifiedSchema, to: IdentifiedSchema]> {
  if (from.version > to.version) {
    const [earlier, later] = await identifiedPair(deps, to, from, tx);
    return [later, earlier];
  }
  const first = identify(await storedSchema(tx, deps.cache, from.id));
  if (from.id === to.id) return [first, first];
  const between = await listHistory(tx, from.datasetId, from.version + 1, to.version);
  const steps = between.at(-1)?.id === to.id ? between : [...between, { ...to, renames: [] }];
  return [first, await replay(deps, tx, steps, byName, first)];
}

/** One version after the other; other requests have their turn in between. */
async function replay(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  steps: readonly HistoricVersion[],
  next: Identify,
  start: IdentifiedSchema | null = null,
): Promise<IdentifiedSchema> {
  let identified = start;
  for (const { id, renames } of steps) {
    identified = next(identified, await storedSchema(tx, deps.cache, id), renames);
    await nextTurn();
  }
  if (identified === null) throw new Error('There is no version to begin with');
  return identified;
}
