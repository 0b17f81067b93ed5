import type { Change, ColumnFact, RuleId, Warning } from '../evolution/types.ts';
import type { DataType, Path, StructType } from '../schema/types.ts';

/** A new column, or a new field of a struct at any depth; steps lead through `element`, `key` and `value`. */
export interface AddColumn {
  readonly op: 'ADD_COLUMN';
  readonly path: Path;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment: string | null;
  /** Do nothing, rather than refuse, where the column is there already. */
  readonly ifNotExists: boolean;
}

export interface DropColumn {
  readonly op: 'DROP_COLUMN';
  readonly path: Path;
  /** Do nothing, rather than refuse, where there is no such column. */
  readonly ifExists: boolean;
}

/** What a person asks to be done to a table. */
export type DdlOperation = AddColumn | DropColumn;

/** The statements of one request: all of them about one table. */
export interface AlterTable {
  /** The parts of the table's name, as many as were written. */
  readonly table: readonly string[];
  readonly operations: readonly DdlOperation[];
}

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
  | 'COMMENT_INVALID'
  | 'FORMAT_CANNOT'
  | 'LIMIT_EXCEEDED';

export interface Refusal {
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
  | { readonly ok: false; readonly refusals: readonly Refusal[] };
