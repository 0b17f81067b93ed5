import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';
import { createDatabase, type Database } from './db/client.ts';
import { migrationsDirectory, pendingMigrations, readMigrations } from './db/migrate.ts';
import { createColumnService, type ColumnService } from './features/columns/column.service.ts';
import { createDatasetService, type DatasetService } from './features/datasets/dataset.service.ts';
import { createDecisionService, type DecisionService } from './features/decisions/decision.service.ts';
import { createDdlService, type DdlService } from './features/ddl/ddl.service.ts';
import { createEventService, type EventService } from './features/events/event.service.ts';
import { createHealthService, type HealthService } from './features/health/health.service.ts';
import { createRenderingService, type RenderingService } from './features/renderings/rendering.service.ts';
import { resolveOpenVersions } from './features/schema-versions/resolve-open.service.ts';
import { createSchemaCache } from './features/schema-versions/schema-state.repository.ts';
import {
  createSchemaVersionService,
  type SchemaVersionService,
} from './features/schema-versions/schema-version.service.ts';
import { countBlockedVersions } from './features/service/blocked-versions.repository.ts';
import { createLifecycle, type Lifecycle } from './http/lifecycle.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { readVersion } from './project-root.ts';
import { inTime } from './time-limit.ts';

/** Everything that handlers may use, made once per service. */
export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  readonly metrics: Metrics;
  readonly lifecycle: Lifecycle;
  readonly health: HealthService;
  readonly datasets: DatasetService;
  readonly schemaVersions: SchemaVersionService;
  readonly columns: ColumnService;
  readonly ddl: DdlService;
  readonly decisions: DecisionService;
  readonly renderings: RenderingService;
  readonly events: EventService;
  readonly close: () => Promise<void>;
}

export interface ContextOverrides {
  /** Where the database is, when the configuration leaves it to an embedded server. */
  readonly databaseUrl?: string;
  readonly log?: Logger;
}

const CONNECT_TIMEOUT_MS = 5_000;
const PROBE_TIMEOUT_MS = 1_000;

/** The composition root: nothing else in the service makes a service. */
export function createContext(config: Config, overrides: ContextOverrides = {}): Context {
  const url = overrides.databaseUrl ?? config.database.url;
  if (url === null) throw new Error('A context needs the URL of a database');
  const log = overrides.log ?? createLog(config);
  const database = createDatabase(
    { url, poolSize: config.database.poolSize, connectTimeoutMs: CONNECT_TIMEOUT_MS },
    log,
  );
  // A connection of its own: a pool that is busy must not look like a database that is down.
  const probe = createDatabase(
    { url, poolSize: 1, connectTimeoutMs: PROBE_TIMEOUT_MS, statementTimeoutMs: PROBE_TIMEOUT_MS },
    log,
  );
  const { defaultPreset } = config.evolution;
  const lifecycle = createLifecycle();
  const metrics = createMetrics();
  const versioning = { database, cache: createSchemaCache(), metrics, defaultPreset };
  observe(metrics, database);
  return {
    config,
    log,
    database,
    metrics,
    lifecycle,
    health: createHealthService({
      version: readVersion(),
      now: Date.now,
      isDraining: lifecycle.isDraining,
      ping: () => probe.ping(PROBE_TIMEOUT_MS),
      countPendingMigrations: pendingCounter(database),
    }),
    datasets: createDatasetService({
      database,
      defaultPreset,
      resolveOpenVersions: (tx, ...change) => resolveOpenVersions(versioning, tx, ...change),
    }),
    schemaVersions: createSchemaVersionService(versioning),
    columns: createColumnService(versioning),
    ddl: createDdlService(versioning),
    decisions: createDecisionService(versioning),
    renderings: createRenderingService(versioning),
    events: createEventService(database),
    close: async () => {
      metrics.close();
      await Promise.all([database.close(), probe.close()]);
    },
  };
}

export function createLog(config: Config): Logger {
  return pino({
    level: config.log.level,
    redact: ['req.headers.authorization', 'req.headers["x-api-key"]', 'req.headers.cookie'],
  });
}

function observe(metrics: Metrics, database: Database): void {
  metrics.gauge({
    name: 'blocked_schema_versions',
    help: 'Blocked versions that wait for a decision.',
    read: () => countBlockedVersions(database.prisma),
  });
  for (const name of ['size', 'total', 'idle', 'waiting'] as const) {
    metrics.gauge({
      name: `database_pool_${name}`,
      help: POOL_HELP[name],
      read: () => database.poolStatistics()[name],
    });
  }
}

const POOL_HELP = {
  size: 'Connections that the pool may open.',
  total: 'Connections that are open.',
  idle: 'Open connections that nobody uses.',
  waiting: 'Requests that wait for a connection.',
};

function pendingCounter(database: Database): () => Promise<number> {
  let known: ReturnType<typeof readMigrations> | null = null;
  return async () => {
    known ??= readMigrations(migrationsDirectory());
    const pending = await inTime(pendingMigrations(database, await known), PROBE_TIMEOUT_MS);
    return pending.length;
  };
}
