import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readBatch } from '../../../scripts/demo/examples.ts';
import { STORY } from '../../../scripts/demo/story.ts';
import { schemaOf } from '../../../scripts/demo/words.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { inferSchema } from '../../../src/schema/inference/infer-schema.ts';
import { readJson } from '../../../src/schema/json/json-reader.ts';

import { typeText } from '../../../src/schema/sql/type-text.ts';

const batches = readdirSync(path.join(projectRoot, 'examples', 'orders'))
  .filter((file) => file.endsWith('.ndjson'))
  .map((file) => path.basename(file, '.ndjson'));

describe('The batches in examples/orders', () => {
  it.each(batches)('%s: its schema is what Spark infers from its records', async (name) => {
    const { records, body } = await readBatch(name);
    const inferred = inferSchema(records.map(read), { nullFields: 'STRING' });
    expect(inferred.ok ? typeText(inferred.value.schema) : inferred).toBe(typeText(schemaOf(body.schema)));
  });

  it('are all in the story, in order', () => {
    const played = STORY.flatMap(({ acts }) => acts.flatMap((act) => ('batch' in act ? [act.batch] : [])));
    expect([...new Set(played)]).toEqual(batches);
  });
});

function read(record: string): unknown {
  const reading = readJson(record, { lossless: true });
  return reading.ok ? reading.value : reading;
}
