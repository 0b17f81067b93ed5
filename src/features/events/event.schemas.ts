import { z } from '../../http/openapi-zod.ts';
import { pageShape } from '../../http/paging.ts';
import { EVENT_TYPES, type EventType } from './event.types.ts';

const KNOWN_TYPES: readonly string[] = Object.keys(EVENT_TYPES);

function isEventType(text: string): text is EventType {
  return KNOWN_TYPES.includes(text);
}

const describedTypes = Object.entries(EVENT_TYPES).map(([type, sentence]) => `- \`${type}\`: ${sentence}`);

const state = z.union([z.record(z.string(), z.unknown()), z.null()]);

const EventSchema = z
  .strictObject({
    id: z.int().openapi({ description: 'Identifies the event; the order is that of the feed.', example: 1 }),
    type: z.string().openapi({
      description: `What happened. More types may come.\n${describedTypes.join('\n')}`,
      example: 'dataset.registered',
    }),
    datasetId: z.int().nullable().openapi({ example: 1 }),
    datasetName: z.string().nullable().openapi({ example: 'orders' }),
    version: z.int().nullable().openapi({ description: 'Number of the schema version it is about.' }),
    actor: z
      .strictObject({ type: z.string(), name: z.string() })
      .openapi({ description: 'Who did it.', example: { type: 'ANONYMOUS', name: 'anonymous' } }),
    before: state.openapi({ description: 'What changed, as it was.' }),
    after: state.openapi({ description: 'What changed, as it is since.' }),
    reason: z.string().nullable().openapi({ description: 'Why, where it was said.' }),
    requestId: z.string().nullable().openapi({ description: 'The request that did it, as in the log.' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('Event');

export const EventFeed = z
  .strictObject({
    items: z.array(EventSchema),
    nextCursor: z.string().openapi({
      description:
        'Where to go on: always given, at the end of the feed too. Keep it, and ask again with it as `after`.',
    }),
  })
  .openapi('EventFeed');

const types = z
  .string()
  .min(1)
  .max(1024)
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().refine(isEventType, 'is not an event type')))
  .openapi({
    type: 'string',
    description: `Only events of these types, with commas between: ${KNOWN_TYPES.join(', ')}.`,
  });

const feedShape = {
  limit: pageShape.limit,
  after: pageShape.cursor.openapi({
    description: '`nextCursor` of the answer before; leave out to begin with the first event.',
  }),
  type: types.optional(),
};

export const DatasetFeedQuery = z.strictObject(feedShape);

export const FeedQuery = z.strictObject({
  ...feedShape,
  dataset: z.string().min(1).max(128).optional().openapi({
    description: 'Only events of this dataset, by id or name. It need not exist any more: events outlive it.',
  }),
});
