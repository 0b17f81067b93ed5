import type { Absence, ColumnFact } from '../../evolution/types.ts';
import type { DataType, Path, StructField } from '../../schema/types.ts';
import type { VersionOrigin } from '../schema-versions/schema-version.types.ts';

export const COLUMN_STATUSES = ['PRESENT', 'DROPPED', 'RENAMED'] as const;
/** Is the column in the active schema? Where it is not: was it dropped, or does it go by another name? */
export type ColumnStatus = (typeof COLUMN_STATUSES)[number];

/** A column that a dataset has or had, as the active schema and the tombstones tell it. */
export interface KnownColumn {
  readonly path: Path;
  /** Spark's text of the path. */
  readonly text: string;
  readonly status: ColumnStatus;
  /** The one it has, or had when it went. */
  readonly type: DataType;
  /** As it stands in the active schema. */
  readonly field: StructField | null;
  /** Of a column that is gone: its own tombstone, or that of the column that it was a part of. */
  readonly tombstone: Gone | null;
}

/** The fact of a column that is gone. */
export type Gone = ColumnFact & { readonly dropped: NonNullable<ColumnFact['dropped']> };

/** What the column history keeps of one path. */
export interface ColumnRow {
  readonly addedVersion: number;
  readonly changedVersion: number;
}

/** Who made a version, and why. */
export interface VersionMark {
  readonly version: number;
  readonly at: Date;
  readonly by: { readonly type: string; readonly name: string };
  readonly origin: VersionOrigin;
  readonly reason: string;
}

/** A column as it is told: what is known of it from everywhere. */
export interface Column {
  readonly path: Path;
  readonly pathText: string;
  readonly status: ColumnStatus;
  readonly type: DataType;
  readonly nullable: boolean | null;
  readonly comment: string | null;
  readonly addedIn: number | null;
  readonly changedIn: number | null;
  readonly droppedIn: number | null;
  readonly droppedBy: VersionMark | null;
  readonly renamedTo: string | null;
  readonly aliases: readonly string[];
  readonly lastArrivedIn: number | null;
  readonly pinned: boolean;
  readonly absence: Absence | null;
  readonly settled: boolean;
  readonly key: boolean;
  readonly partition: boolean;
  readonly protected: boolean;
  readonly derived: boolean;
}

export interface ColumnFilter {
  readonly status: ColumnStatus | null;
  /** Part of the path as Spark writes it, in any case. */
  readonly search: string | null;
}

/** One version in which something about a column changed. */
export interface ColumnHistoryEntry extends VersionMark {
  /** As they were recorded: those that are about the column, what holds it, or what it holds. */
  readonly changes: readonly unknown[];
}
