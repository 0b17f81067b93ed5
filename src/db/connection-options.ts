import type { PoolConfig } from 'pg';

export interface SessionSettings {
  readonly connectTimeoutMs: number;
  /** No statement runs longer; 0 is no limit. */
  readonly statementTimeoutMs?: number;
  /** No statement waits longer for a lock; 0 is no limit. */
  readonly lockTimeoutMs?: number;
  /** A transaction that does nothing for so long is ended, and with it the locks it holds. */
  readonly idleTransactionTimeoutMs?: number;
}

/** Parameters that Prisma's own connection URLs may carry, and that the driver does not know. */
const PRISMA_PARAMETERS = [
  'schema',
  'connection_limit',
  'pool_timeout',
  'connect_timeout',
  'socket_timeout',
  'pgbouncer',
  'statement_cache_size',
];

/**
 * How every connection is made: in UTC (any other session time zone would shift what Prisma reads of a timestamptz),
 * within a time limit, and with the limits of `settings` in force.
 */
export function connectionOptions(url: string, settings: SessionSettings): PoolConfig {
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema');
  const ownOptions = parsed.searchParams.get('options');
  for (const name of [...PRISMA_PARAMETERS, 'options']) parsed.searchParams.delete(name);
  return {
    connectionString: parsed.href,
    application_name: 'metastore',
    connectionTimeoutMillis: settings.connectTimeoutMs,
    keepAlive: true,
    options: [
      ownOptions,
      '-c TimeZone=UTC',
      schema === null ? null : `-c search_path=${escaped(identifier(schema))}`,
      limit('statement_timeout', settings.statementTimeoutMs),
      limit('lock_timeout', settings.lockTimeoutMs),
      limit('idle_in_transaction_session_timeout', settings.idleTransactionTimeoutMs),
    ]
      .filter((option) => option !== null)
      .join(' '),
  };
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The server splits these options at white space that has no backslash before it. */
function escaped(value: string): string {
  return value.replaceAll(/[\\\s]/g, '\\$&');
}

function limit(name: string, milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : `-c ${name}=${milliseconds}`;
}
