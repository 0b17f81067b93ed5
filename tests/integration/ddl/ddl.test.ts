import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { recordedEventTypes } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const BASE = { order_id: 'long', amount: 'double', fax: 'string' };

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(BASE) });
});
afterEach(() => app.close());

const columns = async () => columnsOf((await jobs.active()).body);

describe('ADD COLUMN', () => {
  it('makes one new version of several columns, and keeps the statement', async () => {
    const sql = "ALTER TABLE orders ADD COLUMNS (discount DECIMAL(10,2) COMMENT 'per order', note STRING)";
    const { status, body } = await jobs.ddl({ sql, reason: 'pricing' }, { 'X-Actor': 'alice' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'applied', changeType: 'NON_BREAKING', newVersion: 2, version: 2 });
    expect(await columns()).toEqual(['order_id', 'amount', 'fax', 'discount', 'note']);
    const stored = await app.context.database.prisma.ddlStatement.findFirstOrThrow();
    expect(stored.operations).toMatchObject([
      { op: 'ADD_COLUMN', path: ['discount'], type: 'decimal(10,2)', comment: 'per order' },
      { op: 'ADD_COLUMN', path: ['note'], type: 'string' },
    ]);
    const history = await jobs.get('/ddl');
    expect(history.body).toMatchObject({
      items: [{ statement: sql, version: 2, reason: 'pricing', actor: { name: 'alice' } }],
      nextCursor: null,
    });
  });

  it('does not stop a STRICT job that never sent the column, until it has sent it once', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN discount DECIMAL(10,2)' });
    expect((await jobs.evolve({ schema: structJson(BASE) })).body.changeType).toBe('NONE');
    const seen = await jobs.evolve({ schema: structJson({ ...BASE, discount: 'double' }) });
    expect(seen.body).toMatchObject({ changeType: 'NONE' });
    expect(seen.body.projection).toContainEqual(
      expect.objectContaining({ target: ['discount'], cast: 'decimal(10,2)', checked: true }),
    );
    expect((await jobs.evolveRefused({ schema: structJson(BASE) })).status).toBe(409);
  });

  it('does not take a declaration for a batch that brought the column', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN discount DOUBLE' });
    const declared = await jobs.evolve({
      schema: structJson({ ...BASE, discount: 'double' }),
      origin: 'DECLARED',
    });
    expect(declared.status).toBe(200);
    expect((await jobs.evolve({ schema: structJson(BASE) })).body.changeType).toBe('NONE');
  });

  it('says once that the column was seen', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN discount DECIMAL(10,2)' });
    for (let batch = 0; batch < 3; batch += 1) {
      await jobs.evolve({ schema: structJson({ ...BASE, discount: 'double' }) });
    }
    const types = await recordedEventTypes(app);
    expect(types.filter((type) => type === 'column.seen')).toHaveLength(1);
  });
});

describe('the history', () => {
  it('shows statements whose operations an early release kept in another form', async () => {
    const sql = 'ALTER TABLE orders ADD COLUMN note STRING';
    await jobs.ddl({ sql });
    await app.context.database.prisma.ddlStatement.updateMany({
      data: { operations: '[{"op":"ADD_COLUMN"}]' },
    });
    const history = await jobs.get('/ddl');
    expect(history).toMatchObject({ status: 200, body: { items: [{ statement: sql, operations: [] }] } });
  });
});

