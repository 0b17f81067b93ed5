import type { Change, Origin, ProjectionStep, Verdict, Warning } from '../../evolution/types.ts';
import type { StructType } from '../../schema/types.ts';

export const CHANGE_TYPES = ['INITIAL', 'NON_BREAKING', 'BREAKING'] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

export const VERSION_STATUSES = [
  'ACTIVE',
  'OBSOLETE',
  'BLOCKED',
  'APPROVED',
  'REJECTED',
  'RESOLVED',
] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

export const VERSION_ORIGINS = ['INFERRED', 'DECLARED', 'DDL', 'DECISION', 'ROLLBACK'] as const;
/** Who made a version: a submission, or a person by DDL, a decision or a roll back. */
export type VersionOrigin = (typeof VERSION_ORIGINS)[number];

/** An immutable schema of a dataset, as read back. */
export interface SchemaVersion {
  readonly id: number;
  readonly datasetId: number;
  readonly version: number;
  readonly status: VersionStatus;
  readonly changeType: ChangeType;
  readonly origin: VersionOrigin;
  readonly schemaJson: string;
  readonly fingerprint: string;
  readonly logicalFingerprint: string;
  readonly comparedWithVersion: number | null;
  /** As they were recorded: `Change` of the engine that judged. */
  readonly changes: readonly unknown[];
  readonly reason: string;
  readonly claimedChangeType: string | null;
  readonly source: Readonly<Record<string, string>>;
  readonly submittedBy: { readonly type: string; readonly name: string };
  readonly occurrences: number;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  /** The blocked version it was approved from, or the one it was rolled back to. */
  readonly derivedFromVersion: number | null;
  readonly decision: Decision | null;
  readonly applied: Applied | null;
}

/** Which versions of a dataset to list, newest first. */
export interface VersionFilter {
  readonly status: VersionStatus | null;
  /** Only those that the table has, or only those that it should have and nobody said it does. */
  readonly applied: boolean | null;
  /** Below this number. */
  readonly before: number | null;
  readonly limit: number;
}

/** How a blocked version ended: by a person, or by itself. */
export interface Decision {
  readonly at: Date;
  readonly by: ActorName;
  readonly reason: string;
  /** Of an approval: the version that it made. */
  readonly ledToVersion: number | null;
  /** Of an approval: what was decided about each breaking change, as it was recorded. */
  readonly resolutions: readonly unknown[];
}

/** That the real table has this schema, as somebody acknowledged. */
export interface Applied {
  readonly at: Date;
  readonly by: ActorName;
  /** The lake's own commit: a Delta version, an Iceberg snapshot id, a Hudi instant. */
  readonly commit: string | null;
}

export interface ActorName {
  readonly type: string;
  readonly name: string;
}

/** The version that is active, with its schema parsed. */
export interface ActiveVersion {
  readonly id: number;
  readonly version: number;
  readonly fingerprint: string;
  readonly validFrom: Date;
  readonly applied: Pick<Applied, 'at' | 'commit'> | null;
  readonly schema: StructType;
}

/** What a job hands in, parsed. */
export interface BatchSchema {
  readonly schema: StructType;
  readonly origin: Origin;
  readonly nullOnlyPaths: readonly (readonly string[])[];
  readonly baseVersion: number | null;
  readonly claimedChangeType: ChangeType | null;
  readonly source: Readonly<Record<string, string>>;
}

/** The answer to a submission that may go on. */
export interface EvolveAnswer {
  readonly changeType: Exclude<Verdict, 'BREAKING'>;
  /** What the verdict would have been, where the policy only observes. */
  readonly wouldBe?: 'BREAKING';
  readonly newVersion?: number;
  readonly version: number | null;
  readonly activeSchemaVersionId: number | null;
  readonly changes: readonly Change[];
  readonly effectiveSchema: StructType | null;
  readonly projection: readonly ProjectionStep[];
  readonly apply: readonly string[];
  readonly warnings: readonly Warning[];
}

/** The verdict of a comparison; nothing was written. */
export interface CompareAnswer extends Omit<EvolveAnswer, 'changeType' | 'newVersion' | 'wouldBe'> {
  readonly changeType: Verdict;
}
