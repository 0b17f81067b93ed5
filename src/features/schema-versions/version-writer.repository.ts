import type { Caller } from '../../actor.ts';
import type { Transaction } from '../../db/client.ts';
import type { Change } from '../../evolution/types.ts';
import { fingerprints } from '../../schema/fingerprints.ts';
import { printStructJson } from '../../schema/print-json.ts';
import type { Path, StructType } from '../../schema/types.ts';
import type { ActiveVersion, ChangeType, VersionOrigin } from './schema-version.types.ts';

/** What every new version records, whether it becomes active or blocked. */
export interface NewVersion {
  readonly datasetId: number;
  readonly changeType: ChangeType;
  readonly origin: VersionOrigin;
  readonly schema: StructType;
  readonly changes: readonly Change[];
  readonly reason: string;
  readonly claimedChangeType: ChangeType | null;
  readonly source: Readonly<Record<string, string>>;
  readonly comparedWith: ActiveVersion | null;
  /** What else a submission was judged by; none of a person's change. */
  readonly evidence?: { readonly baseVersion: number | null; readonly nullOnlyPaths: readonly Path[] };
  /** The blocked version it was approved from, or the one it was rolled back to. */
  readonly derivedFromVersion?: number;
  readonly caller: Caller;
}

export interface StoredVersion {
  readonly id: number;
  readonly version: number;
  readonly at: Date;
}

/**
 * Makes `next` the dataset's ACTIVE version: retires the one before, inserts, flips the pointer.
 * The caller holds the dataset's lock. Times are taken here, after the lock, and never before the predecessor's.
 */
export async function activateVersion(tx: Transaction, next: NewVersion): Promise<StoredVersion> {
  const at = await timeAfter(tx, next.comparedWith);
  if (next.comparedWith !== null) {
    await tx.schemaVersion.update({
      where: { id: next.comparedWith.id },
      data: { status: 'OBSOLETE', validTo: at },
    });
  }
  const stored = await insertVersion(tx, next, at, { status: 'ACTIVE', validFrom: at });
  await tx.dataset.update({
    where: { id: next.datasetId },
    data: { activeSchemaVersionId: stored.id },
    select: { id: true },
  });
  return stored;
}

/** Records a breaking submission: a BLOCKED version that stands for its problem. The caller holds the lock. */
export async function blockVersion(
  tx: Transaction,
  next: NewVersion,
  problemKey: string,
): Promise<StoredVersion> {
  const at = await timeAfter(tx, next.comparedWith);
  return insertVersion(tx, next, at, { status: 'BLOCKED', problemKey });
}

/** The same problem once more: counted on the version that stands for it. */
export async function countOccurrence(tx: Transaction, versionId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE schema_versions
       SET occurrences = occurrences + 1, last_seen_at = greatest(last_seen_at, clock_timestamp())
     WHERE id = ${versionId}`;
}

async function insertVersion(
  tx: Transaction,
  next: NewVersion,
  at: Date,
  state: { status: 'ACTIVE'; validFrom: Date } | { status: 'BLOCKED'; problemKey: string },
): Promise<StoredVersion> {
  const { exact, logical } = fingerprints(next.schema);
  const row = await tx.schemaVersion.create({
    data: {
      datasetId: next.datasetId,
      version: await nextVersionNumber(tx, next.datasetId),
      changeType: next.changeType,
      origin: next.origin,
      schemaJson: printStructJson(next.schema),
      fingerprint: exact,
      logicalFingerprint: logical,
      comparedWithVersion: next.comparedWith?.version ?? null,
      changes: next.changes.map(recordedChange),
      reason: next.reason,
      claimedChangeType: next.claimedChangeType,
      source: { ...next.source },
      actorType: next.caller.actor.type,
      actorName: next.caller.actor.name,
      baseVersion: next.evidence?.baseVersion ?? null,
      nullOnlyPaths: (next.evidence?.nullOnlyPaths ?? []).map((path) => [...path]),
      derivedFromVersion: next.derivedFromVersion ?? null,
      createdAt: at,
      lastSeenAt: at,
      ...state,
    },
    select: { id: true, version: true },
  });
  return { ...row, at };
}

function recordedChange({ path, formats, ...rest }: Change) {
  const answers = formats?.map((answer) => ({ ...answer }));
  return { ...rest, path: [...path], ...(answers === undefined ? {} : { formats: answers }) };
}

/** Numbers are contiguous because they are taken under the dataset's lock. */
export async function nextVersionNumber(tx: Transaction, datasetId: number): Promise<number> {
  const newest = await tx.schemaVersion.aggregate({ where: { datasetId }, _max: { version: true } });
  return (newest._max.version ?? 0) + 1;
}

async function timeAfter(tx: Transaction, before: ActiveVersion | null): Promise<Date> {
  const rows = await tx.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  const now = rows[0]?.at ?? new Date(0);
  return before !== null && before.validFrom > now ? before.validFrom : now;
}
