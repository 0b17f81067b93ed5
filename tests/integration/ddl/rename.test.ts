import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const OLD = { order_id: 'long', town: 'string', amount: 'double' };
const NEW = { order_id: 'long', city: 'string', amount: 'double' };
const RENAME = {
  sql: 'ALTER TABLE orders RENAME COLUMN town TO city',
  force: true,
  reason: 'As in the shop',
};

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(OLD) });
});
afterEach(() => app.close());

const columns = async () => columnsOf((await jobs.active()).body);

describe('RENAME COLUMN', () => {
  it('is refused until somebody says force and why', async () => {
    const { sql } = RENAME;
    const refused = await jobs.ddlRefused({ sql });
    expect(refused).toMatchObject({ status: 409, body: { code: 'DDL_REFUSED' } });
    expect(refused.body.detail).toContain('Repeat it with "force": true and a "reason"');
    const silent = await jobs.ddlRefused({ sql, force: true });
    expect(silent).toMatchObject({ status: 400, body: { errors: [{ path: '/reason' }] } });
    const blank = await jobs.ddlRefused({ sql, force: true, reason: '  ' });
    expect(blank).toMatchObject({ status: 400, body: { errors: [{ path: '/reason' }] } });
    expect(await columns()).toEqual(Object.keys(OLD));
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('makes one breaking version that is active, and tells of it', async () => {
    const { status, body } = await jobs.ddl(RENAME, { 'X-Actor': 'alice' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'applied', changeType: 'BREAKING', newVersion: 2 });
    expect(body.changes).toMatchObject([{ rule: 'FIELD_RENAMED', path: ['city'], before: 'town' }]);
    expect(body.warnings.map(({ code }) => code)).toEqual(['OLD_FILES_KEEP_NAME']);
    expect(await columns()).toEqual(Object.keys(NEW));
    const active = await jobs.active();
    expect(active.body).toMatchObject({
      version: 2,
      status: 'ACTIVE',
      changeType: 'BREAKING',
      origin: 'DDL',
    });
    expect((await recordedEvents(app)).at(-1)).toMatchObject({
      type: 'schema.ddl_applied',
      after: { version: 2, changeType: 'BREAKING', forced: true },
    });
    const history = await jobs.get('/ddl');
    expect(history.body).toMatchObject({
      items: [
        {
          statement: RENAME.sql,
          operations: [{ op: 'RENAME_COLUMN', path: ['town'], to: 'city' }],
          version: 2,
          forced: true,
          reason: RENAME.reason,
          actor: { name: 'alice' },
        },
      ],
    });
  });

  it('lets jobs go on under the old name, and under the new one', async () => {
    await jobs.ddl(RENAME);
    const old = await jobs.evolve({ schema: structJson(OLD) });
    expect(old).toMatchObject({ status: 200, body: { changeType: 'NONE', version: 2 } });
    expect(old.body.projection).toContainEqual(
      expect.objectContaining({ target: ['city'], source: ['town'] }),
    );
    const young = await jobs.evolve({ schema: structJson(NEW) });
    expect(young).toMatchObject({ status: 200, body: { changeType: 'NONE', version: 2 } });
    expect(await columns()).toEqual(Object.keys(NEW));
  });

  it('twice leaves both old names as aliases of the newest', async () => {
    await jobs.ddl(RENAME);
    await jobs.ddl({ ...RENAME, sql: 'ALTER TABLE orders RENAME COLUMN city TO place' });
    for (const batch of [OLD, NEW]) {
      const answer = await jobs.evolve({ schema: structJson(batch) });
      expect(answer.body.changeType).toBe('NONE');
      const source = 'town' in batch ? 'town' : 'city';
      expect(answer.body.projection).toContainEqual(
        expect.objectContaining({ target: ['place'], source: [source] }),
      );
    }
  });

  it('back again leaves the old name a column, and the new one its alias', async () => {
    await jobs.ddl(RENAME);
    const back = await jobs.ddl({ ...RENAME, sql: 'ALTER TABLE orders RENAME COLUMN city TO town' });
    expect(back).toMatchObject({ status: 200, body: { newVersion: 3 } });
    expect(await columns()).toEqual(Object.keys(OLD));
    const sent = await jobs.evolve({ schema: structJson(NEW) });
    expect(sent.body).toMatchObject({ changeType: 'NONE', version: 3 });
  });

  it('there and back in one request is nothing', async () => {
    const sql = `${RENAME.sql}; ALTER TABLE orders RENAME COLUMN city TO town`;
    const { body } = await jobs.ddl({ ...RENAME, sql });
    expect(body).toMatchObject({ status: 'unchanged', changeType: 'NONE', version: 1, warnings: [] });
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });

  it('takes a struct along with all that is known of its fields', async () => {
    await jobs.ddl({
      sql: 'ALTER TABLE orders ADD COLUMN home STRUCT<zip: STRING, fax: STRING>; ALTER TABLE orders DROP COLUMN town',
    });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN home.fax' });
    await jobs.ddl({ ...RENAME, sql: 'ALTER TABLE orders RENAME COLUMN home TO address' });
    const home = structJson({ zip: 'string', fax: 'string' });
    const sent = await jobs.evolve({ schema: structJson({ order_id: 'long', amount: 'double', home }) });
    expect(sent.body).toMatchObject({ changeType: 'NONE', version: 4 });
    expect(sent.body.changes.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual(
      expect.arrayContaining(['FIELD_RENAMED address', 'DROPPED_FIELD_ARRIVING address.fax']),
    );
    expect(sent.body.projection).toContainEqual(
      expect.objectContaining({ target: ['address', 'zip'], source: ['home', 'zip'] }),
    );
  });

  it('of a key is refused, forced or not', async () => {
    const keyed = jobsOf(app, 'keyed');
    await keyed.register({ mode: 'upsert', pkFields: ['id'] });
    await keyed.evolve({ schema: structJson({ id: 'long', a: 'string' }) });
    const answer = await keyed.ddlRefused({ ...RENAME, sql: 'ALTER TABLE keyed RENAME COLUMN id TO ref' });
    expect(answer).toMatchObject({ status: 409, body: { refusals: [{ code: 'KEY_FIELD_CHANGED' }] } });
  });

  it('changes case alone, and is seen so in the columns', async () => {
    const { body } = await jobs.ddl({ ...RENAME, sql: 'ALTER TABLE orders RENAME COLUMN town TO Town' });
    expect(columnsOf(body)).toEqual(['order_id', 'Town', 'amount']);
    expect((await jobs.evolve({ schema: structJson(OLD) })).body.changeType).toBe('NONE');
  });
});
