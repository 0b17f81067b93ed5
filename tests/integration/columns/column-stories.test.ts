import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { columnsOf } from './columns.ts';

const BASE = { order_id: 'long', amount: 'integer', fax: 'string' };

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

async function ddl(sql: string, reason = 'a test') {
  const { status, body } = await jobs.ddl(
    { sql: `ALTER TABLE orders ${sql}`, reason },
    { 'X-Actor': 'alice' },
  );
  if (status !== 200) throw new Error(JSON.stringify(body));
}

describe('a column', () => {
  it('of the first schema is there since version 1', async () => {
    expect(await columns.one('amount')).toEqual({
      path: ['amount'],
      pathText: 'amount',
      status: 'PRESENT',
      type: 'INT',
      dataType: 'integer',
      nullable: true,
      comment: null,
      addedIn: 1,
      changedIn: null,
      droppedIn: null,
      droppedBy: null,
      renamedTo: null,
      aliases: [],
      lastArrivedIn: null,
      pinned: false,
      absence: 'REQUIRED',
      settled: false,
      key: false,
      partition: false,
      protected: false,
      derived: false,
    });
  });

  it('that a batch brought is there since that batch', async () => {
    await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string' }) });
    expect(await columns.one('coupon')).toMatchObject({ addedIn: 2, changedIn: null, pinned: false });
    expect(await columns.one('amount')).toMatchObject({ addedIn: 1, changedIn: null });
  });

  it('that a batch widened says in which version', async () => {
    await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string' }) });
    await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string', amount: 'long' }) });
    expect(await columns.one('amount')).toMatchObject({
      type: 'BIGINT',
      dataType: 'long',
      addedIn: 1,
      changedIn: 3,
    });
  });

  it('that DDL added is pinned, and may be absent until a batch brought it', async () => {
    await ddl("ADD COLUMN discount DECIMAL(10,2) COMMENT 'per order'");
    expect(await columns.one('discount')).toMatchObject({
      type: 'DECIMAL(10,2)',
      comment: 'per order',
      addedIn: 2,
      pinned: true,
      absence: 'UNSEEN',
    });
    await jobs.evolve({ schema: structJson({ ...BASE, discount: 'double' }) });
    expect(await columns.one('discount')).toMatchObject({
      addedIn: 2,
      changedIn: null,
      pinned: true,
      absence: 'REQUIRED',
    });
  });

  it('that DDL dropped tells who did, when and why, and whether it still arrives', async () => {
    await ddl('DROP COLUMN fax', 'Nobody has one');
    const versions = (await jobs.versions()).body.items;
    const dropped = {
      status: 'DROPPED',
      type: 'STRING',
      nullable: null,
      absence: null,
      addedIn: 1,
      changedIn: null,
      droppedIn: 2,
      droppedBy: {
        version: 2,
        at: versions[0]?.createdAt,
        by: { type: 'ANONYMOUS', name: 'alice' },
        origin: 'DDL',
        reason: 'Nobody has one',
      },
    };
    expect(await columns.one('fax')).toMatchObject({ ...dropped, lastArrivedIn: null });
    await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string' }) });
    await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string' }) });
    expect(await columns.one('fax')).toMatchObject({ ...dropped, lastArrivedIn: 3 });
  });

  it('that came back after a DROP is there since it first was', async () => {
    await ddl('DROP COLUMN fax');
    await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string' }) });
    await ddl('ADD COLUMN fax STRING');
    expect(await columns.one('fax')).toMatchObject({
      status: 'PRESENT',
      addedIn: 1,
      changedIn: 4,
      droppedIn: null,
      droppedBy: null,
      lastArrivedIn: null,
      absence: 'UNSEEN',
    });
  });

  it('is told apart by what the dataset says of it', async () => {
    const keyed = jobsOf(app, 'keyed');
    await keyed.register({
      mode: 'upsert',
      tableFormat: 'PARQUET',
      pkFields: ['id'],
      partitionKeys: ['day'],
      protectedFields: ['shipping.city'],
      derivedFields: ['day', 'loaded_at'],
    });
    const shipping = structJson({ city: 'string', at: 'date' });
    await keyed.evolve({ schema: structJson({ ID: 'long', shipping, day: 'date' }) });
    const flagged = (await columnsOf(keyed).all()).map((column) => [
      column.pathText,
      [column.key, column.partition, column.protected, column.derived].map(Number).join(''),
    ]);
    expect(Object.fromEntries(flagged)).toEqual({
      day: '0101',
      ID: '1000',
      shipping: '0000',
      'shipping.at': '0000',
      'shipping.city': '0010',
    });
  });
});

