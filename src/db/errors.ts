/**
 * Reads what went wrong out of the shapes that a database error comes in: Prisma's own with the adapter's error in
 * `meta`, the adapter's bare one (what fails at COMMIT), the driver's, and plain errors of its pool.
 */

/** Transactions kept colliding until the attempts were used up. */
export class ConcurrencyExhausted extends Error {
  override readonly name = 'ConcurrencyExhausted';
}

/** Somebody else held a lock longer than a statement may wait for it. */
export class LockTimeout extends Error {
  override readonly name = 'LockTimeout';
}

/** The database, or a free connection to it, could not be had. What was asked for may or may not have happened. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

const UNAVAILABLE_KINDS: ReadonlySet<unknown> = new Set([
  'DatabaseNotReachable',
  'DatabaseDoesNotExist',
  'DatabaseAccessDenied',
  'AuthenticationFailed',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
  'TransactionAlreadyClosed',
]);

/** Prisma: not reachable, timed out, closed, credentials, no such database; no connection or transaction in time. */
const UNAVAILABLE_PRISMA_CODES: ReadonlySet<unknown> = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);

/** Connection, resources, shutdown and cancellation, disk, credentials, no such database, a read-only stand-in. */
const UNAVAILABLE_SQLSTATES = /^(?:08...|53...|57(?:014|P0.)|58...|28...|3D000|25006|25P0[34])$/;

const UNAVAILABLE_NODE_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EPIPE',
]);

/** The pool and its clients throw these without any code. */
const UNAVAILABLE_MESSAGES =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** Serialization failure or deadlock: the same transaction may succeed when it is run again. */
export function isConflict(error: unknown): boolean {
  const state = sqlState(error);
  return (
    state === '40001' ||
    state === '40P01' ||
    property(error, 'code') === 'P2034' ||
    property(adapterCause(error), 'kind') === 'TransactionWriteConflict'
  );
}

export function isLockTimeout(error: unknown): boolean {
  return error instanceof LockTimeout || sqlState(error) === '55P03';
}

export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const state = sqlState(error);
  if (state !== null) return UNAVAILABLE_SQLSTATES.test(state);
  const code = property(error, 'code');
  return (
    UNAVAILABLE_KINDS.has(property(adapterCause(error), 'kind')) ||
    UNAVAILABLE_PRISMA_CODES.has(code) ||
    UNAVAILABLE_NODE_CODES.has(code) ||
    (error instanceof Error && UNAVAILABLE_MESSAGES.test(error.message))
  );
}

/** No such table, column or function: what the migrations would make is not there. */
export function isBehind(error: unknown): boolean {
  const code = property(error, 'code');
  return /^42(?:P01|703|883)$/.test(sqlState(error) ?? '') || code === 'P2021' || code === 'P2022';
}

/** Name of the constraint, unique index or trigger's check that refused the statement, null when none did. */
export function violatedConstraint(error: unknown): string | null {
  const state = sqlState(error);
  if (state?.startsWith('23') !== true) return null;
  const cause = adapterCause(error);
  const constraint = property(property(cause, 'constraint'), 'index') ?? property(error, 'constraint');
  if (typeof constraint === 'string') return constraint;
  const message = property(cause, 'originalMessage');
  return typeof message === 'string' ? nameIn(message) : null;
}

function nameIn(message: string): string | null {
  return /constraint "([^"]+)"/.exec(message)?.[1] ?? null;
}

/** PostgreSQL's code for what went wrong, null when the server said nothing. */
export function sqlState(error: unknown): string | null {
  const cause = adapterCause(error);
  const code = cause === undefined ? property(error, 'code') : property(cause, 'originalCode');
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)
    ? code
    : null;
}

function adapterCause(error: unknown): unknown {
  const adapterError = property(property(error, 'meta'), 'driverAdapterError') ?? error;
  return property(adapterError, 'name') === 'DriverAdapterError'
    ? property(adapterError, 'cause')
    : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
