import { hiveWarnings } from '../evolution/hive-positions.ts';
import type { TableState } from '../evolution/types.ts';
import { volumeFault } from '../schema/walk.ts';
import { applyAdd } from './apply-add.ts';
import { applyComment } from './apply-comment.ts';
import { applyDrop } from './apply-drop.ts';
import { applyMove } from './apply-move.ts';
import { applyNullability } from './apply-nullability.ts';
import { applyRename } from './apply-rename.ts';
import { applyType } from './apply-type.ts';
import { tooMuch } from './check-new-column.ts';
import { netChanges } from './net-changes.ts';
import { structOfDraft } from './schema-draft.ts';
import type { DdlOperation, DdlOptions, DdlOutcome, Objection, Refusal } from './types.ts';
import { warningsOf, type Workbench, workbenchOf } from './workbench.ts';

const NOT_FORCED: DdlOptions = { force: false };

/**
 * Applies operations to a table in order, each to what the one before it left: all of them or none. Gives the schema that
 * results; what has changed of the active one, whatever way the operations went (RENAME, a type that old data do not
 * have and NOT NULL are BREAKING, the rest is NON_BREAKING since deliberate); the facts that change (new columns pinned
 * and UNSEEN, retyped ones pinned, dropped ones with a tombstone of `nextVersion`, renamed ones with an alias) and
 * warnings. Or, for every operation that cannot be done, why and what to do instead; what is BREAKING needs to be forced.
 * Names are found in any case of letters, as Spark finds them. An operation that has nothing to do is no change, and
 * under IF [NOT] EXISTS a warning.
 */
export function applyOperations(
  table: TableState,
  operations: readonly DdlOperation[],
  nextVersion: number,
  options: DdlOptions = NOT_FORCED,
): DdlOutcome {
  if (table.active === null) return { ok: false, refusals: operations.map(refuseWithoutSchema) };
  const bench = workbenchOf(table, table.active, nextVersion, options);
  const refusals: Refusal[] = [];
  operations.forEach((operation, index) => {
    const objection = apply(bench, operation);
    if (objection !== null) refusals.push({ operation: index, ...objection });
  });
  if (refusals.length > 0) return { ok: false, refusals };
  const schema = structOfDraft(bench.draft);
  const tooLarge = volumeFault(schema);
  const last = operations.at(-1);
  if (tooLarge !== null && last !== undefined) {
    return {
      ok: false,
      refusals: [{ operation: operations.length - 1, ...tooMuch(last.path, `With this, ${tooLarge}.`) }],
    };
  }
  const net = netChanges(bench);
  for (const path of net.retyped) bench.facts.set({ ...bench.facts.at(path), pinned: true });
  const warnings = [...warningsOf(bench), ...net.warnings, ...hiveWarnings(table, table.active, schema)];
  return { ok: true, schema, changes: net.changes, factUpdates: bench.facts.updates(), warnings };
}

function apply(bench: Workbench, operation: DdlOperation): Objection | null {
  switch (operation.op) {
    case 'ADD_COLUMN':
      return applyAdd(bench, operation);
    case 'DROP_COLUMN':
      return applyDrop(bench, operation);
    case 'RENAME_COLUMN':
      return applyRename(bench, operation);
    case 'ALTER_TYPE':
      return applyType(bench, operation);
    case 'ALTER_NULLABILITY':
      return applyNullability(bench, operation);
    case 'ALTER_COMMENT':
      return applyComment(bench, operation);
    case 'MOVE_COLUMN':
      return applyMove(bench, operation);
  }
}

function refuseWithoutSchema({ path }: DdlOperation, operation: number): Refusal {
  return {
    operation,
    code: 'NO_ACTIVE_SCHEMA',
    path,
    reason: 'The dataset has no active schema yet, so there are no columns to change.',
    remediation: 'Submit the whole schema with origin DECLARED (POST /datasets/{dataset}/schema/evolve).',
  };
}
