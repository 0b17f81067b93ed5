import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { type Bulkhead, createBulkhead } from './bulkhead.ts';
import { connectionOptions } from './connection-options.ts';

/** What repositories take: a transaction, or the client itself where a single statement is enough. */
export type Transaction = Prisma.TransactionClient;

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** For a new connection and for a free one of the pool alike. */
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
}

export interface PoolStatistics {
  readonly size: number;
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** What this module says of trouble that no caller is there to hear. */
export interface DatabaseLogger {
  warn(details: object, message: string): void;
}

export interface Database {
  readonly prisma: PrismaClient;
  /** Longest that a transaction waits for its connection, and that it may take in all. */
  readonly limits: { readonly waitMs: number; readonly transactionMs: number };
  /** Leaves connections to the others when many want to change the same dataset. */
  readonly bulkhead: Bulkhead;
  poolStatistics(): PoolStatistics;
  /** Resolves when the database answers within the time, rejects with the reason otherwise. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

const STATEMENT_TIMEOUT_MS = 15_000;
const LOCK_TIMEOUT_MS = 10_000;
const TRANSACTION_TIMEOUT_MS = 30_000;

/** Opens no connection yet: a database that is down is found by `ping`, or by the first statement. */
export function createDatabase(options: DatabaseOptions, logger?: DatabaseLogger): Database {
  const pool = new pg.Pool({
    ...connectionOptions(options.url, {
      connectTimeoutMs: options.connectTimeoutMs,
      statementTimeoutMs: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
      idleTransactionTimeoutMs: TRANSACTION_TIMEOUT_MS,
    }),
    max: options.poolSize,
    idleTimeoutMillis: 60_000,
  });
  // An idle connection that the server closes would otherwise end the process.
  pool.on('error', (error) => logger?.warn({ err: error }, 'an idle database connection was lost'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    bulkhead: createBulkhead({
      places: Math.max(1, Math.floor(options.poolSize / 2)),
      waitMs: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
    }),
    limits: { waitMs: options.connectTimeoutMs, transactionMs: TRANSACTION_TIMEOUT_MS },
    poolStatistics: () => ({
      size: options.poolSize,
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    ping: (timeoutMs) => ping(pool, timeoutMs),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function ping(pool: pg.Pool, timeoutMs: number): Promise<void> {
  const answered = pool.query('SELECT 1');
  // The race may be lost long before this settles.
  answered.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    await Promise.race([answered, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
