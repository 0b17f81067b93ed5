import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs, type Version } from '../../support/jobs.ts';
import { recordedEvents, recordedEventTypes } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const ORDERS = { order_id: 'long', amount: 'double' };
const WHY = { reason: 'The release was taken back' };

let app: TestApp;
let jobs: Jobs;

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
});

afterEach(() => app.close());

/** A dataset whose first version has these columns. */
async function first(settings: object, submission: object): Promise<void> {
  await jobs.register(settings);
  expect((await jobs.evolve(submission)).body.newVersion).toBe(1);
}

const back = (more: object = {}) => jobs.rollBack({ version: 1, ...WHY, ...more });
const refusedBack = (more: object = {}) => jobs.rollBackRefused({ version: 1, ...WHY, ...more });

describe('a roll back over columns that jobs brought', () => {
  const grown = { schema: structJson({ ...ORDERS, coupon: 'string', channel: 'string' }) };

  beforeEach(async () => {
    await first({}, { schema: structJson(ORDERS) });
    await jobs.evolve(grown);
  });

  it('makes a new version like the old one, which says where it came from', async () => {
    const rolled = await back();
    expect(rolled).toMatchObject({
      status: 200,
      body: { status: 'applied', changeType: 'NON_BREAKING', newVersion: 3, version: 3 },
    });
    expect(columnsOf(rolled.body)).toEqual(['order_id', 'amount']);
    expect((await jobs.active()).body).toMatchObject({
      version: 3,
      origin: 'ROLLBACK',
      derivedFromVersion: 1,
      reason: WHY.reason,
    });
  });

  it('is told in one event', async () => {
    await back();
    expect((await recordedEvents(app)).at(-1)).toMatchObject({
      type: 'schema.rolled_back',
      version: 3,
      before: { version: 2 },
      reason: WHY.reason,
    });
  });

  it('stays rolled back when the next batch still has those columns', async () => {
    await back();
    const late = await jobs.evolve(grown);
    expect(late.body).toMatchObject({ changeType: 'NONE', version: 3 });
    expect(late.body.changes.map(({ rule }) => rule)).toEqual([
      'DROPPED_FIELD_ARRIVING',
      'DROPPED_FIELD_ARRIVING',
    ]);
    expect(late.body.projection.map(({ target }) => target)).toEqual([['order_id'], ['amount']]);
  });

  it('can be rolled back itself, and batches may lack what is back until one has brought it', async () => {
    await back();
    const forward = await jobs.rollBack({ version: 2, ...WHY });
    expect(columnsOf(forward.body)).toEqual(['order_id', 'amount', 'coupon', 'channel']);
    expect((await jobs.evolve({ schema: structJson(ORDERS) })).body.changeType).toBe('NONE');
    expect((await jobs.evolve(grown)).body.changeType).toBe('NONE');
    expect((await jobs.evolveRefused({ schema: structJson(ORDERS) })).status).toBe(409);
  });

  it('shows what it would do as a rehearsal, and writes nothing', async () => {
    const before = await recordedEventTypes(app);
    const rehearsed = await back({ dryRun: true });
    expect(rehearsed.body).toMatchObject({ status: 'dryRun', version: 2 });
    expect(columnsOf(rehearsed.body)).toEqual(['order_id', 'amount']);
    expect(await recordedEventTypes(app)).toEqual(before);
  });

  it('to the schema that is active does nothing', async () => {
    const before = await recordedEventTypes(app);
    const idle = await jobs.rollBack({ version: 2, ...WHY });
    expect(idle.body).toMatchObject({ status: 'unchanged', changeType: 'NONE', version: 2, changes: [] });
    expect(await recordedEventTypes(app)).toEqual(before);
  });

  it('is refused where the schema has moved since', async () => {
    const stale = await refusedBack({ expectedVersion: 1 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT', activeVersion: 2 } });
    const old = await jobs.rollBackRefused({ version: 1, ...WHY }, { 'If-Match': '"another"' });
    expect(old).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  });
});

describe('a roll back of what people changed', () => {
  it('takes a rename back, and leaves the name in between as an alias', async () => {
    const properties = { 'delta.columnMapping.mode': 'name' };
    await first({ tableFormat: 'DELTA', properties }, { schema: structJson({ id: 'long', town: 'string' }) });
    await jobs.ddl({
      sql: 'ALTER TABLE orders RENAME COLUMN town TO city',
      force: true,
      reason: 'a better word',
    });
    const rolled = await back();
    expect(rolled.body).toMatchObject({
      changeType: 'BREAKING',
      apply: ['ALTER TABLE orders RENAME COLUMN city TO town'],
    });
    expect(columnsOf(rolled.body)).toEqual(['id', 'town']);
    const late = await jobs.evolve({ schema: structJson({ id: 'long', city: 'string' }) });
    expect(late.body.projection).toContainEqual({ target: ['town'], source: ['city'], default: null });
  });

  it('takes a rename back though another column has the old name by now: its values are not dropped', async () => {
    await first({ tableFormat: 'ICEBERG' }, { ddl: 'id BIGINT, c STRING, k STRING' });
    await jobs.ddl({ sql: 'ALTER TABLE orders RENAME COLUMN c TO d', force: true, reason: 'a better word' });
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN c STRING' });
    const rolled = await back();
    expect(columnsOf(rolled.body)).toEqual(['id', 'c', 'k']);
    expect(rolled.body.changes).toMatchObject([
      { rule: 'FIELD_REMOVED', path: ['c'] },
      { rule: 'FIELD_RENAMED', path: ['c'], before: 'd' },
    ]);
    expect(rolled.body.apply).toEqual([
      'ALTER TABLE orders DROP COLUMNS (c)',
      'ALTER TABLE orders RENAME COLUMN d TO c',
    ]);
  });

  it('takes back renames that follow each other, the last one first', async () => {
    await first({ tableFormat: 'ICEBERG' }, { ddl: 'id BIGINT, b STRING, c STRING' });
    await jobs.ddl({ sql: 'ALTER TABLE orders RENAME COLUMN c TO d', force: true, reason: 'a better word' });
    await jobs.ddl({ sql: 'ALTER TABLE orders RENAME COLUMN b TO c', force: true, reason: 'a better word' });
    const rolled = await back();
    expect(columnsOf(rolled.body)).toEqual(['id', 'b', 'c']);
    expect(rolled.body.apply).toEqual([
      'ALTER TABLE orders RENAME COLUMN c TO b',
      'ALTER TABLE orders RENAME COLUMN d TO c',
    ]);
  });

  it('gives a name back to its column, and brings the one that had it before back empty', async () => {
    await first({ tableFormat: 'ICEBERG' }, { ddl: 'id BIGINT, c STRING, k STRING' });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN c' });
    await jobs.ddl({ sql: 'ALTER TABLE orders RENAME COLUMN k TO c', force: true, reason: 'a better word' });
    const rolled = await back();
    expect(columnsOf(rolled.body)).toEqual(['id', 'c', 'k']);
    expect(rolled.body.changes).toMatchObject([
      { rule: 'FIELD_RENAMED', path: ['k'], before: 'c' },
      { rule: 'FIELD_ADDED', path: ['c'] },
      { rule: 'FIELD_REORDERED' },
    ]);
  });

  it('tells of a rename that files of PARQUET were written before and after', async () => {
    await first({}, { schema: structJson({ id: 'long', town: 'string' }) });
    await jobs.ddl({ sql: 'ALTER TABLE orders RENAME COLUMN town TO city', force: true, reason: 'a word' });
    const rolled = await back();
    expect(columnsOf(rolled.body)).toEqual(['id', 'town']);
    expect(rolled.body.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['OLD_VALUES_RETURN', ['town']],
      ['OLD_FILES_KEEP_NAME', ['town']],
    ]);
  });

  it('brings back a column that was dropped, and what jobs sent of it all along goes into it again', async () => {
    await first({}, { schema: structJson(ORDERS) });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN amount' });
    const rolled = await back();
    expect(rolled.body.warnings.map(({ code }) => code)).toEqual(['OLD_VALUES_RETURN']);
    const batch = await jobs.evolve({ schema: structJson(ORDERS) });
    expect(batch.body).toMatchObject({ changeType: 'NONE', version: 3 });
    expect(batch.body.projection).toContainEqual({ target: ['amount'], source: ['amount'], default: null });
  });

  it('restores order, comments and nested fields', async () => {
    const ddl =
      "id BIGINT COMMENT 'the key', address STRUCT<street: STRING, zip: STRING>, tags ARRAY<STRUCT<k: STRING>>";
    await first({}, { ddl });
    const before = (await jobs.active()).body.schema;
    await jobs.ddl({
      sql:
        "ALTER TABLE orders ALTER COLUMN id COMMENT 'something else'; ALTER TABLE orders DROP COLUMN address.zip; " +
        'ALTER TABLE orders ADD COLUMNS (tags.element.v STRING, note STRING FIRST)',
    });
    await back();
    expect((await jobs.active()).body.schema).toEqual(before);
  });

  it('gives a column of HUDI its first place back without FIRST, which HUDI does not have', async () => {
    const properties = { 'hoodie.schema.on.read.enable': 'true' };
    await first({ tableFormat: 'HUDI', properties }, { ddl: 'note STRING, id BIGINT, amount INT' });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN note' });
    const rolled = await back();
    expect(columnsOf(rolled.body)).toEqual(['note', 'id', 'amount']);
    expect(rolled.body.apply.join('; ')).toContain('ALTER COLUMN id AFTER note');
    expect(rolled.body.apply.join('; ')).not.toContain('FIRST');
  });

  it('is refused what old files stand against, with the reason', async () => {
    await first({}, { ddl: 'id BIGINT, amount INT' });
    await jobs.evolve({ ddl: 'id BIGINT, amount BIGINT' });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN amount' });
    const refused = await refusedBack({ force: true });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'ROLLBACK_REFUSED', refusals: [{ code: 'DROPPED_NAME_REUSED', path: ['amount'] }] },
    });
    expect(columnsOf((await jobs.active()).body)).toEqual(['id']);
  });

  it('is refused what the format cannot do, with the setting that would help', async () => {
    await first({ tableFormat: 'DELTA' }, { schema: structJson(ORDERS) });
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN note STRING' });
    const refused = await refusedBack();
    expect(refused.body.refusals).toMatchObject([{ code: 'FORMAT_CANNOT', path: ['note'] }]);
    expect(refused.body.detail).toContain('delta.columnMapping.mode');
  });

  it('is refused where it would take a key away', async () => {
    await first({}, { schema: structJson(ORDERS) });
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN region STRING' });
    await app.context.database.prisma.dataset.updateMany({ data: { pkFields: ['region'], revision: 2 } });
    expect((await refusedBack()).body.refusals).toMatchObject([
      { code: 'KEY_FIELD_CHANGED', path: ['region'] },
    ]);
  });
});

