import type { Transaction } from '../../db/client.ts';
import type { Event, FeedFilter, FeedPage, FeedPosition, NewEvent } from './event.types.ts';

/** Writes the event of a change of state, in the transaction that makes the change. */
export async function recordEvent(tx: Transaction, event: NewEvent): Promise<void> {
  const { dataset, caller } = event;
  await tx.$executeRaw`
    INSERT INTO events (type, dataset_id, dataset_name, version, actor_type, actor_name, before, after, reason, request_id)
    VALUES (${event.type}, ${dataset.id}, ${dataset.name}, ${event.version ?? null}::int,
            ${caller.actor.type}, ${caller.actor.name},
            ${jsonText(event.before)}::jsonb, ${jsonText(event.after)}::jsonb,
            ${event.reason ?? null}, ${caller.requestId})`;
}

function jsonText(state: NewEvent['before']): string | null {
  return state === undefined || state === null ? null : JSON.stringify(state);
}

interface EventRow {
  readonly transactionId: bigint;
  readonly id: bigint;
  readonly type: string;
  readonly datasetId: number | null;
  readonly datasetName: string | null;
  readonly version: number | null;
  readonly actorType: string;
  readonly actorName: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

/**
 * The next events in commit-safe order: those of transactions older than every running one. A transaction that is
 * still open may have written an event with a lower number than one that is already visible; serving the later one
 * first would let a reader's cursor pass the earlier one for ever.
 */
export async function readFeed(
  db: Transaction,
  filter: FeedFilter,
  after: FeedPosition,
  limit: number,
): Promise<FeedPage> {
  // Taken before the rows are read: whatever lies below it is decided, and visible to the statement that follows.
  const horizon = await oldestRunning(db);
  const rows = await readRows(db, filter, after, horizon, limit);
  const last = rows.at(-1);
  const full = rows.length === limit && last !== undefined;
  // A page that is not full has seen everything below the horizon, what the filter left out too.
  return {
    events: rows.map(toEvent),
    position: full ? positionOf(last) : later(after, { transactionId: horizon, id: 0n }),
  };
}

async function oldestRunning(db: Transaction): Promise<bigint> {
  const rows = await db.$queryRaw<{ horizon: bigint }[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon`;
  const horizon = rows[0]?.horizon;
  if (horizon === undefined) throw new Error('The database gave no snapshot');
  return horizon;
}

async function readRows(
  db: Transaction,
  filter: FeedFilter,
  after: FeedPosition,
  horizon: bigint,
  limit: number,
): Promise<EventRow[]> {
  const datasetId = filter.dataset !== null && 'id' in filter.dataset ? filter.dataset.id : null;
  const nameKey = filter.dataset !== null && 'nameKey' in filter.dataset ? filter.dataset.nameKey : null;
  const types = filter.types === null ? null : [...filter.types];
  return db.$queryRaw<EventRow[]>`
    SELECT transaction_id AS "transactionId", id, type, dataset_id AS "datasetId", dataset_name AS "datasetName",
           version, actor_type AS "actorType", actor_name AS "actorName", before, after, reason,
           request_id AS "requestId", created_at AS "createdAt"
      FROM events
     WHERE transaction_id < ${horizon}
       AND (transaction_id, id) > (${after.transactionId}, ${after.id})
       AND (${types}::text[] IS NULL OR type = ANY (${types}::text[]))
       AND (${datasetId}::bigint IS NULL OR dataset_id = ${datasetId}::bigint)
       AND (${nameKey}::text IS NULL OR lower(dataset_name COLLATE "C") = ${nameKey})
     ORDER BY transaction_id, id
     LIMIT ${limit}`;
}

function positionOf(row: EventRow): FeedPosition {
  return { transactionId: row.transactionId, id: row.id };
}

function later(a: FeedPosition, b: FeedPosition): FeedPosition {
  return a.transactionId >= b.transactionId ? a : b;
}

function toEvent(row: EventRow): Event {
  return {
    id: Number(row.id),
    type: row.type,
    datasetId: row.datasetId,
    datasetName: row.datasetName,
    version: row.version,
    actor: { type: row.actorType, name: row.actorName },
    before: row.before,
    after: row.after,
    reason: row.reason,
    requestId: row.requestId,
    createdAt: row.createdAt,
  };
}
