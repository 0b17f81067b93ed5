import type { DataType, Path, StructType } from '../../schema/types.ts';
import type { TableState, TypeHint } from '../types.ts';

/** What people say of a table, as far as its schema and its files have a say in it too. */
export interface TableSettings extends Pick<
  TableState,
  'format' | 'properties' | 'mode' | 'pkFields' | 'partitionKeys'
> {
  readonly typeHints: readonly TypeHint[];
}

/** What stands when settings change: the active schema, and what its columns once were. */
export interface TableHistory {
  readonly active: StructType;
  /** Columns that were dropped or renamed: files that were written before still hold those names. */
  readonly goneColumns: readonly GoneColumn[];
  /** Types that columns had before, under schemas that files were written by. */
  readonly pastTypes: readonly PastType[];
}

export interface GoneColumn {
  readonly path: Path;
  /** What it is called now where it was renamed; null where it was dropped. */
  readonly renamedTo: string | null;
}

export interface PastType {
  readonly path: Path;
  readonly from: DataType;
  readonly to: DataType;
  /** The version that changed it. */
  readonly version: number;
}

/** Why a setting does not go with the table as it is. */
export interface SettingRefusal {
  /** Member of the settings, and what is in it: `["properties", "alsoReadAs"]`. */
  readonly setting: Path;
  /** One sentence that a person on call understands. */
  readonly reason: string;
  readonly remediation: string;
  /** Whether it can be so all the same, if a person says so: the table was rewritten, say. */
  readonly forcible: boolean;
}
