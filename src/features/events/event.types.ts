import type { Caller } from '../../actor.ts';

/** Every kind of change of state, with the sentence that the documentation gives it. Types are never renamed. */
export const EVENT_TYPES = {
  'dataset.registered': 'A dataset was registered; `after` is the dataset as it began.',
  'dataset.updated':
    'Settings of a dataset changed; `before` and `after` hold just those that did, and `forced` in `after` names the ones that contradict the table and were taken on the word of whoever changed them.',
  'dataset.policy_changed': 'The evolution policy of a dataset changed.',
  'dataset.paused': 'The jobs of a dataset were asked to wait, or the reason for it changed.',
  'dataset.resumed': 'The jobs of a paused dataset may go on.',
  'dataset.archived': 'A dataset was archived: it stays readable and takes no more schemas.',
  'dataset.restored': 'An archived dataset is in use again.',
  'dataset.purged': 'An archived dataset was deleted with all its versions; only its events remain.',
  'schema.activated':
    'A schema became the active version: a submitted one that breaks nothing, or what a person approved of a blocked one.',
  'schema.blocked':
    'A breaking submission was refused and recorded as a blocked version; it awaits a decision.',
  'schema.recorded': 'A job reported a change that it holds for breaking itself; nothing was judged.',
  'schema.resolved': 'A blocked version became harmless by another change of the schema or the policy.',
  'schema.approved':
    'A person approved a blocked version; `after` holds the version that it led to and what was decided about each change.',
  'schema.rejected': 'A person decided against a blocked version: the same problem stays refused.',
  'schema.rolled_back': 'A person went back to the schema of an earlier version; the result is a new one.',
  'schema.applied':
    'Somebody acknowledged that the real table has a version; `after` holds when it got it, and the commit of the lake.',
  'schema.ddl_applied': 'A person changed the columns by DDL; the result became the active version.',
  'column.seen': 'A batch brought a column for the first time since a person added it.',
  'column.arrived':
    'A batch still brought a column that was dropped, or a renamed one under its old name; told once per active version.',
  'column.declared': 'A declared schema said the types of columns: from now on batches are cast to them.',
} as const satisfies Record<string, string>;

export type EventType = keyof typeof EVENT_TYPES;

/** What changed, as JSON: the members that differ, or the whole where it appeared or went. */
export type EventState = Readonly<Record<string, unknown>>;

export interface NewEvent {
  readonly type: EventType;
  readonly dataset: { readonly id: number; readonly name: string };
  /** Number of the schema version it is about. */
  readonly version?: number | null;
  readonly before?: EventState | null;
  readonly after?: EventState | null;
  /** Why, in the words of whoever did it, or of the engine. */
  readonly reason?: string | null;
  readonly caller: Caller;
}

/** Where a reader of the feed is: everything up to here has been served. */
export interface FeedPosition {
  readonly transactionId: bigint;
  readonly id: bigint;
}

export interface Event {
  readonly id: number;
  readonly type: string;
  readonly datasetId: number | null;
  readonly datasetName: string | null;
  readonly version: number | null;
  readonly actor: { readonly type: string; readonly name: string };
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

export interface FeedFilter {
  readonly types: readonly EventType[] | null;
  /** By id, or by name in lower case: events outlive their dataset, so it need not exist. */
  readonly dataset: { readonly id: number } | { readonly nameKey: string } | null;
}

export interface FeedPage {
  readonly events: readonly Event[];
  /** Where to go on; never before the position that was asked for. */
  readonly position: FeedPosition;
}
