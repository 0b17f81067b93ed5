import type { DataType, Path } from '../schema/types.ts';

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
