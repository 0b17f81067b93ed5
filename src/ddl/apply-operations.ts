import { hiveWarnings } from '../evolution/hive-positions.ts';
import type { TableState } from '../evolution/types.ts';
import { volumeFault } from '../schema/walk.ts';
import { applyAdd } from './apply-add.ts';
import { applyDrop } from './apply-drop.ts';
import { tooMuch } from './check-new-column.ts';
import type { DdlOperation, DdlOptions, DdlOutcome, Refusal } from './types.ts';
import { structOfDraft } from './schema-draft.ts';
import { type Objection, type Workbench, workbenchOf } from './workbench.ts';

const NOT_FORCED: DdlOptions = { force: false };

/**
 * Applies operations to a table in order, each to what the one before it left: all of them or none. Gives the schema that
 * results, its changes (FIELD_ADDED and FIELD_REMOVED, NON_BREAKING since deliberate), the facts that change (new columns
 * pinned and UNSEEN, dropped ones with a tombstone of `nextVersion`) and warnings; or, for every operation that cannot be
 * done, why and what to do instead. Names are found in any case of letters, as Spark finds them. An operation that has
 * nothing to do under IF [NOT] EXISTS is a warning.
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
  const { draft, facts, changes, warnings } = bench;
  const schema = structOfDraft(draft);
  const tooLarge = volumeFault(schema);
  const last = operations.at(-1);
  if (tooLarge !== null && last !== undefined) {
    return {
      ok: false,
      refusals: [{ operation: operations.length - 1, ...tooMuch(last.path, `With this, ${tooLarge}.`) }],
    };
  }
  warnings.push(...hiveWarnings(table, table.active, schema));
  return { ok: true, schema, changes, factUpdates: facts.updates(), warnings };
}

function apply(bench: Workbench, operation: DdlOperation): Objection | null {
  switch (operation.op) {
    case 'ADD_COLUMN':
      return applyAdd(bench, operation);
    case 'DROP_COLUMN':
      return applyDrop(bench, operation);
    case 'RENAME_COLUMN':
    case 'ALTER_TYPE':
    case 'ALTER_NULLABILITY':
    case 'ALTER_COMMENT':
    case 'MOVE_COLUMN':
      return notYet(operation);
  }
}

function notYet({ op, path }: DdlOperation): Objection {
  return {
    code: 'FORMAT_CANNOT',
    path,
    reason: `${op} is not done yet.`,
    remediation: 'Add another column instead.',
  };
}

function refuseWithoutSchema({ path }: DdlOperation, operation: number): Refusal {
  return {
    operation,
    code: 'NO_ACTIVE_SCHEMA',
    path,
    reason: 'The dataset has no active schema yet, so there are no columns to add to or to drop.',
    remediation: 'Submit the whole schema with origin DECLARED (POST /datasets/{dataset}/schema/evolve).',
  };
}
