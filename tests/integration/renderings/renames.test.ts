import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type {
  RenderedChangeResponse,
  RenderedVersionResponse,
} from '../../../src/features/renderings/rendering.schemas.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { type Jobs, jobsOf } from '../../support/jobs.ts';
import { columnsOf } from '../columns/columns.ts';

type Document = Extract<z.output<typeof RenderedVersionResponse>, { document: unknown }>;
type Change = z.output<typeof RenderedChangeResponse>;

const IcebergSchema = z.object({ fields: z.array(z.object({ id: z.number(), name: z.string() })) });

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register({ tableFormat: 'ICEBERG' });
  await jobs.evolve({ ddl: 'id BIGINT, a STRING, b BIGINT', origin: 'DECLARED' });
});
afterEach(() => app.close());

/** What a request of these statements answers is to be run. */
async function apply(...actions: string[]): Promise<readonly string[]> {
  const sql = actions.map((action) => `ALTER TABLE orders ${action}`).join('; ');
  const { status, body } = await jobs.ddl({ sql, force: true, reason: 'as agreed' });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.apply;
}

async function between(from: number, to: number): Promise<string[]> {
  const { body } = await jobs.get<Change>(`/schema/diff/render?from=${from}&to=${to}&as=SPARK`);
  return body.statements.map(({ sql }) => sql);
}

async function ids(version: number) {
  const { body } = await jobs.get<Document>(`/schema/versions/${version}/render?as=ICEBERG`);
  const { fields } = IcebergSchema.parse(body.document);
  return Object.fromEntries(fields.map(({ id, name }) => [name, id]));
}

const SWAP = ['RENAME COLUMN a TO tmp', 'RENAME COLUMN b TO a', 'RENAME COLUMN tmp TO b'];
const SWAPPED = [
  'ALTER TABLE orders RENAME COLUMN a TO a_aside',
  'ALTER TABLE orders RENAME COLUMN b TO a',
  'ALTER TABLE orders RENAME COLUMN a_aside TO b',
];

describe('several renames in one request', () => {
  it('free a name before it is given again, and ids follow the columns', async () => {
    const expected = ['ALTER TABLE orders RENAME COLUMN b TO c', 'ALTER TABLE orders RENAME COLUMN a TO b'];
    expect(await apply('RENAME COLUMN b TO c', 'RENAME COLUMN a TO b')).toEqual(expected);
    expect(await between(1, 2)).toEqual(expected);
    expect(await ids(2)).toEqual({ id: 1, b: 2, c: 3 });
  });

  it('swap two columns by way of another name, and no name is an alias', async () => {
    expect(await apply(...SWAP)).toEqual(SWAPPED);
    expect(await between(1, 2)).toEqual(SWAPPED);
    expect(await ids(2)).toEqual({ id: 1, b: 2, a: 3 });
    const all = await columnsOf(jobs).all();
    expect(all.map(({ pathText, type, aliases }) => [pathText, type, aliases])).toEqual([
      ['a', 'BIGINT', []],
      ['b', 'STRING', []],
      ['id', 'BIGINT', []],
    ]);
  });

  it('are followed version by version', async () => {
    await apply(...SWAP);
    await apply('RENAME COLUMN a TO c', 'ADD COLUMN a STRING');
    await apply('DROP COLUMN a', 'RENAME COLUMN b TO a');
    expect(await between(1, 4)).toEqual(['ALTER TABLE orders RENAME COLUMN b TO c']);
    expect(await ids(4)).toEqual({ id: 1, a: 2, c: 3 });
  });
});

describe('a column that is dropped while another one takes its name', () => {
  it.each(['BIGINT', 'STRING'])(
    'goes with its values, and one of type %s comes with a new id',
    async (type) => {
      const expected = ['ALTER TABLE orders DROP COLUMNS (b)', `ALTER TABLE orders ADD COLUMNS (b ${type})`];
      expect(await apply('DROP COLUMN b', `ADD COLUMN b ${type}`)).toEqual(expected);
      expect(await between(1, 2)).toEqual(expected);
      expect(await ids(2)).toEqual({ id: 1, a: 2, b: 4 });
    },
  );
});
