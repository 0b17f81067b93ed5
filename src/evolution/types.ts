import type { DataType, Path, StructType } from '../schema/types.ts';
import type { RuleId } from './rule-ids.ts';

export type { RuleId } from './rule-ids.ts';

export const TABLE_FORMATS = ['PARQUET', 'HUDI', 'DELTA', 'ICEBERG'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const ORIGINS = ['INFERRED', 'DECLARED'] as const;
/** Who is speaking: a schema read off a sample, or one that somebody means word by word. */
export type Origin = (typeof ORIGINS)[number];

/** In rising order: the verdict of a comparison is the greatest of its changes'. */
export const VERDICTS = ['NONE', 'NON_BREAKING', 'BREAKING'] as const;
export type ChangeVerdict = (typeof VERDICTS)[number];
export type Verdict = ChangeVerdict | 'INITIAL';

/**
 * May a column be absent from a batch?
 * REQUIRED: policy decides. UNSEEN: added by DDL, no batch has brought it yet. ALLOWED: a person decided so.
 */
export const ABSENCES = ['REQUIRED', 'UNSEEN', 'ALLOWED'] as const;
export type Absence = (typeof ABSENCES)[number];

/**
 * What is known of one field path beyond its type. Paths name struct fields; array elements and map values share
 * the fact of the field that holds them. A path without a fact is inferred, REQUIRED and not dropped.
 */
export interface ColumnFact {
  readonly path: Path;
  /** A person said its type (DDL, DECLARED, a decision): what a sample infers is evidence, not a claim. */
  readonly pinned: boolean;
  readonly absence: Absence;
  /** A decision let the column stand as it is: even what is declared otherwise is cast to it. */
  readonly settled: boolean;
  /** Set on a tombstone. */
  readonly dropped: Tombstone | null;
}

/** What is left of a column that was dropped or renamed. */
export interface Tombstone {
  /** The type that it had. */
  readonly type: DataType;
  /** The version that dropped or renamed it. */
  readonly version: number;
  /** Where it was renamed: what the column is called now, beside where it was. Producers may still send the old name. */
  readonly renamedTo: string | null;
  /** The version that was active when a batch last brought it all the same. */
  readonly arrivedIn: number | null;
}

/** Everything the engine needs to know of the table a batch is going to. */
export interface TableState {
  readonly format: TableFormat;
  readonly properties: Readonly<Record<string, string>>;
  readonly mode: 'append' | 'upsert';
  /** The active schema; null before the first. */
  readonly active: StructType | null;
  /** Its number; null before the first. */
  readonly activeVersion: number | null;
  /** Facts that differ from the default; order does not matter. */
  readonly facts: readonly ColumnFact[];
  readonly pkFields: readonly Path[];
  readonly partitionKeys: readonly Path[];
  readonly derivedFields: readonly Path[];
  readonly protectedFields: readonly Path[];
  /** Keys and partition columns that the table once had: some formats never let go of them. */
  readonly formerPkFields: readonly Path[];
  readonly formerPartitionKeys: readonly Path[];
}

export interface Submission {
  readonly schema: StructType;
  readonly origin: Origin;
  /** Paths that were null in every record of the sample, whatever type inference gave them. */
  readonly nullOnlyPaths: readonly Path[];
  /**
   * The schema the job had loaded, when everything since was automatic evolution (otherwise null): what the job
   * intends is its difference to this, rebased on the active schema.
   */
  readonly base: StructType | null;
}

export const PRESETS = ['STRICT', 'TOLERANT', 'FROZEN'] as const;
export type Preset = (typeof PRESETS)[number];

/** The type that a person says a column has, whatever a sample is read as. Without structs: their fields have hints of their own. */
export interface TypeHint {
  readonly path: Path;
  readonly type: DataType;
}

/** Single settings of a policy; every one is decided by the preset unless given. */
export interface PolicySettings {
  readonly newFields: 'ALLOW' | 'BLOCK' | 'IGNORE';
  readonly missingFields: 'ALLOW' | 'BLOCK';
  readonly narrowerTypes: 'ALLOW' | 'BLOCK';
  readonly widening: 'ALLOW' | 'BLOCK';
  readonly stringFallback: 'ALLOW' | 'BLOCK';
  readonly corruptRecords: 'BLOCK' | 'IGNORE';
  readonly invalidNames: 'BLOCK' | 'IGNORE';
  /** New fields per submission; null is no limit. */
  readonly maxNewFields: number | null;
  /** Fields of the table in all, nested ones counted; null is no limit. */
  readonly maxColumns: number | null;
  /** At most one per column. About what is inferred: a DECLARED schema speaks for itself. */
  readonly typeHints: readonly TypeHint[];
}

/** A policy with the preset folded in: what the engine works with. */
export interface Policy extends PolicySettings {
  readonly preset: Preset;
  /** Whether the service acts on a verdict or only tells it; the verdict itself is the same. */
  readonly enforcement: 'ENFORCE' | 'OBSERVE';
}

/** A policy as a dataset states it: a preset and single settings over it, each of them optional. */
export type PolicyInput = {
  readonly [Setting in Exclude<keyof Policy, 'typeHints'>]?: Policy[Setting] | undefined;
} & {
  /** Spark's text of a path, and of the type in SQL. */
  readonly typeHints?: Readonly<Record<string, string>> | undefined;
};

export type ChangeKind =
  'ADDED' | 'REMOVED' | 'TYPE' | 'NULLABILITY' | 'NAME' | 'ORDER' | 'METADATA' | 'EVIDENCE';

/** Whether one format could make a change in place, values aside; where not, why and what would help. */
export interface FormatAnswer {
  readonly format: TableFormat;
  readonly can: boolean;
  readonly why?: string;
  readonly remedy?: string;
}

/** One difference and what it means. `before` and `after` are Spark's text for a type (`decimal(10,2)`), or null. */
export interface Change {
  readonly rule: RuleId;
  readonly kind: ChangeKind;
  readonly path: Path;
  readonly before: string | null;
  readonly after: string | null;
  readonly verdict: ChangeVerdict;
  /** One sentence that a person on call understands. */
  readonly reason: string;
  /** What to do about it, with the exact setting or call. Present on every BREAKING change. */
  readonly remediation?: string;
  readonly risk?: 'PRECISION' | 'STRINGIFIED' | 'CHECKED';
  /**
   * What each format that the table must suit says of a change of columns or types: its own first. Of changes that
   * would alter the table, and not of those that leave it alone.
   */
  readonly formats?: readonly FormatAnswer[];
}

/** How one column of the effective schema comes out of the batch. */
export interface ProjectionStep {
  /** Path in the effective schema. */
  readonly target: Path;
  /** Path in the batch, null where the batch has none: write null. */
  readonly source: Path | null;
  /** Spark's text of the type to cast to, where the batch's differs. */
  readonly cast?: string;
  /** The cast depends on the values: cast in ANSI mode and fail on the first bad one. */
  readonly checked?: true;
  readonly default: null;
}

export interface Warning {
  readonly code: string;
  readonly path: Path | null;
  readonly message: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** All changes, not the first one, in a stable order. */
  readonly changes: readonly Change[];
  /** What the table holds after this and the job should write: the merge, or the active schema when BREAKING. Null: there is none yet. */
  readonly effectiveSchema: StructType | null;
  readonly projection: readonly ProjectionStep[];
  readonly warnings: readonly Warning[];
  /** Facts that this submission changes (a column seen for the first time, pins of a DECLARED one); applied with the verdict, never when BREAKING. */
  readonly factUpdates: readonly ColumnFact[];
  /** Stable text that names the set of breaking changes (rule, path, types); null unless BREAKING. */
  readonly problem: string | null;
}
