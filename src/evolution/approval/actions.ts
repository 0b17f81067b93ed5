import type { Path } from '../../schema/types.ts';
import { type Guard, guardAgainstNulls, type Mark, markBelow, marksOf } from '../marks.ts';
import type { Change, Origin, RuleId, TableState } from '../types.ts';

export const ACTIONS = ['KEEP', 'ADOPT', 'DROP', 'RENAME', 'LEAVE_OUT'] as const;
/**
 * What a person can decide about a breaking change. KEEP: the table stays as it is, and the submission is cast or
 * filled. ADOPT: the table becomes what was submitted. DROP and RENAME: what became of a column that is gone.
 * LEAVE_OUT: the field is not stored, now or later.
 */
export type Action = (typeof ACTIONS)[number];

/** What may be decided about a breaking change. */
export interface Choice {
  /** Tried in this order where nobody says otherwise. */
  readonly defaults: readonly Action[];
  /** Only on request. */
  readonly others: readonly Action[];
}

/** Nobody can approve it: the table cannot become that, or may not. */
const NOBODY: Choice = { defaults: [], others: [] };

const CAST: Choice = { defaults: ['KEEP'], others: [] };
const LEFT_OUT: Choice = { defaults: ['LEAVE_OUT'], others: [] };
const ADOPTED: Choice = { defaults: ['ADOPT'], others: [] };
const ADOPTED_OR_KEPT: Choice = { defaults: ['ADOPT'], others: ['KEEP'] };

/** The same whoever speaks. */
const both = (choice: Choice) => ({ INFERRED: choice, DECLARED: choice });
/** Only a sample is taken with something left out of it: who declares a schema can declare another one. */
const ofSamples = (choice: Choice) => ({ INFERRED: choice, DECLARED: NOBODY });

const CHOICES: Readonly<Record<RuleId, Readonly<Record<Origin, Choice>>>> = {
  FIELD_ADDED: { INFERRED: { defaults: ['ADOPT'], others: ['LEAVE_OUT'] }, DECLARED: ADOPTED },
  REQUIRED_FIELD_ADDED: both(ADOPTED),
  FIELD_REMOVED: {
    INFERRED: { defaults: ['KEEP'], others: ['DROP', 'RENAME'] },
    DECLARED: { defaults: ['DROP'], others: ['KEEP', 'RENAME'] },
  },
  TYPE_WIDENED: both(ADOPTED_OR_KEPT),
  TYPE_WIDENING_UNSUPPORTED: both(CAST),
  // A column may once have been a key of a table that keeps its keys for good.
  TYPE_WIDENING_LOSSY: both({ defaults: ['ADOPT', 'KEEP'], others: [] }),
  TYPE_NARROWED: both(CAST),
  TYPE_UNFIT: both(CAST),
  TYPE_CHANGED: both(NOBODY),
  STRUCTURE_CHANGED: both(NOBODY),
  MAP_KEY_CHANGED: both(NOBODY),
  NULLABILITY_RELAXED: both(ADOPTED_OR_KEPT),
  NULLABILITY_TIGHTENED: both(CAST),
  KEY_FIELD_MISSING: both(NOBODY),
  KEY_FIELD_CHANGED: both(NOBODY),
  PARTITION_FIELD_MISSING: both(NOBODY),
  PARTITION_FIELD_CHANGED: both(NOBODY),
  PROTECTED_FIELD_CHANGED: both(NOBODY),
  CASE_COLLISION: ofSamples(LEFT_OUT),
  FIELD_NAME_INVALID: ofSamples(LEFT_OUT),
  TYPE_NOT_STORABLE: ofSamples(LEFT_OUT),
  CORRUPT_RECORDS: ofSamples(LEFT_OUT),
  RESERVED_FIELD: both(NOBODY),
  NULL_ONLY_FIELD: both(NOBODY),
  DROPPED_FIELD_ARRIVING: both(NOBODY),
  DROPPED_NAME_REUSED: both(NOBODY),
  FIELD_RENAMED: both(NOBODY),
  RENAME_SUSPECTED: both(NOBODY),
  TOO_MANY_NEW_FIELDS: both(ADOPTED),
  FIELD_REORDERED: both(NOBODY),
  COMMENT_CHANGED: both(NOBODY),
  METADATA_CHANGED: both(NOBODY),
};

/** What may be decided about breaking changes, by what each is and where. */
export type Choices = (change: Pick<Change, 'rule' | 'path'>) => Choice;

/** What may be decided where somebody who speaks like this is stopped at a table. */
export function choicesOn(table: TableState, origin: Origin): Choices {
  const root = marksOf(table, []);
  return ({ rule, path }) =>
    ABOUT_NULLS.has(rule) && isGuarded(root, path) ? NOBODY : CHOICES[rule][origin];
}

/** Whether a column takes nulls is a person's to decide, but for keys and other guarded columns. */
const ABOUT_NULLS: ReadonlySet<RuleId> = new Set<RuleId>(['NULLABILITY_RELAXED', 'NULLABILITY_TIGHTENED']);

function isGuarded(root: Mark, path: Path): boolean {
  let mark: Mark | undefined = root;
  let guard: Guard | null = null;
  for (const step of path) {
    mark = markBelow(mark, step);
    guard ??= mark?.guard ?? null;
  }
  return guardAgainstNulls(guard, mark) !== null;
}

/** Everything that a choice leaves, the default first; nothing where nobody can approve such a change. */
export function actionsOf({ defaults, others }: Choice): readonly Action[] {
  return [...defaults, ...others];
}