describe('a roll back over a wider type', () => {
  beforeEach(async () => {
    await first({}, { ddl: 'id BIGINT, amount INT' });
    await jobs.evolve({ ddl: 'id BIGINT, amount BIGINT' });
  });

  it('needs somebody who answers for the data', async () => {
    const refused = await refusedBack();
    expect(refused.body.refusals).toMatchObject([{ code: 'TYPE_NARROWED', path: ['amount'] }]);
    expect(refused.body.refusals[0]?.remediation).toMatch(/"force": true/);
    expect(refused.body.detail).toContain('data written since may not fit');
  });

  it('is forced, and the next batch is cast instead of widening it again', async () => {
    const rolled = await back({ force: true });
    expect(rolled.body).toMatchObject({ changeType: 'BREAKING', newVersion: 3 });
    expect(rolled.body.schema.fields[1]).toMatchObject({ type: 'integer' });
    const late = await jobs.evolve({ ddl: 'id BIGINT, amount BIGINT' });
    expect(late.body).toMatchObject({ changeType: 'NONE', version: 3 });
    expect(late.body.changes).toMatchObject([{ rule: 'TYPE_UNFIT', risk: 'CHECKED', verdict: 'NONE' }]);
  });
});

describe('a roll back over NOT NULL', () => {
  beforeEach(() => first({}, { ddl: 'id BIGINT, amount DOUBLE NOT NULL', origin: 'DECLARED' }));

  it('that was relaxed needs somebody who answers for the data', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders ALTER COLUMN amount DROP NOT NULL' });
    expect((await refusedBack()).body.refusals).toMatchObject([
      { code: 'NULLABILITY_TIGHTENED', path: ['amount'] },
    ]);
    const rolled = await back({ force: true });
    expect(rolled.body.schema.fields[1]).toMatchObject({ name: 'amount', nullable: false });
  });

  it('of a column that was dropped brings it back nullable, and says so', async () => {
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN amount' });
    const rolled = await back();
    expect(rolled.body.schema.fields[1]).toMatchObject({ name: 'amount', nullable: true });
    expect(rolled.body.warnings.map(({ code }) => code)).toContain('BACK_AS_NULLABLE');
  });
});

