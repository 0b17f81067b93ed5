import { cursorCodec } from '../../http/cursor.ts';
import { z } from '../../http/openapi-zod.ts';
import { accept, refuse, type Outcome } from '../../problems.ts';
import { FEED_START } from './event.service.ts';
import type { FeedPosition } from './event.types.ts';

const LARGEST = 2n ** 63n - 1n;

/** JSON numbers are too small for the numbers of the database. */
const number = z
  .string()
  .regex(/^[0-9]{1,19}$/)
  .refine((text) => BigInt(text) <= LARGEST);

const codec = cursorCodec('events', z.tuple([number, number]));

export function encodeFeedCursor({ transactionId, id }: FeedPosition): string {
  return codec.encode([String(transactionId), String(id)]);
}

/** The start of the feed where no cursor is given. */
export function decodeFeedCursor(cursor: string | undefined): Outcome<FeedPosition> {
  if (cursor === undefined) return accept(FEED_START);
  const decoded = codec.decode(cursor);
  if (!decoded.ok) {
    return refuse('INVALID_CURSOR', 'Pass `nextCursor` of an earlier answer, or leave `after` out.', {
      errors: [{ in: 'query', path: '/after', message: 'is not a cursor of the feed of events' }],
    });
  }
  const [transactionId, id] = decoded.value;
  return accept({ transactionId: BigInt(transactionId), id: BigInt(id) });
}
