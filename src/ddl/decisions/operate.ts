import type { TableState, Warning } from '../../evolution/types.ts';
import type { StructType } from '../../schema/types.ts';
import { applyOperations } from '../apply-operations.ts';
import type { DdlOperation, Refusal } from '../types.ts';
import { withFacts } from './with-facts.ts';
import type { DecidedChange } from './resolution-book.ts';

/** A decision that the table cannot follow, and why. */
export interface Refused {
  readonly decided: DecidedChange;
  readonly refusal: Refusal;
}

export type Operated =
  | { readonly ok: true; readonly table: TableState; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly refused: readonly Refused[] };

/** Does to a table what decisions ask of it. Whoever decides has a reason, so nothing needs to be forced. */
export function operate(
  table: TableState,
  decided: readonly DecidedChange[],
  operationFor: (decided: DecidedChange, active: StructType) => DdlOperation | null,
  nextVersion: number,
): Operated {
  const { active } = table;
  if (active === null) return { ok: true, table, warnings: [] };
  const asked = decided.flatMap((each) => {
    const operation = operationFor(each, active);
    return operation === null ? [] : [{ decided: each, operation }];
  });
  if (asked.length === 0) return { ok: true, table, warnings: [] };
  const operations = asked.map(({ operation }) => operation);
  const outcome = applyOperations(table, operations, nextVersion, { force: true });
  if (outcome.ok) {
    const after = withFacts({ ...table, active: outcome.schema }, outcome.factUpdates);
    return { ok: true, table: after, warnings: outcome.warnings };
  }
  const refused = outcome.refusals.flatMap((refusal) => {
    const by = asked[refusal.operation]?.decided;
    return by === undefined ? [] : [{ decided: by, refusal }];
  });
  return { ok: false, refused };
}
