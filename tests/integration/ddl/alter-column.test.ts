import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

const BASE = { order_id: 'long', quantity: 'integer', note: 'string' };

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(BASE) });
});
afterEach(() => app.close());

describe('ALTER COLUMN', () => {
  it('widens a type, and casts what jobs still send', async () => {
    const { body } = await jobs.ddl({ sql: 'ALTER TABLE orders ALTER COLUMN quantity TYPE BIGINT' });
    expect(body).toMatchObject({ status: 'applied', changeType: 'NON_BREAKING', newVersion: 2 });
    const sent = await jobs.evolve({ schema: structJson(BASE) });
    expect(sent.body).toMatchObject({ changeType: 'NONE', version: 2 });
    expect(sent.body.projection).toContainEqual(
      expect.objectContaining({ target: ['quantity'], cast: 'long' }),
    );
  });

  it('narrows a type only by force, with a warning, and jobs are cast to it', async () => {
    const sql = 'ALTER TABLE orders ALTER COLUMN order_id TYPE INT';
    const refused = await jobs.ddlRefused({ sql });
    expect(refused).toMatchObject({ status: 409, body: { refusals: [{ code: 'TYPE_NARROWED' }] } });
    const { body } = await jobs.ddl({ sql, force: true, reason: 'Rewritten last night' });
    expect(body).toMatchObject({ changeType: 'BREAKING', warnings: [{ code: 'REWRITE_NEEDED' }] });
    const sent = await jobs.evolve({ schema: structJson(BASE) });
    expect(sent.body.projection).toContainEqual(
      expect.objectContaining({ target: ['order_id'], cast: 'integer', checked: true }),
    );
  });

  it('names the exact setting where the format cannot', async () => {
    const delta = jobsOf(app, 'sales');
    await delta.register({ tableFormat: 'DELTA' });
    await delta.evolve({ schema: structJson(BASE) });
    const request = {
      sql: 'ALTER TABLE sales ALTER COLUMN quantity TYPE BIGINT',
      force: true,
      reason: 'Large orders',
    };
    const answer = await delta.ddlRefused(request);
    expect(answer.body.detail).toContain(
      'set properties["delta.enableTypeWidening"] to "true" (PATCH /datasets/sales)',
    );
  });

  it('changes several columns at once: comment, nullability and place', async () => {
    const sql =
      "ALTER TABLE orders ALTER COLUMN note COMMENT 'by the customer', quantity FIRST; " +
      'ALTER TABLE orders ADD COLUMN channel STRING AFTER quantity';
    const { body } = await jobs.ddl({ sql });
    expect(columnsOf(body)).toEqual(['quantity', 'channel', 'order_id', 'note']);
    expect(body.changes.map(({ rule }) => rule)).toEqual([
      'FIELD_REORDERED',
      'FIELD_ADDED',
      'COMMENT_CHANGED',
    ]);
    expect(body.schema.fields.at(-1)).toMatchObject({ metadata: { comment: 'by the customer' } });
    expect((await jobs.versions()).body.items).toHaveLength(2);
  });

  it('SET NOT NULL needs force, DROP NOT NULL does not', async () => {
    const tighten = { sql: 'ALTER TABLE orders ALTER COLUMN order_id SET NOT NULL' };
    expect((await jobs.ddlRefused(tighten)).status).toBe(409);
    const { body } = await jobs.ddl({ ...tighten, force: true, reason: 'Checked: there are none' });
    expect(body).toMatchObject({ changeType: 'BREAKING', newVersion: 2 });
    const relaxed = await jobs.ddl({ sql: 'ALTER TABLE orders ALTER COLUMN order_id DROP NOT NULL' });
    expect(relaxed.body).toMatchObject({ changeType: 'NON_BREAKING', newVersion: 3 });
  });

  it('that leaves everything as it was makes no version', async () => {
    const sql =
      'ALTER TABLE orders ALTER COLUMN quantity TYPE INT; ALTER TABLE orders ALTER COLUMN order_id FIRST';
    expect((await jobs.ddl({ sql })).body).toMatchObject({ status: 'unchanged', version: 1 });
  });
});

