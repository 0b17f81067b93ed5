import { columnFact, tombstoneOf } from '../../evolution/column-fact.ts';
import { editFields } from '../../evolution/approval/edit-fields.ts';
import type { Change, ColumnFact, Policy, Submission, TableState, Warning } from '../../evolution/types.ts';
import { pathKey } from '../../schema/path.ts';
import { type Path, SCHEMA_LIMITS } from '../../schema/types.ts';
import { alteredChanges } from './altered-changes.ts';
import { alterationFor, renamingFor } from './alterations.ts';
import { FactBook } from '../fact-book.ts';
import { withFacts } from './with-facts.ts';
import { noteKept } from './kept-facts.ts';
import { operate, type Refused } from './operate.ts';
import type { DecidedChange } from './resolution-book.ts';
import type { ApprovalRequest } from './types.ts';

/** Decisions worked out: what the table becomes by them, and what is then to be judged. */
export interface ApprovalPlan {
  /** The table after what was decided about it, before it takes anything new from the submission. */
  readonly table: TableState;
  /** The submission as far as the table is to take it. */
  readonly submission: Submission;
  /** The dataset's, with what was decided let through. */
  readonly policy: Policy;
  /** Tombstones of what is left out, to be laid over all other facts once the submission was taken. */
  readonly leftOut: readonly ColumnFact[];
  /** New columns that stay nullable, whatever is declared. */
  readonly settled: readonly Path[];
  /** What the decisions change about the table itself. */
  readonly altered: readonly Change[];
  readonly warnings: readonly Warning[];
}

export type PlannedApproval =
  | { readonly ok: true; readonly plan: ApprovalPlan }
  | { readonly ok: false; readonly refused: readonly Refused[] };

/** Works decisions out on the table as it is; renames come first, since all other changes were found after them. */
export function planApproval(request: ApprovalRequest, decided: readonly DecidedChange[]): PlannedApproval {
  const { table, submission, policy, nextVersion } = request;
  const renamed = operate(table, decided, renamingFor, nextVersion);
  if (!renamed.ok) return renamed;
  const altered = operate(renamed.table, decided, alterationFor, nextVersion);
  if (!altered.ok) return altered;
  const after = withFacts(altered.table, keptFacts(renamed.table, altered.table, decided, submission));
  const taken = takenOf(after, submission, decided, nextVersion);
  return {
    ok: true,
    plan: {
      ...taken,
      table: after,
      policy: relaxed(policy, decided),
      altered: alteredChanges(decided, renamed.table.active, submission.origin),
      warnings: [...renamed.warnings, ...altered.warnings],
    },
  };
}

function keptFacts(
  before: TableState,
  { active, facts }: TableState,
  decided: readonly DecidedChange[],
  { origin }: Submission,
): readonly ColumnFact[] {
  if (active === null) return [];
  const book = new FactBook(facts);
  const then = new FactBook(before.facts);
  for (const each of decided) noteKept(book, then, each, active, origin);
  return book.updates();
}

type Taken = Pick<ApprovalPlan, 'submission' | 'leftOut' | 'settled'>;

/** The submission without what is left out of it, and with columns that can only be nullable. */
function takenOf(
  table: TableState,
  submission: Submission,
  decided: readonly DecidedChange[],
  nextVersion: number,
): Taken {
  const leave = pathsOf(decided, ({ action }) => action === 'LEAVE_OUT');
  const loosen = pathsOf(
    decided,
    ({ change, action }) => change.rule === 'REQUIRED_FIELD_ADDED' && action === 'ADOPT',
  );
  if (leave.size === 0 && loosen.size === 0) return { submission, leftOut: [], settled: [] };
  const leftOut: ColumnFact[] = [];
  const schema = editFields(table, submission.schema, (path, field) => {
    const key = pathKey(path);
    if (loosen.has(key)) return { ...field, nullable: true };
    if (!leave.has(key)) return field;
    leftOut.push(columnFact(path, { dropped: tombstoneOf(field.type, nextVersion) }));
    return null;
  });
  return { submission: { ...submission, schema }, leftOut, settled: [...loosen.values()] };
}

function pathsOf(
  decided: readonly DecidedChange[],
  holds: (decided: DecidedChange) => boolean,
): ReadonlyMap<string, Path> {
  return new Map(decided.filter(holds).map(({ change: { path } }) => [pathKey(path), path]));
}

/** Lets through what was decided, each kind as a whole: what of it was decided otherwise no longer shows. */
function relaxed(policy: Policy, decided: readonly DecidedChange[]): Policy {
  const adopted = new Set(decided.flatMap(({ change, action }) => (action === 'ADOPT' ? change.rule : [])));
  const adds = adopted.has('FIELD_ADDED') || adopted.has('REQUIRED_FIELD_ADDED');
  const widens = adopted.has('TYPE_WIDENED') || adopted.has('NULLABILITY_RELAXED');
  const isMany = adopted.has('TOO_MANY_NEW_FIELDS');
  return {
    ...policy,
    ...(adds ? { newFields: 'ALLOW' } : {}),
    ...(widens ? { widening: 'ALLOW' } : {}),
    ...(isMany ? { maxNewFields: null, maxColumns: SCHEMA_LIMITS.fields } : {}),
  };
}
