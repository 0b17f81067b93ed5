import { endpoint, type Reply } from '../../http/endpoint.ts';
import type { Refusal } from '../../problems.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { parseDatasetRef, type DatasetService } from '../datasets/dataset.service.ts';
import { DatasetFeedQuery, EventFeed, FeedQuery } from './event.schemas.ts';
import type { EventService } from './event.service.ts';
import type { Event, FeedFilter } from './event.types.ts';
import { decodeFeedCursor, encodeFeedCursor } from './feed-cursor.ts';

export interface EventContext {
  readonly events: EventService;
  readonly datasets: DatasetService;
}

const HOW_TO_FOLLOW =
  'Oldest first. To follow it: ask, handle the items, keep `nextCursor`, and ask again with it as `after`; at the end of ' +
  'the feed the items are empty and the cursor is still given, so a reader that was away goes on where it was. Each ' +
  'event is served exactly once per reader and none is skipped: an event appears as soon as every transaction that began ' +
  'before its own has ended, which is a moment after it happened.';

/** Matches no dataset. */
const NOBODY = { id: 0 };

const FEED_EXAMPLE = {
  one: {
    summary: 'A registration',
    value: {
      items: [
        {
          id: 1,
          type: 'dataset.registered',
          datasetId: 1,
          datasetName: 'orders',
          version: null,
          actor: { type: 'ANONYMOUS', name: 'anonymous' },
          before: null,
          after: { name: 'orders', kafkaTopic: 'orders', mode: 'append' },
          reason: null,
          requestId: '0d9c2b5e-6f53-4c7e-9a41-2c1d6cf1a001',
          createdAt: '2026-01-15T09:30:00.000Z',
        },
      ],
      nextCursor: encodeFeedCursor({ transactionId: 742n, id: 1n }),
    },
  },
};

const feed = endpoint({
  method: 'get',
  path: '/events',
  operationId: 'listEvents',
  tag: 'Events',
  summary: 'Follow everything that happens',
  description: HOW_TO_FOLLOW,
  permission: 'event:read',
  query: FeedQuery,
  responses: { 200: { description: 'The next events.', schema: EventFeed, examples: FEED_EXAMPLE } },
  problems: ['INVALID_CURSOR'],
  handle: ({ events }: Pick<EventContext, 'events'>, { query }) => {
    const dataset = query.dataset === undefined ? null : (parseDatasetRef(query.dataset) ?? NOBODY);
    return answer(events, { types: query.type ?? null, dataset }, query);
  },
});

const datasetFeed = endpoint({
  method: 'get',
  path: '/datasets/{dataset}/events',
  operationId: 'listDatasetEvents',
  tag: 'Events',
  summary: 'Follow what happens to a dataset',
  description: HOW_TO_FOLLOW,
  permission: 'event:read',
  params: DatasetParams,
  query: DatasetFeedQuery,
  responses: { 200: { description: 'The next events.', schema: EventFeed, examples: FEED_EXAMPLE } },
  problems: ['DATASET_NOT_FOUND', 'INVALID_CURSOR'],
  handle: async ({ events, datasets }: EventContext, { params, query }) => {
    const dataset = await datasets.find(params.dataset);
    if (!dataset.ok) return dataset;
    return answer(events, { types: query.type ?? null, dataset: { id: dataset.value.id } }, query);
  },
});

export const eventEndpoints = [feed, datasetFeed] as const;

async function answer(
  events: EventService,
  filter: FeedFilter,
  query: { readonly after?: string | undefined; readonly limit: number },
): Promise<Reply | Refusal> {
  const after = decodeFeedCursor(query.after);
  if (!after.ok) return after;
  const page = await events.feed(filter, after.value, query.limit);
  const body = { items: page.events.map(presentEvent), nextCursor: encodeFeedCursor(page.position) };
  return { ok: true, status: 200, body };
}

function presentEvent(event: Event) {
  return { ...event, createdAt: event.createdAt.toISOString() };
}