describe('DROP COLUMN', () => {
  it('lets a job that still sends the column go on, and does not bring it back', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    expect(await columns()).toEqual(['order_id', 'amount']);
    const old = await jobs.evolve({ schema: structJson(BASE) });
    expect(old).toMatchObject({ status: 200, body: { changeType: 'NONE', version: 2 } });
    expect(old.body.changes.map(({ rule }) => rule)).toEqual(['DROPPED_FIELD_ARRIVING']);
    expect(old.body.projection.map(({ target }) => target)).toEqual([['order_id'], ['amount']]);
    expect(await columns()).toEqual(['order_id', 'amount']);
  });

  it('is undone by an ADD of the same type, with a warning', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    const { status, body } = await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN fax STRING' });
    expect(status).toBe(200);
    expect(body.warnings).toHaveLength(1);
    expect(await columns()).toEqual(['order_id', 'amount', 'fax']);
  });

  it('is refused by ADD of the name with another type', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    const answer = await jobs.ddlRefused({ sql: 'ALTER TABLE orders ADD COLUMN fax BIGINT' });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'DDL_REFUSED', refusals: [{ code: 'DROPPED_NAME_REUSED' }] },
    });
  });

  it('takes the fields of a struct with it, and they do not come back either', async () => {
    const address = structJson({ zip: 'string', street: 'string' });
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN address STRUCT<zip: STRING, street: STRING>' });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN address' });
    const sent = await jobs.evolve({ schema: structJson({ ...BASE, address }) });
    expect(sent.body.changeType).toBe('NONE');
    expect(await columns()).toEqual(['order_id', 'amount', 'fax']);
  });
});

describe('a dropped struct of which a declared schema brings back a part', () => {
  const declare = (fields: Parameters<typeof structJson>[0]) => ({
    schema: structJson({ ...BASE, s: structJson(fields) }),
    origin: 'DECLARED',
  });
  beforeEach(async () => {
    await jobs.evolve({ schema: structJson({ ...BASE, s: structJson({ a: 'integer', b: 'integer' }) }) });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN s' });
    expect((await jobs.evolve(declare({ a: 'integer' }))).status).toBe(200);
  });

  it('keeps the rest out of the table where batches still send it', async () => {
    const sent = await jobs.evolve({
      schema: structJson({ ...BASE, s: structJson({ a: 'integer', b: 'integer' }) }),
    });
    expect(sent.status).toBe(200);
    expect(sent.body.changes).toEqual([
      expect.objectContaining({ rule: 'DROPPED_FIELD_ARRIVING', path: ['s', 'b'] }),
    ]);
  });

  it('does not take the rest under another type, by declaration or by DDL', async () => {
    const declared = await jobs.evolveRefused(declare({ a: 'integer', b: 'string' }));
    expect(declared.status).toBe(409);
    expect(declared.body.changes).toContainEqual(
      expect.objectContaining({ rule: 'DROPPED_NAME_REUSED', path: ['s', 'b'], before: 'integer' }),
    );
    const added = await jobs.ddlRefused({ sql: 'ALTER TABLE orders ADD COLUMN s.b STRING' });
    expect(added).toMatchObject({ status: 409, body: { refusals: [{ code: 'DROPPED_NAME_REUSED' }] } });
  });

  it('takes the rest back under its own type', async () => {
    expect((await jobs.evolve(declare({ a: 'integer', b: 'integer' }))).status).toBe(200);
    const [, , , s] = (await jobs.active()).body.schema.fields;
    expect(s).toMatchObject({ name: 's', type: { fields: [{ name: 'a' }, { name: 'b' }] } });
  });
});

