import { rm } from 'node:fs/promises';
import { administer, TEMPLATE_NAME } from './database.ts';
import { takeForTeardown } from './global-state.ts';

export default async function globalTeardown(): Promise<void> {
  const started = takeForTeardown();
  if (started === null) return;
  const template = process.env[TEMPLATE_NAME];
  if (template !== undefined) await administer(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await started.server?.stop();
  if (started.dataDir !== null) await rm(started.dataDir, { recursive: true, force: true });
}
