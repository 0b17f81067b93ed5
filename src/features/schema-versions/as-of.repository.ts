import type { Transaction } from '../../db/client.ts';
import { findVersion } from './schema-version.repository.ts';
import type { SchemaVersion } from './schema-version.types.ts';

/** The version that was active at a time: from when it became so until just before its successor did. */
export async function findVersionAt(
  tx: Transaction,
  datasetId: number,
  at: Date,
): Promise<SchemaVersion | null> {
  const found = await tx.schemaVersion.findFirst({
    where: { datasetId, validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  return found === null ? null : findVersion(tx, { datasetId, version: found.version });
}

/** The newest version that was acknowledged with a commit of the lake: one commit may bring several to the table. */
export async function findVersionByCommit(
  tx: Transaction,
  datasetId: number,
  commit: string,
): Promise<SchemaVersion | null> {
  const found = await tx.schemaVersion.findFirst({
    where: { datasetId, appliedCommit: commit },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  return found === null ? null : findVersion(tx, { datasetId, version: found.version });
}

/** When the dataset got its first active version; null when it never had one. */
export async function findFirstValidity(tx: Transaction, datasetId: number): Promise<Date | null> {
  const first = await tx.schemaVersion.findFirst({
    where: { datasetId, validFrom: { not: null } },
    orderBy: { version: 'asc' },
    select: { validFrom: true },
  });
  return first?.validFrom ?? null;
}
