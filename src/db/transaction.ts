import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from './client.ts';
import {
  ConcurrencyExhausted,
  DatabaseUnavailable,
  isConflict,
  isLockTimeout,
  isUnavailable,
  LockTimeout,
} from './errors.ts';

export interface TransactionOptions {
  /** READ COMMITTED unless said otherwise: rows are protected by the dataset's lock, not by the isolation level. */
  readonly isolation?: 'ReadCommitted' | 'RepeatableRead' | 'Serializable';
  /** How often the work is done at most. */
  readonly attempts?: number;
  /** In [0, 1): spreads the retries of transactions that collided. */
  readonly random?: () => number;
}

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 400;

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. After a serialization
 * failure or a deadlock it is run again from the start, so it must not have effects outside of `tx`.
 *
 * @throws ConcurrencyExhausted when it collided on every attempt
 * @throws LockTimeout when a lock could not be had in time
 * @throws DatabaseUnavailable when the database or a connection could not be had, or was lost on the way
 */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const attempts = options.attempts ?? ATTEMPTS;
  const random = options.random ?? Math.random;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.prisma.$transaction(work, {
        maxWait: database.limits.waitMs,
        timeout: database.limits.transactionMs,
        ...(options.isolation === undefined ? {} : { isolationLevel: options.isolation }),
      });
    } catch (error) {
      if (!isConflict(error)) throw typed(error);
      if (attempt === attempts) {
        throw new ConcurrencyExhausted(`The transaction collided with others ${attempts} times`, {
          cause: error,
        });
      }
    }
    await sleep(pauseBefore(attempt, random));
  }
}

/**
 * The same for work that takes a dataset's lock: of one dataset only some at once, so that those who wait for it do not
 * hold every connection. `ref` is how the caller names the dataset.
 */
export function inDatasetTransaction<T>(
  database: Database,
  ref: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.bulkhead(ref.toLowerCase(), () => inTransaction(database, work));
}

/** Doubles from attempt to attempt; half of it is chance. */
function pauseBefore(attempt: number, random: () => number): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  return longest / 2 + (random() * longest) / 2;
}

function typed(error: unknown): unknown {
  if (isLockTimeout(error)) return new LockTimeout('A lock was not released in time', { cause: error });
  if (isUnavailable(error))
    return new DatabaseUnavailable('The database could not be used', { cause: error });
  return error;
}
