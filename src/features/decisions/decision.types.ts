import type { RequestedResolution, Resolution } from '../../ddl/decisions/types.ts';
import type { Change, Warning } from '../../evolution/types.ts';
import type { StructType } from '../../schema/types.ts';
import type { ChangeType } from '../schema-versions/schema-version.types.ts';

/** What a decision was taken about. */
export interface DecidedAbout {
  /** The version that was active when the person decided; null: whichever is. */
  readonly expectedVersion: number | null;
  /** Does `If-Match`, where given, allow to act on the schema with this entity tag? Null: there is no schema. */
  readonly isCurrent: (etag: string | null) => boolean;
}

/** What everybody says who changes the schema by a decision. */
export interface DecisionCommand extends DecidedAbout {
  readonly reason: string;
  readonly dryRun: boolean;
}

export interface RejectCommand extends DecidedAbout {
  readonly version: number;
  readonly reason: string;
}

export interface ApproveCommand extends DecisionCommand {
  readonly version: number;
  readonly resolutions: readonly RequestedResolution[];
}

export interface RollBackCommand extends DecisionCommand {
  /** The one to go back to. */
  readonly version: number;
  readonly force: boolean;
}

/** The schema that a decision leads, or would lead, to. */
export interface DecisionAnswer {
  readonly status: 'applied' | 'unchanged' | 'dryRun';
  readonly changeType: ChangeType | 'NONE';
  readonly newVersion?: number;
  /** Of the active version after this; null: there is none yet. */
  readonly version: number | null;
  readonly activeSchemaVersionId: number | null;
  readonly changes: readonly Change[];
  readonly schema: StructType;
  readonly apply: readonly string[];
  readonly warnings: readonly Warning[];
}

export interface ApprovalAnswer extends DecisionAnswer {
  readonly approvedVersion: number;
  readonly resolutions: readonly Resolution[];
}
