import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import { parseAlterTable } from '../../../src/ddl/parse-alter-table.ts';
import type { DdlOperation, DdlOutcome } from '../../../src/ddl/types.ts';
import { columnFact, tombstoneOf } from '../../../src/evolution/column-fact.ts';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import type { ColumnFact, TableState } from '../../../src/evolution/types.ts';
import { parseTableSchema } from '../../../src/schema/sql/parse-table-schema.ts';
import { sqlColumns } from '../../../src/schema/sql/type-text.ts';
import { parseSqlType } from '../../../src/schema/sql/parse-sql-type.ts';
import type { DataType, Path, StructType } from '../../../src/schema/types.ts';

/** The version that the operations of these tests make. */
export const NEXT_VERSION = 7;

export function schemaOf(columns: string): StructType {
  const parsed = parseTableSchema(columns);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

export function typeOf(text: string): DataType {
  const parsed = parseSqlType(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

/** A PARQUET table with these columns; whatever else matters is given. */
export function tableWith(columns: string, rest: Partial<TableState> = {}): TableState {
  return {
    ...PLAIN_TABLE,
    active: schemaOf(columns),
    activeVersion: NEXT_VERSION - 1,
    ...rest,
  };
}

export function operationsOf(actions: readonly string[]): readonly DdlOperation[] {
  const parsed = parseAlterTable(actions.map((action) => `ALTER TABLE t ${action}`).join(';'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value.operations;
}

export function alter(table: TableState, ...actions: readonly string[]): DdlOutcome {
  return applyOperations(table, operationsOf(actions), NEXT_VERSION);
}

export type Done = Extract<DdlOutcome, { ok: true }>;

export function done(outcome: DdlOutcome): Done {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome;
}

/** The columns that the actions leave, as SQL. */
export function columnsAfter(table: TableState, ...actions: readonly string[]): string {
  return sqlColumns(done(alter(table, ...actions)).schema);
}

/** Code and path of every refusal. */
export function refusals(table: TableState, ...actions: readonly string[]): string[] {
  const outcome = alter(table, ...actions);
  return outcome.ok
    ? []
    : outcome.refusals.map(({ operation, code, path }) => `${operation} ${code} ${path.join('/')}`);
}

export function tombstone(path: Path, type: string, version = 3): ColumnFact {
  return columnFact(path, { dropped: tombstoneOf(typeOf(type), version) });
}

export function seenByNobody(path: Path): ColumnFact {
  return columnFact(path, { pinned: true, absence: 'UNSEEN' });
}
