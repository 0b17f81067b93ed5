import type { Change, ColumnFact, RuleId, Warning } from '../evolution/types.ts';
import type { DataType, Path, StructType } from '../schema/types.ts';

/** Where a column is to stand among those of its parent. */
export type Position = { readonly at: 'FIRST' } | { readonly at: 'AFTER'; readonly column: string };

/** A new column, or a new field of a struct at any depth; steps lead through `element`, `key` and `value`. */
export interface AddColumn {
  readonly op: 'ADD_COLUMN';
  readonly path: Path;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment: string | null;
  /** Null: at the end of its parent. */
  readonly position: Position | null;
  /** Do nothing, rather than refuse, where the column is there already. */
  readonly ifNotExists: boolean;
}

export interface DropColumn {
  readonly op: 'DROP_COLUMN';
  readonly path: Path;
  /** Do nothing, rather than refuse, where there is no such column. */
  readonly ifExists: boolean;
}

/** Another name for a column, which leaves the old one as an alias: producers may go on sending it. */
export interface RenameColumn {
  readonly op: 'RENAME_COLUMN';
  readonly path: Path;
  /** The new last step. */
  readonly to: string;
}

/** Another type for a column, an element (`tags.element`) or a value (`scores.value`). */
export interface AlterType {
  readonly op: 'ALTER_TYPE';
  readonly path: Path;
  readonly type: DataType;
}

export interface AlterNullability {
  readonly op: 'ALTER_NULLABILITY';
  readonly path: Path;
  readonly nullable: boolean;
}

export interface AlterComment {
  readonly op: 'ALTER_COMMENT';
  readonly path: Path;
  /** Empty: without a comment. */
  readonly comment: string;
}

export interface MoveColumn {
  readonly op: 'MOVE_COLUMN';
  readonly path: Path;
  readonly position: Position;
}

/** What a person asks to be done to a table. */
export type DdlOperation =
  AddColumn | DropColumn | RenameColumn | AlterType | AlterNullability | AlterComment | MoveColumn;

export interface DdlOptions {
  /** Do also what breaks readers or producers: somebody has a reason. */
  readonly force: boolean;
}

/** The statements of one request: all of them about one table. */
export interface AlterTable {
  /** The parts of the table's name, as many as were written. */
  readonly table: readonly string[];
  readonly operations: readonly DdlOperation[];
  /** Where in the text each of them names its column, as offsets that only rise. */
  readonly starts: readonly number[];
}

/** An operation as it was read, and where in the text. */
export interface ReadOperation<T extends DdlOperation = DdlOperation> {
  readonly operation: T;
  readonly start: number;
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
      | 'FIELD_RENAMED'
      | 'TYPE_WIDENING_LOSSY'
      | 'TYPE_NARROWED'
      | 'TYPE_CHANGED'
      | 'STRUCTURE_CHANGED'
      | 'NULLABILITY_RELAXED'
      | 'NULLABILITY_TIGHTENED'
    >
  | 'NO_ACTIVE_SCHEMA'
  | 'COLUMN_EXISTS'
  | 'COLUMN_NOT_FOUND'
  | 'NOT_A_COLUMN'
  | 'POSITION_INVALID'
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

/** Why one operation cannot be done; which one it is, its caller knows. */
export type Objection = Omit<Refusal, 'operation'>;

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
