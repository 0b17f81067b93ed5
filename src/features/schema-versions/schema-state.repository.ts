import { LRUCache } from 'lru-cache';
import type { Transaction } from '../../db/client.ts';
import type { Absence, ColumnFact } from '../../evolution/types.ts';
import { parseStructJson } from '../../schema/parse-json.ts';
import type { StructType } from '../../schema/types.ts';
import { countFields } from '../../schema/walk.ts';
import { parseStoredType } from './stored-type.ts';
import type { ActiveVersion } from './schema-version.types.ts';

/** What one statement, and so one snapshot, says of a dataset's schema. */
export interface SchemaState {
  /** Revision of the dataset's configuration in the same snapshot. */
  readonly revision: number;
  readonly active: ActiveVersion | null;
  /** The last version that the real table was said to have; null where none ever was. */
  readonly lastApplied: VersionKey | null;
  readonly facts: readonly ColumnFact[];
}

/** Which version, by its id and its number. */
export type VersionKey = Pick<ActiveVersion, 'id' | 'version'>;

interface StateRow {
  readonly revision: number;
  readonly id: number | null;
  readonly version: number | null;
  readonly fingerprint: string | null;
  readonly validFrom: Date | null;
  readonly appliedAt: Date | null;
  readonly appliedCommit: string | null;
  /** Of the last version that was acknowledged, where the active one was not. */
  readonly lastAppliedId: number | null;
  readonly lastAppliedVersion: number | null;
  readonly facts: readonly FactRow[];
}

interface FactRow {
  readonly steps: readonly string[];
  readonly pinned: boolean;
  readonly absence: Absence;
  readonly settled: boolean;
  readonly droppedVersion: number | null;
  readonly renamedTo: string | null;
  readonly arrivedVersion: number | null;
  /** Of tombstones alone: the types of deep columns are long, and nobody asks for those of columns that are there. */
  readonly droppedType: string | null;
}

const FIELDS_KEPT_PARSED = 500_000;

/** Parsed schemas by version id. Versions are immutable, so an entry is never stale. */
export type SchemaCache = LRUCache<number, StructType>;

export function createSchemaCache(): SchemaCache {
  return new LRUCache({
    maxSize: FIELDS_KEPT_PARSED,
    sizeCalculation: (schema) => countFields(schema) + 1,
  });
}

/** The active version and the column facts of a dataset, from one snapshot; null when the dataset is gone. */
export async function readSchemaState(
  tx: Transaction,
  cache: SchemaCache,
  datasetId: number,
): Promise<SchemaState | null> {
  const rows = await tx.$queryRaw<StateRow[]>`
    SELECT d.revision, v.id, v.version, v.fingerprint, v.valid_from AS "validFrom",
           v.applied_at AS "appliedAt", v.applied_commit AS "appliedCommit",
           a.id AS "lastAppliedId", a.version AS "lastAppliedVersion",
      (SELECT coalesce(json_agg(json_build_object(
                'steps', c.steps, 'pinned', c.pinned, 'absence', c.absence, 'settled', c.settled,
                'droppedVersion', c.dropped_version, 'renamedTo', c.renamed_to, 'arrivedVersion', c.arrived_version,
                'droppedType', CASE WHEN c.dropped_version IS NOT NULL THEN c.type END)), '[]'::json)
         FROM dataset_columns c
        WHERE c.dataset_id = d.id
          AND (c.pinned OR c.settled OR c.absence <> 'REQUIRED' OR c.dropped_version IS NOT NULL)) AS facts
      FROM datasets d LEFT JOIN schema_versions v ON v.id = d.active_schema_version_id
      LEFT JOIN LATERAL (
        SELECT id, version FROM schema_versions
         WHERE dataset_id = d.id AND applied_at IS NOT NULL
         ORDER BY version DESC LIMIT 1) a ON v.applied_at IS NULL
     WHERE d.id = ${datasetId}`;
  const row = rows[0];
  if (row === undefined) return null;
  return {
    revision: row.revision,
    active: await activeVersion(tx, cache, row),
    lastApplied: lastApplied(row),
    facts: row.facts.map(toFact),
  };
}

function lastApplied({ id, version, appliedAt, lastAppliedId, lastAppliedVersion }: StateRow) {
  const [appliedId, applied] = appliedAt === null ? [lastAppliedId, lastAppliedVersion] : [id, version];
  return appliedId === null || applied === null ? null : { id: appliedId, version: applied };
}

async function activeVersion(
  tx: Transaction,
  cache: SchemaCache,
  row: StateRow,
): Promise<ActiveVersion | null> {
  const { id, version, fingerprint, validFrom, appliedAt: at, appliedCommit: commit } = row;
  if (id === null || version === null || fingerprint === null || validFrom === null) return null;
  return {
    id,
    version,
    fingerprint,
    validFrom,
    applied: at === null ? null : { at, commit },
    schema: await storedSchema(tx, cache, id),
  };
}

/** The schema of a stored version. Fails when the stored text is not a schema: that is damage, not input. */
export async function storedSchema(
  tx: Transaction,
  cache: SchemaCache,
  versionId: number,
): Promise<StructType> {
  const known = cache.get(versionId);
  if (known !== undefined) return known;
  const row = await tx.schemaVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { schemaJson: true },
  });
  const parsed = parseStructJson(row.schemaJson);
  if (!parsed.ok) throw new Error(`The stored schema of version id ${versionId} cannot be read`);
  cache.set(versionId, parsed.value);
  return parsed.value;
}

function toFact({ steps, pinned, absence, settled, ...tombstone }: FactRow): ColumnFact {
  return { path: steps, pinned, absence, settled, dropped: toTombstone(tombstone) };
}

type TombstoneRow = Omit<FactRow, 'steps' | 'pinned' | 'absence' | 'settled'>;

function toTombstone({ droppedVersion, droppedType, renamedTo, arrivedVersion }: TombstoneRow) {
  if (droppedVersion === null || droppedType === null) return null;
  const type = parseStoredType(droppedType);
  return { type, version: droppedVersion, renamedTo, arrivedIn: arrivedVersion };
}
