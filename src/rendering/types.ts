import type { TableFormat } from '../evolution/types.ts';
import type { Path } from '../schema/types.ts';

/** The engines whose SQL a schema is rendered in. */
export const ENGINES = ['SPARK', 'TRINO', 'HIVE', 'FLINK'] as const;
export type Engine = (typeof ENGINES)[number];

/** What a rendering needs to know of a table beside its columns. */
export interface TableSpec {
  /** The steps of its name: catalog and database where they are known. */
  readonly name: readonly string[];
  readonly format: TableFormat;
  readonly properties: Readonly<Record<string, string>>;
  readonly mode: 'append' | 'upsert';
  readonly pkFields: readonly Path[];
  readonly partitionKeys: readonly Path[];
  readonly location: string | null;
  readonly description: string | null;
  /** The topic that feeds it. */
  readonly kafkaTopic: string | null;
}

/**
 * A column that is not found again under its name in the next version: what came of it, not how. All those of one version
 * hold at once, whatever order they were made in.
 */
export interface Rename {
  /** Steps to the struct that holds it, as they are called now; empty for a column of the table. */
  readonly parent: Path;
  readonly from: string;
  /** Null: it was dropped, and whoever has its name now is another column. */
  readonly to: string | null;
}

/**
 * One entry of a script. A comment is text that every engine passes over: it says what the engine cannot do, and what
 * somebody has to do instead.
 */
export interface Line {
  readonly sql: string;
  readonly isComment: boolean;
}

/** Something about a rendering as a whole that its reader should know. */
export interface RenderingWarning {
  readonly code: RenderingWarningCode;
  readonly path: Path | null;
  readonly message: string;
}

export type RenderingWarningCode =
  /** The engine has no such type; another one stands for it. */
  | 'TYPE_SUBSTITUTED'
  /** The engine or the format has no type for it, and no substitute: the column is not in the text. */
  | 'COLUMN_LEFT_OUT'
  /** A name that cannot be one there; another one stands for it. */
  | 'NAME_SUBSTITUTED'
  /** A key that cannot be told to identify rows. */
  | 'KEY_NOT_IDENTIFYING'
  /** NOT NULL that the engine or the format does not take there. */
  | 'NOT_NULL_LEFT_OUT'
  /** The comment of a field within a column, which the engine does not keep. */
  | 'COMMENT_LEFT_OUT'
  /** A column that the text refers to and whose type is not known here. */
  | 'COLUMN_UNKNOWN'
  /** A value that has to be filled in before the text can run. */
  | 'SETTING_MISSING'
  /** The text can run, and would be better with a setting that nobody has made. */
  | 'SETTING_ADVISED'
  /** Of a version that never was the schema of the table. */
  | 'NEVER_ACTIVE'
  /** The columns are in the table's own metadata, which all engines read. */
  | 'SHARED_METADATA';

export interface Rendering {
  readonly lines: readonly Line[];
  readonly warnings: readonly RenderingWarning[];
}
