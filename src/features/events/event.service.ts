import type { Database } from '../../db/client.ts';
import { readFeed } from './event.repository.ts';
import type { FeedFilter, FeedPage, FeedPosition } from './event.types.ts';

export { recordEvent } from './event.repository.ts';

/** Before every event. */
export const FEED_START: FeedPosition = { transactionId: 0n, id: 0n };

export interface EventService {
  /** The events after a position, oldest first, and the position to go on from. */
  feed(filter: FeedFilter, after: FeedPosition, limit: number): Promise<FeedPage>;
}

export function createEventService(db: Database): EventService {
  return { feed: (filter, after, limit) => readFeed(db.prisma, filter, after, limit) };
}
