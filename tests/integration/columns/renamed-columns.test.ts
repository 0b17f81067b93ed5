import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { columnsOf } from './columns.ts';

const ADDRESS = structJson({ city: 'string', zip: 'string' });
const BASE = { order_id: 'long', fax: 'string', address: ADDRESS };

let app: TestApp;
let jobs: Jobs;
let columns: ReturnType<typeof columnsOf>;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  columns = columnsOf(jobs);
  await jobs.register({ evolutionPolicy: { preset: 'TOLERANT' } });
  await jobs.evolve({ schema: structJson(BASE) });
});
afterEach(() => app.close());

async function ddl(sql: string) {
  const body = { sql: `ALTER TABLE orders ${sql}`, force: true, reason: 'a better name' };
  const answer = await jobs.ddl(body, { 'X-Actor': 'alice' });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

const told = async () =>
  Object.fromEntries(
    (await columns.all())
      .filter(({ aliases, renamedTo }) => aliases.length > 0 || renamedTo !== null)
      .map(({ pathText, status, renamedTo, aliases }) => [pathText, [status, renamedTo, aliases]]),
  );

describe('a renamed column', () => {
  it('is there under its new name, and its old one leads to it', async () => {
    await ddl('RENAME COLUMN fax TO telefax');
    expect(await columns.one('telefax')).toMatchObject({
      status: 'PRESENT',
      type: 'STRING',
      addedIn: 2,
      aliases: ['fax'],
    });
    expect(await columns.one('fax')).toMatchObject({
      status: 'RENAMED',
      renamedTo: 'telefax',
      addedIn: 1,
      droppedIn: 2,
      droppedBy: { by: { name: 'alice' }, reason: 'a better name', origin: 'DDL' },
    });
    expect((await columns.list('?status=RENAMED')).body.items).toHaveLength(1);
  });

  it('tells whether producers still send its old name', async () => {
    await ddl('RENAME COLUMN fax TO telefax');
    expect(await columns.one('fax')).toMatchObject({ lastArrivedIn: null });
    expect((await jobs.evolve({ schema: structJson(BASE) })).body.changeType).toBe('NONE');
    expect(await columns.one('fax')).toMatchObject({ status: 'RENAMED', lastArrivedIn: 2 });
  });

  it('has all its old names as aliases, and one history under all of them', async () => {
    await ddl('RENAME COLUMN fax TO telefax');
    await ddl('RENAME COLUMN telefax TO facsimile');
    expect(await told()).toEqual({
      facsimile: ['PRESENT', null, ['fax', 'telefax']],
      fax: ['RENAMED', 'facsimile', []],
      telefax: ['RENAMED', 'facsimile', []],
    });
    for (const name of ['fax', 'telefax', 'facsimile']) {
      const { items } = (await columns.history(name)).body;
      expect(items.map(({ version, changes }) => [version, changes.map(({ rule }) => rule)])).toEqual([
        [3, ['FIELD_RENAMED']],
        [2, ['FIELD_RENAMED']],
        [1, []],
      ]);
    }
  });

  it('takes along what it holds', async () => {
    await ddl('RENAME COLUMN address.zip TO postcode');
    await ddl('RENAME COLUMN address TO home');
    expect(await told()).toMatchObject({
      home: ['PRESENT', null, ['address']],
      'home.city': ['PRESENT', null, ['address.city']],
      address: ['RENAMED', 'home', []],
      'address.city': ['RENAMED', 'home.city', []],
      'address.zip': ['RENAMED', 'home.postcode', []],
      'address.postcode': ['RENAMED', 'home.postcode', []],
      'home.zip': ['RENAMED', 'home.postcode', []],
    });
    const { aliases } = await columns.one('home.postcode');
    expect(aliases).toEqual(expect.arrayContaining(['home.zip', 'address.postcode', 'address.zip']));
  });

  it('that was dropped since is dropped under its last name', async () => {
    await ddl('RENAME COLUMN fax TO telefax');
    await ddl('DROP COLUMN telefax');
    expect(await columns.one('telefax')).toMatchObject({ status: 'DROPPED', droppedIn: 3, aliases: ['fax'] });
    expect(await columns.one('fax')).toMatchObject({ status: 'RENAMED', renamedTo: 'telefax' });
    expect((await jobs.evolve({ schema: structJson(BASE) })).body.changeType).toBe('NONE');
  });

  it('that gets its old name back is the column it was', async () => {
    await ddl('RENAME COLUMN fax TO telefax');
    await ddl('RENAME COLUMN telefax TO fax');
    expect(await columns.one('fax')).toMatchObject({
      status: 'PRESENT',
      addedIn: 1,
      renamedTo: null,
      aliases: ['telefax'],
    });
    expect(await columns.one('telefax')).toMatchObject({ status: 'RENAMED', renamedTo: 'fax' });
  });
});

describe('a column of which DDL changed more than the type', () => {
  it('tells its comment and nullability as they are now, and what changed them', async () => {
    await ddl("ALTER COLUMN fax COMMENT 'who has one?'");
    expect(await columns.one('fax')).toMatchObject({ comment: 'who has one?', nullable: true });
    await ddl('ALTER COLUMN fax SET NOT NULL');
    expect(await columns.one('fax')).toMatchObject({ comment: 'who has one?', nullable: false });
    const { items } = (await columns.history('fax')).body;
    expect(items.map(({ changes }) => changes.map(({ rule }) => rule).join())).toEqual([
      'NULLABILITY_TIGHTENED',
      'COMMENT_CHANGED',
      '',
    ]);
  });
});
