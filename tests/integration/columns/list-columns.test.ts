import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs, type Problem } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { columnsOf } from './columns.ts';

const ADDRESS = structJson({ city: 'string', Zip: 'string' });
const IN_ORDER = [
  '_id',
  '`a-b`',
  'address',
  'address.city',
  'address.Zip',
  'address_2',
  'Amount',
  'b',
  'fax',
];

let app: TestApp;
let jobs: Jobs;
let columns: ReturnType<typeof columnsOf>;
beforeAll(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  columns = columnsOf(jobs);
  await jobs.register();
  const fields = {
    fax: 'string',
    b: 'long',
    Amount: 'double',
    address_2: 'string',
    address: ADDRESS,
    'a-b': 'string',
  };
  await jobs.evolve({ schema: structJson({ ...fields, _id: 'long' }) });
  await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMNS (fax, address)' });
});
afterAll(() => app.close());

const texts = async (query: string) =>
  (await columns.list(query)).body.items.map((column) => column.pathText);

async function allPages(query: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: Awaited<ReturnType<typeof columns.list>> = await columns.list(
      `?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...body.items.map(({ pathText }) => pathText));
    cursor = body.nextCursor;
  }
  return seen;
}

describe('the list of columns', () => {
  it('is in the order of paths whatever the case, parents before what they hold', async () => {
    expect(await texts('')).toEqual(IN_ORDER);
  });

  it.each([1, 2, 3, 8, 9, 10])('comes whole in pages of %i', async (limit) => {
    expect(await allPages(`limit=${limit}`)).toEqual(IN_ORDER);
  });

  it('goes on where it was, whatever came or went meanwhile', async () => {
    const moving = jobsOf(app, 'moving');
    await moving.register();
    await moving.evolve({ schema: structJson({ b: 'long', d: 'long', f: 'long', h: 'long' }) });
    const { body } = await columnsOf(moving).list('?limit=2');
    expect(body.items.map(({ pathText }) => pathText)).toEqual(['b', 'd']);
    await moving.ddl({ sql: 'ALTER TABLE moving ADD COLUMNS (a INT, e INT)' });
    await moving.ddl({ sql: 'ALTER TABLE moving DROP COLUMNS (d, h)' });
    const rest = await columnsOf(moving).list(`?cursor=${body.nextCursor ?? ''}`);
    expect(rest.body.items.map(({ pathText }) => pathText)).toEqual(['e', 'f', 'h']);
  });

  it('can be only those of a status', async () => {
    expect(await texts('?status=DROPPED')).toEqual(['address', 'address.city', 'address.Zip', 'fax']);
    expect(await texts('?status=PRESENT')).not.toContain('fax');
    expect(await texts('?status=RENAMED')).toEqual([]);
  });

  it.each([
    ['zip', ['address.Zip']],
    ['ADDRESS', ['address', 'address.city', 'address.Zip', 'address_2']],
    ['s.c', ['address.city']],
    ['%25', []],
    ['_', ['_id', 'address_2']],
    ['a-b', ['`a-b`']],
  ])('can be only those with %s in their path', async (search, found) => {
    expect(await texts(`?search=${search}`)).toEqual(found);
  });

  it('pages through what is filtered', async () => {
    expect(await allPages('limit=1&search=address&status=DROPPED')).toEqual([
      'address',
      'address.city',
      'address.Zip',
    ]);
  });

  it('is empty where there is no schema yet', async () => {
    const empty = jobsOf(app, 'empty');
    await empty.register();
    expect((await columnsOf(empty).list()).body).toEqual({ items: [], nextCursor: null });
  });

  it.each([
    ['?status=GONE', 400, 'INVALID_REQUEST'],
    ['?search=', 400, 'INVALID_REQUEST'],
    ['?limit=501', 400, 'INVALID_REQUEST'],
    ['?order=name', 400, 'INVALID_REQUEST'],
    ['?cursor=nope', 400, 'INVALID_CURSOR'],
    [
      `?cursor=${Buffer.from('[1,"columns",{"start":"a","hash":""}]').toString('base64url')}`,
      400,
      'INVALID_CURSOR',
    ],
  ])('%s is %i %s', async (query, status, code) => {
    expect(await jobs.get<Problem>(`/columns${query}`)).toMatchObject({ status, body: { code } });
  });

  it('is a 404 without the dataset', async () => {
    const nowhere = await jobsOf(app, 'nowhere').get<Problem>('/columns');
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'DATASET_NOT_FOUND' } });
  });
});

describe('the history of a column', () => {
  it.each([
    ['nope', 404, 'COLUMN_NOT_FOUND'],
    ['address.nope', 404, 'COLUMN_NOT_FOUND'],
    ['a..b', 400, 'INVALID_REQUEST'],
    ['`a', 400, 'INVALID_REQUEST'],
    ['x'.repeat(256), 400, 'INVALID_REQUEST'],
    ['__proto__', 404, 'COLUMN_NOT_FOUND'],
    ['a%00', 400, 'INVALID_REQUEST'],
  ])('of %s is %i %s', async (column, status, code) => {
    const path = `/columns/${encodeURIComponent(column).replace('%2500', '%00')}/history`;
    expect(await jobs.get<Problem>(path)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ['?cursor=nope', 'INVALID_CURSOR'],
    [`?cursor=${Buffer.from('[1,"column-history",99999999999]').toString('base64url')}`, 'INVALID_CURSOR'],
    ['?limit=0', 'INVALID_REQUEST'],
  ])('with %s is a 400 %s', async (query, code) => {
    expect(await jobs.get<Problem>(`/columns/fax/history${query}`)).toMatchObject({
      status: 400,
      body: { code },
    });
  });

  it('is found by a path that needs quoting', async () => {
    const { body } = await columns.history('`a-b`');
    expect(body.items.map(({ version }) => version)).toEqual([1]);
    expect((await columns.history('a-b')).body).toEqual(body);
  });
});