describe('structured operations', () => {
  it('do the same as SQL, and are kept as they were read', async () => {
    const operations = [
      { op: 'ALTER_TYPE', path: 'quantity', type: 'BIGINT' },
      { op: 'ALTER_COMMENT', path: ['note'], comment: 'free text' },
      { op: 'RENAME_COLUMN', path: 'note', to: 'remark' },
      { op: 'MOVE_COLUMN', path: 'remark', position: { at: 'AFTER', column: 'order_id' } },
      { op: 'ADD_COLUMN', path: 'channel', type: 'STRING', position: { at: 'FIRST' } },
      { op: 'ALTER_NULLABILITY', path: 'channel', nullable: true },
    ];
    const { status, body } = await jobs.ddl({ operations, force: true, reason: 'Tidied up' });
    expect(status).toBe(200);
    expect(columnsOf(body)).toEqual(['channel', 'order_id', 'remark', 'quantity']);
    const history = await jobs.get<{ items: { operations: object[] }[] }>('/ddl');
    expect(history.body.items[0]?.operations).toEqual([
      { op: 'ALTER_TYPE', path: ['quantity'], type: 'long' },
      { op: 'ALTER_COMMENT', path: ['note'], comment: 'free text' },
      { op: 'RENAME_COLUMN', path: ['note'], to: 'remark' },
      { op: 'MOVE_COLUMN', path: ['remark'], position: { at: 'AFTER', column: 'order_id' } },
      expect.objectContaining({ op: 'ADD_COLUMN', path: ['channel'], position: { at: 'FIRST' } }),
      { op: 'ALTER_NULLABILITY', path: ['channel'], nullable: true },
    ]);
  });

  it('stand in the history as they were sent', async () => {
    const operations = [{ op: 'ADD_COLUMN', path: 'extra', type: 'INT' }];
    await jobs.ddl({ operations });
    const history = await jobs.get<{ items: { statement: string }[] }>('/ddl');
    expect(JSON.parse(history.body.items[0]?.statement ?? '')).toEqual(operations);
  });

  it.each([
    [{ op: 'RENAME_COLUMN', path: 'note' }, '/operations/0/to'],
    [{ op: 'MOVE_COLUMN', path: 'note', position: { at: 'LAST' } }, '/operations/0/position/at'],
    [{ op: 'MOVE_COLUMN', path: 'note', position: { at: 'AFTER' } }, '/operations/0/position/column'],
    [{ op: 'ALTER_TYPE', path: 'note', type: 'NOPE' }, '/operations/0/type'],
    [{ op: 'ALTER_COMMENT', path: 'a..b', comment: 'x' }, '/operations/0/path'],
    [{ op: 'TRUNCATE', path: 'note' }, '/operations/0/op'],
  ])('with a fault are pointed at: %j', async (operation, path) => {
    const answer = await jobs.ddlRefused({ operations: [operation] });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  it('that cannot be stored are a refusal, never a failure', async () => {
    const operations = [
      { op: 'RENAME_COLUMN', path: 'note', to: 'nul \u0000' },
      { op: 'ALTER_COMMENT', path: 'note', comment: 'nul \u0000' },
      { op: 'MOVE_COLUMN', path: 'note', position: { at: 'AFTER', column: 'nul \u0000' } },
      { op: 'ADD_COLUMN', path: 'a', type: 'INT', comment: 'nul \u0000' },
    ];
    for (const operation of operations) {
      const answer = await jobs.ddlRefused({ operations: [operation], force: true, reason: 'r' });
      expect([400, 409]).toContain(answer.status);
    }
  });
});

describe('what else ALTER TABLE can do', () => {
  it('is refused with the call that does it instead', async () => {
    const answer = await jobs.ddlRefused({ sql: "ALTER TABLE orders SET TBLPROPERTIES ('a' = 'b')" });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_SQL' } });
    expect(answer.body.detail).toContain('PATCH /datasets/orders');
  });
});