describe('what nobody can roll back to', () => {
  it('is a version that was never active', async () => {
    await first({}, { schema: structJson(ORDERS) });
    await jobs.evolveRefused({ schema: structJson({ order_id: 'long' }) });
    const refused = await jobs.rollBackRefused({ version: 2, ...WHY });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ROLLBACK_REFUSED', refusals: [] } });
    expect(refused.body.detail).toContain('POST /datasets/orders/schema/versions/2/approve');
  });

  it('is a version that does not exist', async () => {
    await first({}, { schema: structJson(ORDERS) });
    expect((await jobs.rollBackRefused({ version: 7, ...WHY })).body).toMatchObject({
      code: 'VERSION_NOT_FOUND',
    });
  });

  it('is anything without a reason', async () => {
    await first({}, { schema: structJson(ORDERS) });
    const refused = await jobs.rollBackRefused({ version: 1 });
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, '/reason']);
  });
});

describe('a base from before a roll back', () => {
  it('says nothing: the batch is judged against the schema that is active', async () => {
    await first({}, { schema: structJson(ORDERS) });
    await jobs.evolve({ schema: structJson({ ...ORDERS, coupon: 'string' }) });
    await back();
    const based = await jobs.evolve({ schema: structJson({ ...ORDERS, coupon: 'string' }), baseVersion: 1 });
    expect(based.body).toMatchObject({ changeType: 'NONE', version: 3 });
    const { items } = (await jobs.versions()).body;
    expect(items.map((item: Version) => item.origin)).toEqual(['ROLLBACK', 'INFERRED', 'INFERRED']);
  });
});
