import type { Change, ColumnFact, RuleId, Warning } from '../evolution/types.ts';
import type { Path, StructType } from '../schema/types.ts';

/** Why an operation is refused: the rule of the engine that speaks against it, or what only DDL can get wrong. Stable. */
export type RefusalCode =
  | Extract<
      RuleId,
      | 'REQUIRED_FIELD_ADDED'
      | 'KEY_FIELD_CHANGED'
      | 'PARTITION_FIELD_CHANGED'
      | 'PROTECTED_FIELD_CHANGED'
      | 'MAP_KEY_CHANGED'
      | 'CASE_COLLISION'
      | 'FIELD_NAME_INVALID'
      | 'RESERVED_FIELD'
      | 'DROPPED_NAME_REUSED'
    >
  | 'NO_ACTIVE_SCHEMA'
  | 'COLUMN_EXISTS'
  | 'COLUMN_NOT_FOUND'
  | 'NOT_A_COLUMN'
  | 'LAST_COLUMN'
  | 'TYPE_NOT_STORABLE'
  | 'FORMAT_CANNOT'
  | 'LIMIT_EXCEEDED';

export interface DdlRefusal {
  /** Which of the operations, from 0. */
  readonly operation: number;
  readonly code: RefusalCode;
  readonly path: Path;
  /** One sentence that says why. */
  readonly reason: string;
  /** What to do instead, with the exact setting or call. */
  readonly remediation: string;
}

/** All operations or none. */
export type DdlOutcome =
  | {
      readonly ok: true;
      readonly schema: StructType;
      readonly changes: readonly Change[];
      /** Facts to keep from now on; one that is all default takes the place of one that no longer holds. */
      readonly factUpdates: readonly ColumnFact[];
      readonly warnings: readonly Warning[];
    }
  | { readonly ok: false; readonly refusals: readonly DdlRefusal[] };
