import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readNdjson } from '../../src/schema/inference/read-ndjson.ts';

export interface StoredSchema {
  readonly table: string;
  readonly partitionColumns: readonly string[];
  readonly schemaString: string;
}

export interface Topic {
  readonly name: string;
  readonly records: readonly unknown[];
  /** The same as they stand in the file, one a line. */
  readonly lines: readonly string[];
}

export interface Corpus {
  readonly schemas: readonly StoredSchema[];
  readonly topics: readonly Topic[];
}

const StoredSchemas = z.array(
  z.object({ table: z.string(), partitionColumns: z.array(z.string()), schemaString: z.string() }),
);

/** Reads `spark-struct-types.json` and `github-events/*.jsonl` below a directory. */
export async function readCorpus(directory: string): Promise<Corpus> {
  const schemas: unknown = JSON.parse(
    await readFile(path.join(directory, 'spark-struct-types.json'), 'utf8'),
  );
  const events = path.join(directory, 'github-events');
  const files = (await readdir(events)).filter((file) => file.endsWith('.jsonl')).sort();
  const topics = files.map(async (file) => readTopic(path.join(events, file)));
  return { schemas: StoredSchemas.parse(schemas), topics: await Promise.all(topics) };
}

async function readTopic(file: string): Promise<Topic> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const reading = readNdjson(lines.join('\n'), lines.length);
  if (!reading.ok) throw new Error(`${file}: ${reading.message}`);
  return { name: path.basename(file, '.jsonl'), records: reading.records, lines };
}
