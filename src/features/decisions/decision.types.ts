import type { RequestedResolution, Resolution } from '../../ddl/decisions/types.ts';
import type { Change, Warning } from '../../evolution/types.ts';
import type { StructType } from '../../schema/types.ts';
import type { ChangeType } from '../schema-versions/schema-version.types.ts';

/** What everybody says who changes the schema by a decision. */
export interface DecisionCommand {
  readonly reason: string;
  /** The version that was active when the person decided; null: whichever is. */
  readonly expectedVersion: number | null;
  readonly dryRun: boolean;
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
