import { readFile, realpath } from 'node:fs/promises';
import pg from 'pg';
import { connectionOptions } from '../connection-options.ts';
import { SUPERUSER } from './init-cluster.ts';
import type { Site } from './site.ts';

const DATABASE = 'metastore';
/** Arbitrary, the same for every service that uses the server. */
const LEASE_KEY = 1_297_307_732;

/**
 * A service's share in a running server. Every service holds an advisory lock in shared mode over a connection of its
 * own, so a share ends with its process, however that ends; the last one out finds nobody else and stops the server.
 */
export interface Lease {
  readonly url: string;
  /** Called when the connection is lost other than by `release`. */
  onLost(listener: () => void): void;
  /** True when nobody else holds one. Then no newcomer gets one either, until `close`. */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

/** Null while the server does not accept us yet, or is about to stop. */
export async function takeLease(site: Site, port: number): Promise<Lease | null> {
  const password = await readFile(site.passwordFile, 'utf8');
  const urlOf = (database: string) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client(connectionOptions(urlOf('postgres'), { connectTimeoutMs: 5_000 }));
  const lost = new EventTarget();
  client.on('error', () => undefined);
  client.on('end', () => lost.dispatchEvent(new Event('lost')));
  try {
    await client.connect();
    await checkDirectory(client, site);
    if (!(await ask(client, 'SELECT pg_try_advisory_lock_shared($1) AS answer'))) throw new Error('stopping');
    await ensureDatabase(client);
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof WrongServer) throw error;
    return null;
  }
  return {
    url: urlOf(DATABASE),
    onLost: (listener) => {
      lost.addEventListener('lost', listener, { once: true });
    },
    release: async () => {
      await ask(client, 'SELECT pg_advisory_unlock_shared($1) AS answer');
      return ask(client, 'SELECT pg_try_advisory_lock($1) AS answer');
    },
    close: () => client.end().catch(() => undefined),
  };
}

class WrongServer extends Error {
  override readonly name = 'WrongServer';
}

async function checkDirectory(client: pg.Client, site: Site): Promise<void> {
  const { rows } = await client.query<{ directory: string }>(
    `SELECT current_setting('data_directory') AS directory`,
  );
  const [actual, expected] = [rows[0]?.directory, await realpath(site.data)];
  if (actual !== expected)
    throw new WrongServer(`The server found serves ${actual ?? 'nothing'}, not ${expected}`);
}

async function ask(client: pg.Client, statement: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(statement, [LEASE_KEY]);
  return rows[0]?.answer === true;
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
    const code: unknown = error instanceof pg.DatabaseError ? error.code : undefined;
    // Created by another service a moment ago.
    if (code !== '42P04' && code !== '23505') throw error;
  });
}
