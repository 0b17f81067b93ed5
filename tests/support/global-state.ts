import type { EmbeddedServer } from '../../src/db/embedded/start-embedded.ts';

interface Started {
  readonly server: EmbeddedServer | null;
  readonly dataDir: string | null;
}

const KEY = Symbol.for('metastore.tests.server');

/** Set-up and teardown share a process but not their module instances. */
export function keepForTeardown(started: Started): void {
  Reflect.set(globalThis, KEY, started);
}

export function takeForTeardown(): Started | null {
  const started: unknown = Reflect.get(globalThis, KEY);
  return isStarted(started) ? started : null;
}

function isStarted(value: unknown): value is Started {
  return typeof value === 'object' && value !== null && 'server' in value && 'dataDir' in value;
}
