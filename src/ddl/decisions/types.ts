import type { Action } from '../../evolution/approval/actions.ts';
import type {
  Change,
  ChangeVerdict,
  ColumnFact,
  Policy,
  RuleId,
  Submission,
  TableState,
  Verdict,
  Warning,
} from '../../evolution/types.ts';
import type { Path, StructType } from '../../schema/types.ts';

/** What a person decides about one breaking change, or about all at a path. */
export interface RequestedResolution {
  readonly path: Path;
  /** Null: of whatever rule. */
  readonly rule: RuleId | null;
  readonly action: Action;
  /** Of a RENAME: the name that the column goes by in the submission. */
  readonly to: string | null;
}

/** What was decided about a breaking change, and in a sentence what comes of it. */
export interface Resolution {
  readonly rule: RuleId;
  readonly path: Path;
  readonly action: Action;
  readonly to: string | null;
  readonly outcome: string;
}

/** A blocked submission that somebody wants to let in. */
export interface ApprovalRequest {
  readonly table: TableState;
  readonly submission: Submission;
  readonly policy: Policy;
  readonly resolutions: readonly RequestedResolution[];
  /** The number that the version gets. */
  readonly nextVersion: number;
}

/** A schema that a decision leads to, and all that changes with it. */
export interface Decided {
  readonly verdict: Exclude<Verdict, 'NONE'>;
  readonly schema: StructType;
  readonly changes: readonly Change[];
  readonly factUpdates: readonly ColumnFact[];
  readonly warnings: readonly Warning[];
}

export type ApprovalOutcome =
  | ({ readonly ok: true; readonly resolutions: readonly Resolution[] } & Decided)
  /** There is nothing to decide: the submission is not breaking any more. */
  | { readonly ok: false; readonly why: 'HARMLESS' }
  /** Resolutions that are about nothing, by their number. */
  | { readonly ok: false; readonly why: 'MISDIRECTED'; readonly faults: readonly ResolutionFault[] }
  /** Breaking changes that remain, with why and what to do instead. */
  | { readonly ok: false; readonly why: 'NOT_APPROVABLE'; readonly changes: readonly Change[] };

export interface ResolutionFault {
  readonly resolution: number;
  readonly message: string;
}

/** The greatest of the verdicts of changes; a version that changes nothing breaks nothing. */
export function versionVerdict(
  changes: readonly { readonly verdict: ChangeVerdict }[],
): 'NON_BREAKING' | 'BREAKING' {
  return changes.some(({ verdict }) => verdict === 'BREAKING') ? 'BREAKING' : 'NON_BREAKING';
}
