import type { Change, ChangeVerdict, Warning } from '../../evolution/types.ts';
import type { DdlOperation } from '../../ddl/types.ts';
import type { StructType } from '../../schema/types.ts';

/** A person's change of columns, parsed. */
export interface DdlCommand {
  /** The table the SQL names; null for structured operations. */
  readonly table: readonly string[] | null;
  readonly operations: readonly DdlOperation[];
  /** Of SQL: where in the statement each operation begins; null for structured operations. */
  readonly starts: readonly number[] | null;
  /** As it was asked for: the SQL, or the operations as JSON. */
  readonly statement: string;
  readonly dryRun: boolean;
  /** Do also what is BREAKING. */
  readonly force: boolean;
  readonly expectedVersion: number | null;
  /** Does `If-Match`, where given, allow to act on the schema with this entity tag? */
  readonly isCurrent: (etag: string) => boolean;
  readonly reason: string | null;
}

export interface DdlAnswer {
  readonly status: 'applied' | 'unchanged' | 'dryRun';
  readonly changeType: ChangeVerdict;
  readonly newVersion?: number;
  readonly version: number;
  readonly activeSchemaVersionId: number;
  readonly changes: readonly Change[];
  readonly schema: StructType;
  readonly apply: readonly string[];
  readonly warnings: readonly Warning[];
}

export interface DdlRecord {
  readonly id: number;
  readonly statement: string;
  /** What it was read as, as JSON. */
  readonly operations: unknown;
  readonly version: number;
  readonly forced: boolean;
  readonly reason: string | null;
  readonly actor: { readonly type: string; readonly name: string };
  readonly createdAt: Date;
}