describe('a request of several operations', () => {
  const operations = [
    { op: 'ADD_COLUMN', path: 'a', type: 'INT' },
    { op: 'DROP_COLUMN', path: 'nowhere' },
  ];

  it('is done as a whole or not at all, and says which cannot be', async () => {
    const answer = await jobs.ddlRefused({ operations });
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toMatchObject([{ path: '/operations/1' }]);
    expect(await columns()).toEqual(Object.keys(BASE));
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('points at the line and column of what cannot be done where it is SQL', async () => {
    const sql =
      'ALTER TABLE orders ADD COLUMN a INT;\nALTER TABLE orders DROP COLUMNS (nowhere, fax);\n' +
      'ALTER TABLE orders DROP COLUMN nowhere';
    const answer = await jobs.ddlRefused({ sql });
    expect(answer.body.errors).toEqual([
      { in: 'body', path: '/sql', message: 'line 2, column 34: There is no column nowhere.' },
      { in: 'body', path: '/sql', message: 'line 3, column 32: There is no column nowhere.' },
    ]);
    expect(answer.body).toMatchObject({
      refusals: [
        { operation: 1, position: { line: 2, column: 34 } },
        { operation: 3, position: { line: 3, column: 32 } },
      ],
    });
  });

  it('is only rehearsed as a dry run', async () => {
    const [add] = operations;
    const { body } = await jobs.ddl({ operations: [add], dryRun: true });
    expect(body).toMatchObject({ status: 'dryRun', changeType: 'NON_BREAKING', version: 1 });
    expect(columnsOf(body)).toEqual([...Object.keys(BASE), 'a']);
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('that changes nothing makes no version', async () => {
    const { body } = await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN IF EXISTS nowhere' });
    expect(body).toMatchObject({ status: 'unchanged', changeType: 'NONE', version: 1 });
  });
});

describe('a request meant for another state', () => {
  const sql = 'ALTER TABLE orders ADD COLUMN a INT';

  it('is refused with 409 by expectedVersion and 412 by If-Match', async () => {
    expect(await jobs.ddlRefused({ sql, expectedVersion: 3 })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    });
    expect(await jobs.ddlRefused({ sql }, { 'If-Match': '"old"' })).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED' },
    });
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('acts where they still hold', async () => {
    const { headers } = await jobs.active();
    const answer = await jobs.ddl({ sql, expectedVersion: 1 }, { 'If-Match': headers['etag'] ?? '' });
    expect(answer).toMatchObject({ status: 200, body: { newVersion: 2 } });
  });

  it('or for another table is a 400', async () => {
    const answer = await jobs.ddlRefused({ sql: 'ALTER TABLE payments ADD COLUMN a INT' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: '/sql' }] } });
  });
});

describe('a statement that cannot be read', () => {
  it.each([
    ['ALTER TABLE orders ADD COLUM a INT', /line 1, column/],
    ['ALTER TABLE orders REPLACE COLUMNS (a INT)', /not done here/],
    ['DROP TABLE orders', /line 1, column 1/],
  ])('%s is a 400 that says where and what was expected', async (sql, detail) => {
    const answer = await jobs.ddlRefused({ sql });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_SQL' } });
    expect(answer.body.detail).toMatch(detail);
  });

  it.each([
    [{}],
    [{ sql: 'ALTER TABLE orders DROP COLUMN a', operations: [{ op: 'DROP_COLUMN', path: 'a' }] }],
  ])('%j is neither or both', async (body) => {
    expect(await jobs.ddlRefused(body)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it('an operation with a fault is pointed at', async () => {
    const operations = [{ op: 'ADD_COLUMN', path: 'a..b', type: 'NOPE' }];
    const answer = await jobs.ddlRefused({ operations });
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['/operations/0/path', '/operations/0/type']);
  });
});

describe('guards', () => {
  it('never drop a key, a partition column or the last column', async () => {
    const keyed = jobsOf(app, 'keyed');
    await keyed.register({
      mode: 'upsert',
      pkFields: ['id'],
      partitionKeys: ['day'],
      tableFormat: 'PARQUET',
    });
    await keyed.evolve({ schema: structJson({ id: 'long', day: 'date', a: 'string' }) });
    const codes = async (column: string) =>
      (await keyed.ddlRefused({ sql: `ALTER TABLE keyed DROP COLUMN ${column}` })).body;
    expect(await codes('id')).toMatchObject({ refusals: [{ code: 'KEY_FIELD_CHANGED' }] });
    expect(await codes('day')).toMatchObject({ refusals: [{ code: 'PARTITION_FIELD_CHANGED' }] });
  });

  it('need a schema to alter', async () => {
    const empty = jobsOf(app, 'empty');
    await empty.register();
    const answer = await empty.ddlRefused({ sql: 'ALTER TABLE empty ADD COLUMN a INT' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'NO_ACTIVE_SCHEMA' } });
  });
});
