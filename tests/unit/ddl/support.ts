import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import { parseAlterTable } from '../../../src/ddl/parse-alter-table.ts';
import type { DdlOperation, DdlOutcome } from '../../../src/ddl/types.ts';
import { columnFact, tombstoneOf } from '../../../src/evolution/column-fact.ts';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import type { ColumnFact, TableState } from '../../../src/evolution/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
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

function operationsOf(actions: readonly string[]): readonly DdlOperation[] {
  const parsed = parseAlterTable(actions.map((action) => `ALTER TABLE t ${action}`).join(';'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value.operations;
}

export function alter(table: TableState, ...actions: readonly string[]): DdlOutcome {
  return applyOperations(table, operationsOf(actions), NEXT_VERSION);
}

/** The same on somebody's word. */
export function force(table: TableState, ...actions: readonly string[]): DdlOutcome {
  return applyOperations(table, operationsOf(actions), NEXT_VERSION, { force: true });
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

/** The same, forced. */
export function columnsForced(table: TableState, ...actions: readonly string[]): string {
  return sqlColumns(done(force(table, ...actions)).schema);
}

/** The table that a request leaves. */
export function tableAfter(table: TableState, outcome: DdlOutcome): TableState {
  const { schema, factUpdates } = done(outcome);
  const facts = new Map([...table.facts, ...factUpdates].map((fact) => [pathKey(fact.path), fact]));
  return { ...table, active: schema, facts: [...facts.values()].filter(isKept) };
}

/** What is all default is not kept. */
function isKept(fact: ColumnFact): boolean {
  return JSON.stringify({ ...columnFact(fact.path), ...fact }) !== JSON.stringify(columnFact(fact.path));
}

/** Code and path of every refusal. */
export function refusals(table: TableState, ...actions: readonly string[]): string[] {
  return refusalsIn(alter(table, ...actions));
}

/** What is refused even to somebody who insists. */
export function refusalsForced(table: TableState, ...actions: readonly string[]): string[] {
  return refusalsIn(force(table, ...actions));
}

function refusalsIn(outcome: DdlOutcome): string[] {
  return outcome.ok
    ? []
    : outcome.refusals.map(({ operation, code, path }) => `${operation} ${code} ${path.join('/')}`);
}

export function tombstone(path: Path, type: string, version = 3): ColumnFact {
  return columnFact(path, { dropped: tombstoneOf(typeOf(type), version) });
}

/** What a column leaves that is called otherwise now. */
export function alias(path: Path, type: string, renamedTo: string, version = NEXT_VERSION): ColumnFact {
  return columnFact(path, { dropped: { ...tombstoneOf(typeOf(type), version), renamedTo } });
}

export function seenByNobody(path: Path): ColumnFact {
  return columnFact(path, { pinned: true, absence: 'UNSEEN' });
}
