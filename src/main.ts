import { createApp } from './app.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { createContext, createLog } from './context.ts';
import { startEmbedded } from './db/embedded/start-embedded.ts';
import { applyMigrations, migrationsDirectory } from './db/migrate.ts';
import { createDocumentation } from './documentation.ts';
import { endpoints } from './endpoints.ts';
import type { HealthReport } from './features/health/health.types.ts';
import { createHttpServer, drain, listen } from './http/server.ts';
import { runShutdown, type ShutdownPhase } from './http/shutdown.ts';
import { blameDataDir, blameDatabaseUrl } from './start-failure.ts';

const config = readConfig();
const log = createLog(config);
const deadlineMs = config.http.shutdownTimeoutMs;
/** What has been started, the last first: the order in which it goes down. */
const started: ShutdownPhase[] = [];
let stopping = false;

process.on('SIGTERM', onSignal);
process.on('SIGINT', onSignal);
process.on('unhandledRejection', onFatal);
process.on('uncaughtException', onFatal);

const starting = start();
starting.catch((error: unknown) => {
  process.stderr.write(
    `Metastore did not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  log.fatal({ err: error }, 'the service did not start');
  void stop(1);
});

async function start(): Promise<void> {
  const databaseUrl = config.database.url ?? (await startOwnDatabase());
  if (config.database.autoMigrate && !stopping) {
    const applied = await migrate(databaseUrl);
    if (applied.length > 0) log.info({ applied }, 'migrations applied');
  }
  if (stopping) return;
  const context = createContext(config, { databaseUrl, log });
  started.unshift({ name: 'close the database connections', deadlineMs, run: context.close });
  const documentation = createDocumentation(endpoints);
  // Building it, and the first query, take long enough for a probe to time out: better now than then.
  documentation.json();
  warnOfTrouble(await context.health.check());
  const server = createHttpServer(createApp(context, { documentation }));
  const url = await listen(server, config.http.host, config.http.port);
  started.unshift({
    name: 'drain requests',
    deadlineMs,
    run: () => {
      context.lifecycle.drain();
      return drain(server);
    },
    giveUp: () => {
      server.closeAllConnections();
    },
  });
  process.stdout.write(`Metastore listens on ${url} (documentation: ${url}/docs)\n`);
}

function warnOfTrouble({ reason, migrations }: HealthReport): void {
  if (reason !== null)
    log.warn({ reason }, 'the database cannot be used yet: calls will be answered with 503');
  if (migrations === 'pending') {
    log.warn(
      'migrations are pending: calls will be answered with 503 until `npx prisma migrate deploy` has been run, or the service is started with AUTO_MIGRATE=true',
    );
  }
}

async function migrate(databaseUrl: string): Promise<readonly string[]> {
  try {
    return await applyMigrations(databaseUrl, migrationsDirectory());
  } catch (error) {
    throw config.database.url === null ? error : blameDatabaseUrl(error);
  }
}

async function startOwnDatabase(): Promise<string> {
  const { dataDir } = config.database;
  const embedded = await startEmbedded({ dataDir, logger: log }).catch((error: unknown) => {
    throw blameDataDir(error, dataDir);
  });
  started.unshift({ name: 'stop the embedded database', deadlineMs, run: () => embedded.stop() });
  return embedded.url;
}

function onSignal(signal: NodeJS.Signals): void {
  if (stopping) {
    log.warn({ signal }, 'told twice to stop: leaving at once');
    process.exit(1);
  }
  log.info({ signal }, 'shutting down');
  void stop(0);
}

function onFatal(error: unknown): void {
  log.fatal({ err: error }, 'an error that nobody handled');
  if (!stopping) void stop(1);
}

async function stop(code: number): Promise<void> {
  stopping = true;
  const settle = { name: 'finish starting', deadlineMs, run: () => starting.catch(() => undefined) };
  const clean = await runShutdown([settle], log);
  const phasesDone = await runShutdown(started, log);
  process.exit(clean && phasesDone ? code : 1);
}

function readConfig(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
