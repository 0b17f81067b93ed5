import type { HealthReport, MigrationState } from './health.types.ts';

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
  const checkDatabase = shareInFlight(() => databaseState(dependencies));
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

async function databaseState(dependencies: HealthDependencies): Promise<DatabaseState> {
  try {
    await dependencies.ping();
  } catch (error) {
    return { database: 'unreachable', migrations: 'unknown', reason: describe(error) };
  }
  return { database: 'connected', migrations: await migrationState(dependencies), reason: null };
}

async function migrationState(dependencies: HealthDependencies): Promise<MigrationState> {
  try {
    return (await dependencies.countPendingMigrations()) === 0 ? 'applied' : 'pending';
  } catch {
    return 'unknown';
  }
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
