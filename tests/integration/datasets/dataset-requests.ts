import request from 'supertest';
import type { TestApp } from '../../support/app.ts';
import { settle } from '../events/feed.ts';

/** The shape that existing jobs send. */
export function registration(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    name: 'orders',
    kafkaTopic: 'orders',
    mode: 'append',
    pkFields: ['order_id'],
    partitionKeys: [],
    transformJars: [],
    ...more,
  };
}

let serial = 0;

/** A name that no other test of the suite uses. */
export function freshName(): string {
  serial += 1;
  return `dataset_${serial}`;
}

export function post(app: TestApp, body: unknown): request.Test {
  return request(app.server)
    .post('/datasets')
    .set('Content-Type', 'application/json')
    .send(JSON.stringify(body));
}

export interface Registered {
  readonly id: number;
  readonly name: string;
  readonly etag: string;
}

/** Registers a dataset under a name of its own. */
export async function registered(
  app: TestApp,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Registered> {
  const name = freshName();
  const answer = await post(app, registration({ name, ...more })).expect(201);
  const body: unknown = answer.body;
  const id = typeof body === 'object' && body !== null && 'id' in body ? Number(body.id) : NaN;
  return { id, name, etag: String(answer.headers['etag']) };
}

export function get(app: TestApp, path: string): request.Test {
  return request(app.server).get(path);
}

export function patch(app: TestApp, dataset: string | number, body: unknown): request.Test {
  return request(app.server)
    .patch(`/datasets/${dataset}`)
    .set('Content-Type', 'application/json')
    .send(JSON.stringify(body));
}

export function lifecycle(
  app: TestApp,
  dataset: string | number,
  command: 'archive' | 'restore' | 'pause' | 'resume',
  body: object = {},
): request.Test {
  return request(app.server).post(`/datasets/${dataset}/${command}`).send(body);
}

export function purge(app: TestApp, dataset: string | number, query: object): request.Test {
  return request(app.server).delete(`/datasets/${dataset}`).query(query);
}

/** Makes a schema the active version, as a submission would have. */
export async function activate(app: TestApp, datasetId: number, columns: readonly string[]): Promise<void> {
  const fields = columns.map((name) => ({ name, type: 'string', nullable: true, metadata: {} }));
  const now = new Date();
  await app.context.database.prisma.$transaction(async (tx) => {
    const version = await tx.schemaVersion.create({
      data: {
        datasetId,
        version: 1,
        status: 'ACTIVE',
        changeType: 'INITIAL',
        origin: 'INFERRED',
        schemaJson: JSON.stringify({ type: 'struct', fields }),
        fingerprint: 'a',
        logicalFingerprint: 'b',
        reason: 'first schema',
        actorType: 'SYSTEM',
        actorName: 'test',
        createdAt: now,
        validFrom: now,
        lastSeenAt: now,
      },
    });
    await tx.dataset.update({ where: { id: datasetId }, data: { activeSchemaVersionId: version.id } });
  });
}

/** The events of a dataset, as [type, before, after]. */
export async function eventsOf(app: TestApp, dataset: string | number): Promise<unknown[][]> {
  await settle(app);
  const answer = await get(app, `/datasets/${dataset}/events?limit=500`).expect(200);
  const { items } = answer.body as { items: { type: string; before: unknown; after: unknown }[] };
  return items.map(({ type, before, after }) => [type, before, after]);
}
