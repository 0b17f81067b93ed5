import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from './binaries.ts';
import { ensureCluster } from './init-cluster.ts';
import { launch, type Launched } from './launch.ts';
import { type Lease, takeLease } from './lease.ts';
import { isRunning, type Postmaster, readPostmaster, removeStale } from './postmaster.ts';
import { prepareSite, type Site } from './site.ts';
import { stopServer } from './stop-server.ts';

export interface EmbeddedLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly logger?: EmbeddedLogger;
  /** Recovery after a crash is part of a start. */
  readonly startTimeoutMs?: number;
  /** How long a start may take before the log says what it waits for. */
  readonly noticeAfterMs?: number;
  /** Server settings beyond the defaults; durability must not be among them outside of tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  readonly url: string;
  /** Gives up our share; the server stops when nobody else has one. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const NOTICE_AFTER_MS = 3_000;
const NOTICE_EVERY_MS = 10_000;
const POLL_MS = 20;
const RETRY_PAUSE_MS = 250;
const RESTART_PAUSE_MS = 500;
const LAUNCHES = 5;

/**
 * A PostgreSQL server of our own, with its data below `dataDir`: adopted when it is still running (from a process of
 * ours that was killed, or beside one that serves on the same directory), started otherwise. When it dies while we
 * use it, it is started again on the same port.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const site = await prepareSite(options.dataDir);
  const binaries = await prepareBinaries(site.identity, site.root);
  await ensureCluster(site, binaries);
  const start = (port: number | null) =>
    attach(site, options, () => launch(site, binaries, { port, settings: options.settings ?? {} }));

  const first = await start(null);
  const port = Number(new URL(first.url).port);
  let lease: Lease | null = null;
  let stopping = false;
  const hold = (taken: Lease) => {
    lease = taken;
    taken.onLost(() => {
      lease = null;
      if (!stopping) void recover();
    });
  };
  const recover = async () => {
    options.logger?.warn({ port }, 'the embedded database is gone, starting it again');
    while (!stopping) {
      const again = await start(port).catch((error: unknown) => {
        options.logger?.warn({ err: error }, 'the embedded database did not start');
        return null;
      });
      if (again !== null) {
        hold(again);
        return;
      }
      await sleep(RESTART_PAUSE_MS);
    }
  };
  hold(first);
  options.logger?.info({ port, data: site.data }, 'the embedded database is running');
  return {
    url: first.url,
    stop: async () => {
      stopping = true;
      if (lease !== null) await leave(site, lease);
    },
  };
}

async function leave(site: Site, lease: Lease): Promise<void> {
  const last = await lease.release().catch(() => false);
  const postmaster = last ? await readPostmaster(site.data) : null;
  if (postmaster !== null) await stopServer(postmaster.pid, site.data);
  await lease.close();
}

/** Waits for a server that gives us a lease, launching one whenever none is running. */
async function attach(site: Site, options: EmbeddedOptions, start: () => Promise<Launched>): Promise<Lease> {
  const deadline = Date.now() + (options.startTimeoutMs ?? START_TIMEOUT_MS);
  const notice = noticeOfWaiting(site, options);
  const failures: string[] = [];
  let launched: Launched | null = null;
  while (Date.now() < deadline && failures.length < LAUNCHES) {
    const postmaster = await readPostmaster(site.data);
    notice(postmaster);
    if (postmaster !== null && (await isRunning(postmaster.pid, site.data))) {
      const lease = await takeLease(site, postmaster.port);
      if (lease !== null) return lease;
    } else if (launched === null) {
      if (postmaster === null || (await removeStale(site.data, postmaster))) launched = await start();
    } else {
      const failure = launched.failure();
      if (failure !== null) {
        failures.push(failure);
        launched = null;
        await sleep(RETRY_PAUSE_MS);
      }
    }
    await sleep(POLL_MS);
  }
  throw new Error(`The embedded database did not start. ${failures.at(-1) ?? `See ${site.logFile}`}`);
}

function noticeOfWaiting(site: Site, options: EmbeddedOptions): (postmaster: Postmaster | null) => void {
  let next = Date.now() + (options.noticeAfterMs ?? NOTICE_AFTER_MS);
  return (postmaster) => {
    if (Date.now() < next) return;
    next = Date.now() + NOTICE_EVERY_MS;
    const waiting = { pid: postmaster?.pid, data: site.data, serverLog: site.logFile };
    options.logger?.warn(waiting, 'still waiting for the embedded database to accept connections');
  };
}
