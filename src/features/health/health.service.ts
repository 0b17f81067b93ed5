import type { HealthReport, MigrationState } from './health.types.ts';

const MIGRATIONS_KNOWN_MS = 30_000;

export interface HealthDependencies {
  readonly version: string;
  readonly now: () => number;
  readonly isDraining: () => boolean;
  /** Rejects with the reason when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly countPendingMigrations: () => Promise<number>;
}

export interface HealthService {
  /** Probes that arrive while a check is under way share its answer. */
  readonly check: () => Promise<HealthReport>;
  readonly uptimeSeconds: () => number;
  readonly version: string;
}

export function createHealthService(dependencies: HealthDependencies): HealthService {
  const startedAt = dependencies.now();
  const uptimeSeconds = () => Math.floor((dependencies.now() - startedAt) / 1000);
  const migrations = migrationCheck(dependencies);
  const checkDatabase = shareInFlight(() => databaseState(dependencies, migrations));
  return {
    version: dependencies.version,
    uptimeSeconds,
    check: async () => ({
      ...(await checkDatabase()),
      version: dependencies.version,
      uptimeSeconds: uptimeSeconds(),
      draining: dependencies.isDraining(),
    }),
  };
}

type DatabaseState = Pick<HealthReport, 'database' | 'migrations' | 'reason'>;

async function databaseState(
  { ping }: HealthDependencies,
  migrations: () => Promise<MigrationState>,
): Promise<DatabaseState> {
  try {
    await ping();
  } catch (error) {
    return { database: 'unreachable', migrations: 'unknown', reason: describe(error) };
  }
  return { database: 'connected', migrations: await migrations(), reason: null };
}

/** Migrations that were applied are not asked for again with every probe. */
function migrationCheck({ countPendingMigrations, now }: HealthDependencies): () => Promise<MigrationState> {
  let knownUntil = -Infinity;
  return async () => {
    if (now() < knownUntil) return 'applied';
    try {
      if ((await countPendingMigrations()) > 0) return 'pending';
      knownUntil = now() + MIGRATIONS_KNOWN_MS;
      return 'applied';
    } catch {
      // Failing to ask is no sign that what was applied is gone.
      return knownUntil === -Infinity ? 'unknown' : 'applied';
    }
  };
}

/** Only the error's code: messages name hosts and users, and health is open to everybody. */
function describe(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const suffix = typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? ` (${code})` : '';
  return `The database does not answer${suffix}.`;
}

function shareInFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let inFlight: Promise<T> | null = null;
  return () => {
    inFlight ??= work().finally(() => {
      inFlight = null;
    });
    return inFlight;
  };
}
