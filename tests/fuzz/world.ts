import type { Received } from './service.ts';

const MOST_REMEMBERED = 6;

/** What is there to be asked for: it grows with the answers, so that later requests can be about earlier ones. */
export interface World {
  /** Names of datasets with versions of every status. */
  readonly tables: string[];
  /** Names and ids of any. */
  readonly datasets: string[];
  /** By the name of the operation that gave them. */
  readonly cursors: Map<string, string[]>;
  readonly entityTags: string[];
}

export function createWorld(): World {
  return { tables: [], datasets: [], cursors: new Map(), entityTags: [] };
}

export function learn(world: World, operation: string, { headers, body }: Received): void {
  const { etag, location } = headers;
  if (etag !== undefined) remember(world.entityTags, etag);
  const dataset = /^\/datasets\/(\d+)$/.exec(location ?? '')?.[1];
  if (dataset !== undefined) remember(world.datasets, dataset);
  if (typeof body !== 'object' || body === null) return;
  if ('code' in body && body.code === 'DATASET_NOT_FOUND' && 'instance' in body) {
    forget(world, String(body.instance).split('/')[2]);
  }
  if (!('nextCursor' in body) || typeof body.nextCursor !== 'string') return;
  const known = world.cursors.get(operation) ?? [];
  remember(known, body.nextCursor);
  world.cursors.set(operation, known);
}

function forget({ tables, datasets }: World, dataset: string | undefined): void {
  for (const known of [tables, datasets]) {
    const place = known.findIndex((name) => name === dataset);
    if (place >= 0) known.splice(place, 1);
  }
}

export function remember(known: string[], value: string): void {
  if (known.includes(value)) return;
  known.push(value);
  if (known.length > MOST_REMEMBERED) known.shift();
}
