import type { Transaction } from '../../db/client.ts';
import type { Path } from '../../schema/types.ts';
import type { VersionOrigin } from '../schema-versions/schema-version.types.ts';
import type { ColumnHistoryEntry, ColumnRow, VersionMark } from './column.types.ts';
import { pathHash } from './column-position.ts';

/** Rows of the column history by Spark's text of the path; those that there are. */
export async function findColumnRows(
  tx: Transaction,
  datasetId: number,
  pathTexts: readonly string[],
): Promise<ReadonlyMap<string, ColumnRow>> {
  const rows = await tx.datasetColumn.findMany({
    where: { datasetId, pathHash: { in: pathTexts.map(pathHash) } },
    select: { path: true, addedVersion: true, changedVersion: true },
  });
  return new Map(rows.map(({ path, ...row }) => [path, row]));
}

/** Who made versions, by their numbers. */
export async function findVersionMarks(
  tx: Transaction,
  datasetId: number,
  versions: readonly number[],
): Promise<ReadonlyMap<number, VersionMark>> {
  if (versions.length === 0) return new Map();
  const rows = await tx.schemaVersion.findMany({
    where: { datasetId, version: { in: [...new Set(versions)] } },
    select: { version: true, createdAt: true, actorType: true, actorName: true, origin: true, reason: true },
  });
  return new Map(rows.map((row) => [row.version, { ...markOf(row) }]));
}

interface MarkRow {
  readonly version: number;
  readonly createdAt: Date;
  readonly actorType: string;
  readonly actorName: string;
  readonly origin: VersionOrigin;
  readonly reason: string;
}

function markOf({ version, createdAt, actorType, actorName, origin, reason }: MarkRow): VersionMark {
  return { version, at: createdAt, by: { type: actorType, name: actorName }, origin, reason };
}

/** Recorded changes on one page: past this a page is cut short. */
const PAGE_BYTES = 4 * 1024 * 1024;

interface HistoryRow extends MarkRow {
  readonly changes: readonly unknown[];
  readonly found: number;
}

export interface HistoryQuery {
  /** All paths that the column has or had. */
  readonly names: readonly Path[];
  /** The versions that brought them, which need not have recorded a change: the first one has none. */
  readonly addedVersions: readonly number[];
  readonly before: number | null;
  readonly limit: number;
}

/** Versions that were active and changed a column, newest first, and whether there are more. */
export async function findColumnHistory(
  tx: Transaction,
  datasetId: number,
  { names, addedVersions, before, limit }: HistoryQuery,
): Promise<{ readonly entries: readonly ColumnHistoryEntry[]; readonly more: boolean }> {
  const rows = await tx.$queryRaw<HistoryRow[]>`
    WITH wanted AS (
      SELECT ARRAY(SELECT jsonb_array_elements_text(name)) AS path
        FROM jsonb_array_elements(${JSON.stringify(names)}::jsonb) AS name
    ), found AS (
      SELECT v.version, v.created_at, v.actor_type, v.actor_name, v.origin, v.reason, about.changes
        FROM schema_versions v, LATERAL (
          SELECT coalesce(jsonb_agg(c.change ORDER BY c.place), '[]'::jsonb) AS changes
            FROM jsonb_array_elements(v.changes) WITH ORDINALITY AS c(change, place),
                 LATERAL (SELECT ARRAY(SELECT jsonb_array_elements_text(c.change->'path')) AS path) named
           WHERE c.change->>'verdict' <> 'NONE'
             AND EXISTS (
               SELECT FROM wanted
                WHERE named.path[:cardinality(wanted.path)] = wanted.path[:cardinality(named.path)]
                  AND (cardinality(named.path) >= cardinality(wanted.path)
                       OR c.change->>'kind' IN ('ADDED', 'REMOVED', 'TYPE', 'NAME')))) about
       WHERE v.dataset_id = ${datasetId} AND v.status IN ('ACTIVE', 'OBSOLETE')
         AND (${before}::int IS NULL OR v.version < ${before})
         AND (about.changes <> '[]'::jsonb OR v.version = ANY (${[...addedVersions]}::int[]))
       ORDER BY v.version DESC
       LIMIT ${limit + 1}
    )
    SELECT version, created_at AS "createdAt", actor_type AS "actorType", actor_name AS "actorName", origin, reason,
           changes, found
      FROM (SELECT *, (count(*) OVER ())::int AS found, row_number() OVER newest AS place,
                   sum(octet_length(changes::text)) OVER newest AS bytes
              FROM found WINDOW newest AS (ORDER BY version DESC)) sized
     WHERE place = 1 OR (bytes <= ${PAGE_BYTES} AND place <= ${limit})
     ORDER BY version DESC`;
  return {
    entries: rows.map((row) => ({ ...markOf(row), changes: row.changes })),
    more: (rows[0]?.found ?? 0) > rows.length,
  };
}
