import { capabilityOf } from '../../evolution/capability.ts';
import { HIVE_WARNING, hiveWarnings } from '../../evolution/hive-positions.ts';
import type { ColumnFact, TableState, Warning } from '../../evolution/types.ts';
import { column } from '../../evolution/words.ts';
import { fingerprints } from '../../schema/fingerprints.ts';
import { pathKey } from '../../schema/path.ts';
import type { Path, StructType } from '../../schema/types.ts';
import { fieldAt } from '../../schema/walk.ts';
import { applyOperations } from '../apply-operations.ts';
import type { AddColumn, DdlOutcome } from '../types.ts';
import type { IdPair } from './column-pairs.ts';
import { FactBook } from '../fact-book.ts';
import { operationsBetween } from './operations-between.ts';
import { restoreSchema } from './restore-schema.ts';
import { contradiction, type RollBackRefusal, rolledBackWords } from './roll-back-words.ts';
import { type Decided, versionVerdict } from './types.ts';

export interface RollBackRequest {
  readonly table: TableState;
  /** The schema to go back to, and its number. */
  readonly target: StructType;
  readonly version: number;
  /** The number that the new version gets. */
  readonly nextVersion: number;
  /** Do also what data written since may contradict. */
  readonly force: boolean;
  /** Who is who in the active schema (`before`) and in the target (`after`), whatever was renamed since; null: not known. */
  readonly ids: IdPair | null;
}

export type RollBackOutcome =
  | ({ readonly ok: true } & Decided)
  /** The active schema is that one already. */
  | { readonly ok: false; readonly why: 'UNCHANGED' }
  | { readonly ok: false; readonly why: 'REFUSED'; readonly refusals: readonly RollBackRefusal[] };

/**
 * Brings a table back to a schema that it had, under the guards and limits of DDL: what came since is dropped and leaves
 * tombstones, what went comes back, and so do names, types, nullability, comments and order. What comes back is
 * nullable, and batches may lack it until one has brought it.
 */
export function rollBack(request: RollBackRequest): RollBackOutcome {
  const { table, target, version, nextVersion, force } = request;
  const { active } = table;
  if (active === null) return { ok: false, why: 'UNCHANGED' };
  // By name it is the name that decides which values a column shows.
  const ids = capabilityOf(table.format, table.properties).resolvesByName ? null : request.ids;
  const operations = operationsBetween(table, active, target, ids);
  const isSame = fingerprints(active).exact === fingerprints(target).exact;
  if (isSame && operations.length === 0) return { ok: false, why: 'UNCHANGED' };
  const outcome = applyOperations(table, operations, nextVersion, { force: true });
  if (!outcome.ok) return refused(outcome.refusals);
  const held = force ? [] : outcome.changes.flatMap((change) => contradiction(change, version) ?? []);
  if (held.length > 0) return refused(held);
  const added = operations.filter((operation) => operation.op === 'ADD_COLUMN');
  return conclude(request, active, outcome, added);
}

/** Once each: an operation that cannot be done stands in the way of others. */
function refused(refusals: readonly RollBackRefusal[]): RollBackOutcome {
  const byColumn = new Map(
    refusals.map(({ code, path, reason, remediation }) => {
      return [`${code} ${pathKey(path)}`, { code, path, reason, remediation }] as const;
    }),
  );
  return { ok: false, why: 'REFUSED', refusals: [...byColumn.values()] };
}

function conclude(
  { table, target, version }: RollBackRequest,
  active: StructType,
  outcome: Extract<DdlOutcome, { ok: true }>,
  added: readonly AddColumn[],
): RollBackOutcome {
  const restored = restoreSchema(outcome.schema, target);
  const changes = [...outcome.changes, ...restored.changes].map((change) => rolledBackWords(change, version));
  return {
    ok: true,
    verdict: versionVerdict(changes),
    schema: restored.schema,
    changes,
    factUpdates: asTheyWere(table.facts, outcome.factUpdates, added),
    warnings: [
      ...outcome.warnings.filter(({ code }) => code !== HIVE_WARNING),
      ...backNullable(target, added),
      ...hiveWarnings(table, active, restored.schema),
    ],
  };
}

/** What comes back is pinned if it was when it went: to go back says nothing about types. */
function asTheyWere(
  before: readonly ColumnFact[],
  updates: readonly ColumnFact[],
  added: readonly AddColumn[],
): readonly ColumnFact[] {
  const then = new FactBook(before);
  const pinned = new Map(
    added.flatMap(({ path }) => {
      const fact = then.at(path);
      return fact.dropped === null ? [] : [[pathKey(path), fact.pinned] as const];
    }),
  );
  if (pinned.size === 0) return updates;
  return updates.map((fact) => {
    if (fact.dropped !== null) return fact;
    const holder = prefixesOf(fact.path).find((prefix) => pinned.has(pathKey(prefix)));
    return holder === undefined ? fact : { ...fact, pinned: pinned.get(pathKey(holder)) ?? fact.pinned };
  });
}

function prefixesOf(path: Path): Path[] {
  return path.map((_, index) => path.slice(0, index + 1));
}

function backNullable(target: StructType, added: readonly AddColumn[]): Warning[] {
  return added.flatMap(({ path }) => {
    if (fieldAt(target, path)?.nullable !== false) return [];
    const message = `${column(path)} was NOT NULL and comes back nullable: rows written meanwhile have no value for it.`;
    return [{ code: 'BACK_AS_NULLABLE', path, message }];
  });
}
