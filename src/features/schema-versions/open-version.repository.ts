import { z } from 'zod';
import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import { ORIGINS, type Origin } from '../../evolution/types.ts';
import type { Path } from '../../schema/types.ts';
import type { VersionStatus } from './schema-version.types.ts';

const OPEN = ['BLOCKED', 'REJECTED'] as const;

/** What a blocked submission is judged by again, its schema aside. */
export interface OpenVersion {
  readonly id: number;
  readonly version: number;
  readonly status: (typeof OPEN)[number];
  readonly origin: Origin;
  readonly nullOnlyPaths: readonly Path[];
  readonly baseVersion: number | null;
}

/** How a version ends: what becomes of it, why, and of an approval what was decided and where it led. */
export interface Ending {
  readonly status: Extract<VersionStatus, 'APPROVED' | 'REJECTED' | 'RESOLVED'>;
  readonly reason: string;
  readonly ledToVersion?: number;
  readonly resolutions?: readonly Readonly<Record<string, unknown>>[];
}

const stored = z.object({
  status: z.enum(OPEN),
  origin: z.enum(ORIGINS),
  nullOnlyPaths: z.array(z.array(z.string())),
});

const COLUMNS = {
  id: true,
  version: true,
  status: true,
  origin: true,
  nullOnlyPaths: true,
  baseVersion: true,
};

/** Versions that are BLOCKED or REJECTED, newest first. */
export async function findOpenVersions(
  tx: Transaction,
  datasetId: number,
  limit: number,
): Promise<OpenVersion[]> {
  const rows = await tx.schemaVersion.findMany({
    where: { datasetId, status: { in: [...OPEN] } },
    orderBy: { version: 'desc' },
    take: limit,
    select: COLUMNS,
  });
  return rows.map((row) => ({ ...row, ...stored.parse(row) }));
}

/** What a version that was blocked was judged by; null where there is no such version. */
export async function findOpenVersion(
  tx: Transaction,
  datasetId: number,
  version: number,
): Promise<OpenVersion | null> {
  const row = await tx.schemaVersion.findUnique({
    where: { datasetId_version: { datasetId, version }, status: { in: [...OPEN] } },
    select: COLUMNS,
  });
  return row === null ? null : { ...row, ...stored.parse(row) };
}

/** Ends a version that is open. The caller holds the dataset's lock. */
export async function closeVersion(
  tx: Transaction,
  versionId: number,
  { status, reason, ledToVersion, resolutions }: Ending,
  { actor }: Caller,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE schema_versions
       SET status = ${status}::version_status, decided_at = clock_timestamp(),
           decided_by_type = ${actor.type}, decided_by_name = ${actor.name}, decision_reason = ${reason},
           led_to_version = ${ledToVersion ?? null}::int, resolutions = ${JSON.stringify(resolutions ?? [])}::jsonb
     WHERE id = ${versionId}`;
}