describe('a field of a struct', () => {
  const address = structJson({ city: 'string', zip: 'string' });

  it('is a column of its own, and a change of what holds it', async () => {
    await jobs.evolve({ schema: structJson({ ...BASE, address: structJson({ city: 'string' }) }) });
    await jobs.evolve({ schema: structJson({ ...BASE, address }) });
    expect(await columns.one('address')).toMatchObject({
      type: 'STRUCT<city: STRING, zip: STRING>',
      addedIn: 2,
      changedIn: 3,
    });
    expect(await columns.one('address.city')).toMatchObject({ addedIn: 2, changedIn: null });
    expect(await columns.one('address.zip')).toMatchObject({ path: ['address', 'zip'], addedIn: 3 });
  });

  it('is found in elements of arrays and in values of maps', async () => {
    const items = { type: 'array', elementType: structJson({ sku: 'string' }), containsNull: true };
    const parties = {
      type: 'map',
      keyType: 'string',
      valueType: structJson({ city: 'string' }),
      valueContainsNull: true,
    };
    await jobs.evolve({ schema: structJson({ ...BASE, items, parties, 'a.b': structJson({ c: 'long' }) }) });
    expect((await columns.all()).map(({ pathText }) => pathText)).toEqual([
      '`a.b`',
      '`a.b`.c',
      'amount',
      'fax',
      'items',
      'items.element.sku',
      'order_id',
      'parties',
      'parties.value.city',
    ]);
    await ddl('DROP COLUMN items');
    expect(await columns.one('items.element.sku')).toMatchObject({ status: 'DROPPED', droppedIn: 3 });
  });

  it('that was dropped alone stays told apart from what held it', async () => {
    await jobs.evolve({ schema: structJson({ ...BASE, address }) });
    await ddl('DROP COLUMN address.zip', 'private');
    expect(await columns.one('address.zip')).toMatchObject({
      status: 'DROPPED',
      addedIn: 2,
      droppedIn: 3,
      droppedBy: { reason: 'private' },
    });
    expect(await columns.one('address')).toMatchObject({ status: 'PRESENT', changedIn: 3 });
    await ddl('DROP COLUMN address', 'all of it');
    expect(await columns.one('address.zip')).toMatchObject({
      droppedIn: 3,
      droppedBy: { reason: 'private' },
    });
    expect(await columns.one('address.city')).toMatchObject({
      droppedIn: 4,
      droppedBy: { reason: 'all of it' },
    });
  });

  it('goes with a struct that is dropped, and comes back with it', async () => {
    await jobs.evolve({ schema: structJson({ ...BASE, address }) });
    await ddl('DROP COLUMN address', 'private');
    for (const path of ['address', 'address.city', 'address.zip']) {
      expect(await columns.one(path)).toMatchObject({
        status: 'DROPPED',
        droppedIn: 3,
        droppedBy: { reason: 'private' },
      });
    }
    await ddl('ADD COLUMN address STRUCT<city: STRING, zip: STRING>');
    for (const path of ['address', 'address.city', 'address.zip']) {
      expect(await columns.one(path)).toMatchObject({ status: 'PRESENT', droppedIn: null, pinned: true });
    }
  });
});

describe('the history of a column', () => {
  const versions = async (path: string, query = '') =>
    (await columns.history(path, query)).body.items.map(({ version, origin, changes }) => [
      version,
      origin,
      changes.map(({ rule }) => rule).join(),
    ]);

  beforeEach(async () => {
    const address = structJson({ city: 'string', zip: 'integer' });
    await jobs.evolve({ schema: structJson({ ...BASE, address }) });
    await jobs.evolve({
      schema: structJson({ ...BASE, address: structJson({ city: 'string', zip: 'long' }), coupon: 'string' }),
    });
    await ddl('DROP COLUMN fax', 'Nobody has one');
    await ddl('DROP COLUMN address', 'private');
  });

  it('is every version that changed it, the one that brought it included', async () => {
    expect(await versions('fax')).toEqual([
      [4, 'DDL', 'FIELD_REMOVED'],
      [1, 'INFERRED', ''],
    ]);
    expect(await versions('coupon')).toEqual([[3, 'INFERRED', 'FIELD_ADDED']]);
    expect(await versions('order_id')).toEqual([[1, 'INFERRED', '']]);
  });

  it('tells who and why', async () => {
    const { body } = await columns.history('fax');
    expect(body.items[0]).toMatchObject({
      by: { name: 'alice' },
      reason: 'Nobody has one',
      changes: [{ path: ['fax'], before: 'string', after: null }],
    });
  });

  it('is that of what it holds and of what holds it, too', async () => {
    const whole = [
      [5, 'DDL', 'FIELD_REMOVED'],
      [3, 'INFERRED', 'TYPE_WIDENED'],
      [2, 'INFERRED', 'FIELD_ADDED'],
    ];
    expect(await versions('address')).toEqual(whole);
    expect(await versions('address.zip')).toEqual(whole);
    expect(await versions('address.city')).toEqual([whole[0], whole[2]]);
  });

  it('is found in any case of letters', async () => {
    expect(await versions('ADDRESS.Zip')).toHaveLength(3);
  });

  it('pages', async () => {
    const first = await columns.history('address', '?limit=2');
    expect(first.body.items.map(({ version }) => version)).toEqual([5, 3]);
    const second = await columns.history('address', `?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(second.body.items.map(({ version }) => version)).toEqual([2]);
    expect(second.body.nextCursor).toBeNull();
  });
});
