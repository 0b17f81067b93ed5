import type { Transaction } from '../../db/client.ts';
import type {
  SchemaVersion as VersionRow,
  VersionStatus as StatusRow,
} from '../../generated/prisma/client.ts';
import type {
  Applied,
  Decision,
  SchemaVersion,
  VersionFilter,
  VersionOrigin,
} from './schema-version.types.ts';

const BY_PEOPLE: VersionOrigin[] = ['DDL', 'DECISION', 'ROLLBACK'];

export interface VersionKey {
  readonly datasetId: number;
  readonly version: number;
}

/** Version numbers and sizes, newest first: what a page of versions is cut from. */
export async function listVersionSizes(
  tx: Transaction,
  datasetId: number,
  filter: VersionFilter,
): Promise<{ version: number; bytes: number }[]> {
  return tx.$queryRaw<{ version: number; bytes: number }[]>`
    SELECT version, octet_length(schema_json) AS bytes
      FROM schema_versions
     WHERE dataset_id = ${datasetId}
       AND (${filter.status}::text IS NULL OR status::text = ${filter.status})
       AND (${filter.applied}::boolean IS NULL
            OR status IN ('ACTIVE', 'OBSOLETE') AND (applied_at IS NOT NULL) = ${filter.applied}::boolean)
       AND (${filter.before}::int IS NULL OR version < ${filter.before})
     ORDER BY version DESC
     LIMIT ${filter.limit}`;
}

export async function findVersions(
  tx: Transaction,
  datasetId: number,
  versions: number[],
): Promise<SchemaVersion[]> {
  const rows = await tx.schemaVersion.findMany({
    where: { datasetId, version: { in: versions } },
    orderBy: { version: 'desc' },
  });
  return rows.map(toVersion);
}

export async function findVersion(tx: Transaction, key: VersionKey): Promise<SchemaVersion | null> {
  const row = await tx.schemaVersion.findUnique({ where: { datasetId_version: key } });
  return row === null ? null : toVersion(row);
}

export async function findActiveVersion(tx: Transaction, datasetId: number): Promise<SchemaVersion | null> {
  const row = await tx.schemaVersion.findFirst({ where: { datasetId, status: 'ACTIVE' } });
  return row === null ? null : toVersion(row);
}

/** The open record of a problem: BLOCKED, or decided against. */
export async function findOpenProblem(
  tx: Transaction,
  datasetId: number,
  problemKey: string,
): Promise<SchemaVersion | null> {
  const status: StatusRow[] = ['BLOCKED', 'REJECTED'];
  const row = await tx.schemaVersion.findFirst({ where: { datasetId, problemKey, status: { in: status } } });
  return row === null ? null : toVersion(row);
}

/**
 * True when every version activated after `base` came from jobs. Only then is what a job means the difference to
 * the version it had loaded; a person's change in between must be judged against as it stands.
 */
export async function onlyJobsChangedSince(
  tx: Transaction,
  datasetId: number,
  base: number,
): Promise<boolean> {
  const byPeople = await tx.schemaVersion.count({
    where: {
      datasetId,
      version: { gt: base },
      status: { in: ['ACTIVE', 'OBSOLETE'] },
      origin: { in: BY_PEOPLE },
    },
  });
  return byPeople === 0;
}

function toVersion(row: VersionRow): SchemaVersion {
  const { actorType, actorName, changes, source } = row;
  return {
    id: row.id,
    datasetId: row.datasetId,
    version: row.version,
    status: row.status,
    changeType: row.changeType,
    origin: row.origin,
    schemaJson: row.schemaJson,
    fingerprint: row.fingerprint,
    logicalFingerprint: row.logicalFingerprint,
    comparedWithVersion: row.comparedWithVersion,
    reason: row.reason,
    claimedChangeType: row.claimedChangeType,
    occurrences: row.occurrences,
    createdAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    validFrom: row.validFrom,
    validTo: row.validTo,
    derivedFromVersion: row.derivedFromVersion,
    decision: decisionOf(row),
    applied: appliedOf(row),
    changes: Array.isArray(changes) ? changes : [],
    source: stringMap(source),
    submittedBy: { type: actorType, name: actorName },
  };
}

function decisionOf(row: VersionRow): Decision | null {
  const { decidedAt: at, decidedByType: type, decidedByName: name, decisionReason: reason } = row;
  if (at === null || type === null || name === null || reason === null) return null;
  const resolutions = Array.isArray(row.resolutions) ? row.resolutions : [];
  return { at, by: { type, name }, reason, ledToVersion: row.ledToVersion, resolutions };
}

function appliedOf(row: VersionRow): Applied | null {
  const { appliedAt: at, appliedByType: type, appliedByName: name, appliedCommit: commit } = row;
  return at === null || type === null || name === null ? null : { at, by: { type, name }, commit };
}

function stringMap(json: unknown): Record<string, string> {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
}
