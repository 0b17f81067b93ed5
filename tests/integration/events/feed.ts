import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import type { TestApp } from '../../support/app.ts';

export interface ServedEvent {
  readonly id: number;
  readonly type: string;
  readonly datasetName: string | null;
}

export interface ServedPage {
  readonly items: readonly ServedEvent[];
  readonly nextCursor: string;
}

/**
 * Resolves once everything committed so far is old enough to be served. Suites share one server, and the feed waits
 * for the transactions of all its databases.
 */
export async function settle(app: TestApp): Promise<void> {
  const { prisma } = app.context.database;
  const [now] = await prisma.$queryRaw<{ next: bigint }[]>`
    SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next`;
  for (;;) {
    const [open] = await prisma.$queryRaw<{ oldest: bigint }[]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest`;
    if (now !== undefined && open !== undefined && open.oldest >= now.next) return;
    await sleep(5);
  }
}

/** A page of everything committed so far. */
export async function readPage(
  app: TestApp,
  query: Readonly<Record<string, string>> = {},
  path = '/events',
): Promise<ServedPage> {
  await settle(app);
  return peekPage(app, query, path);
}

/** A page of what can be served at this moment. */
export async function peekPage(
  app: TestApp,
  query: Readonly<Record<string, string>> = {},
  path = '/events',
): Promise<ServedPage> {
  const answer = await request(app.server)
    .get(`${path}?${new URLSearchParams(query).toString()}`)
    .expect(200);
  return answer.body as ServedPage;
}

/** Follows the feed from a cursor on until a page is empty. */
export async function readOn(
  app: TestApp,
  query: Readonly<Record<string, string>> = {},
): Promise<{ events: ServedEvent[]; cursor: string }> {
  const events: ServedEvent[] = [];
  for (let at = query; ;) {
    const page = await readPage(app, at);
    if (page.items.length === 0) return { events, cursor: page.nextCursor };
    events.push(...page.items);
    at = { ...at, after: page.nextCursor };
  }
}

export async function registerNamed(app: TestApp, name: string): Promise<void> {
  await request(app.server).post('/datasets').send({ name, kafkaTopic: 'topic', mode: 'append' }).expect(201);
}
