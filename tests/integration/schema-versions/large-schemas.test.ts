import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** A column below `depth` structs, with names of 255 characters that no compression shortens. */
function nested(depth: number): Record<string, unknown> {
  const name = Array.from({ length: 255 }, (_, at) =>
    String.fromCodePoint(0x4e00 + ((at * 7919 + depth * 104_729) % 20_000)),
  );
  const below = depth === 0 ? 'long' : structJson(nested(depth - 1));
  return { [name.join('')]: below };
}

describe('schemas as large as the limits let them be', () => {
  it('of the greatest depth with the longest names are stored and read back', async () => {
    const jobs = jobsOf(app, 'deep');
    await jobs.register();
    const schema = structJson({ id: 'long', ...nested(48) });
    expect(await jobs.evolve({ schema })).toMatchObject({ status: 200, body: { changeType: 'INITIAL' } });
    expect((await jobs.active()).body.schema).toEqual(schema);
    expect((await jobs.evolve({ schema })).body.changeType).toBe('NONE');
  });

  it('of 10,000 fields are stored, and an eleventh thousand is refused', async () => {
    const jobs = jobsOf(app, 'wide');
    await jobs.register();
    const columns = Array.from({ length: 10_000 }, (_, index): [string, string] => [`c${index}`, 'string']);
    expect((await jobs.evolve({ schema: structJson(Object.fromEntries(columns)) })).status).toBe(200);
    const wider = structJson(Object.fromEntries([...columns, ['more', 'string']]));
    expect(await jobs.evolveRefused({ schema: wider })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_SCHEMA' },
    });
  });

  it('whose paths would multiply beyond measure are a 400', async () => {
    const leaves = structJson(
      Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`c${index}`, 'string'])),
    );
    let schema: object = leaves;
    for (let level = 0; level < 47; level += 1) schema = structJson({ ['a'.repeat(255)]: schema });
    const jobs = jobsOf(app, 'heavy');
    await jobs.register();
    const answer = await jobs.evolveRefused({ schema });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'INVALID_SCHEMA', errors: [{ path: '/schema' }] },
    });
  });
});

describe('remediation', () => {
  it('quotes the name of the table where SQL needs it', async () => {
    const jobs = jobsOf(app, 'my-topic');
    await jobs.register();
    await jobs.evolve({ schema: structJson({ a: 'long', b: 'long' }) });
    const { body } = await jobs.evolveRefused({ schema: structJson({ a: 'long' }) });
    const sql = /"(ALTER TABLE [^"]+)"/.exec(body.changes[0]?.remediation ?? '')?.[1];
    expect(sql).toBe('ALTER TABLE `my-topic` DROP COLUMN b');
    expect((await jobs.ddl({ sql })).status).toBe(200);
  });
});
