import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../src/project-root.ts';

const directory = path.join(projectRoot, 'examples', 'orders');

const Fields = z.looseObject({});

/** A batch as the topic brought it, and the body of the request in which the job asks about it. */
export interface Batch {
  /** JSON as it was written: numbers of 20 digits are among it. */
  readonly records: readonly string[];
  readonly body: { readonly schema: unknown; readonly [member: string]: unknown };
}

export async function readBatch(name: string): Promise<Batch> {
  const records = await readFile(path.join(directory, `${name}.ndjson`), 'utf8');
  const body = z.looseObject({ schema: z.unknown() }).parse(await readJson(`${name}.json`));
  return { records: records.split('\n').filter((line) => line !== ''), body };
}

export async function readRegistration(file: string, name: string): Promise<Record<string, unknown>> {
  return { ...Fields.parse(await readJson(file)), name };
}

export async function readPatch(file: string): Promise<unknown> {
  return readJson(file);
}

/** Why somebody decides so, and what else the decision says. */
export async function readDecision(file: string): Promise<{ reason: string; [member: string]: unknown }> {
  return z.looseObject({ reason: z.string() }).parse(await readJson(file));
}

/** A statement about the table `orders`, said of the table `name`. */
export async function readStatement(
  file: string,
  name: string,
): Promise<{ sql: string; reason: string; [member: string]: unknown }> {
  const statement = z.looseObject({ sql: z.string(), reason: z.string() }).parse(await readJson(file));
  return { ...statement, sql: statement.sql.replace(/^ALTER TABLE orders\b/, `ALTER TABLE ${name}`) };
}

async function readJson(file: string): Promise<unknown> {
  const json: unknown = JSON.parse(await readFile(path.join(directory, file), 'utf8'));
  return json;
}
