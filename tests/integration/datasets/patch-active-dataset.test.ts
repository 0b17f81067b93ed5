import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { activate, eventsOf, get, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('once a schema is active', () => {
  it('the table format is fixed', async () => {
    const { id, name } = await registered(app);
    await patch(app, name, { tableFormat: 'DELTA' }).expect(200);
    await activate(app, id, ['order_id']);
    const answer = await patch(app, name, { tableFormat: 'ICEBERG', owner: 'me' }).expect(409);
    expect(answer.body).toMatchObject({ code: 'FORMAT_FIXED', errors: [{ path: '/tableFormat' }] });
    expect((await get(app, `/datasets/${name}`)).body).toMatchObject({ tableFormat: 'DELTA', owner: null });
    await patch(app, name, { tableFormat: 'DELTA', owner: 'me' }).expect(200);
  });

  it.each([
    ['pkFields', { pkFields: ['order_id', 'nowhere'] }],
    ['partitionKeys', { partitionKeys: ['nowhere'] }],
    ['protectedFields', { protectedFields: ['order_id.nowhere'] }],
  ])('%s can only name columns that it has', async (_list, body) => {
    const { id, name } = await registered(app);
    await activate(app, id, ['order_id', 'day']);
    const answer = await patch(app, name, body).expect(409);
    expect(answer.body).toMatchObject({
      code: 'KEY_NOT_IN_SCHEMA',
      detail: expect.stringContaining('nowhere'),
    });
    expect(await eventsOf(app, name)).toHaveLength(1);
  });

  it('keys that it has, in whatever case, and fields that the job derives may be named', async () => {
    const { id, name } = await registered(app, { tableFormat: 'ICEBERG' });
    await activate(app, id, ['order_id', 'Day', 'zip.code']);
    const body = {
      pkFields: ['ORDER_ID', '`zip.code`', 'hour.of_day'],
      partitionKeys: ['hour'],
      derivedFields: ['hour'],
    };
    await patch(app, name, body).expect(200);
  });

  it('a key that was missing before does not stand in the way of other changes', async () => {
    const { id, name } = await registered(app, { pkFields: ['never_came'] });
    await activate(app, id, ['order_id']);
    await patch(app, name, { pkFields: ['never_came', 'order_id'], owner: 'me' }).expect(200);
  });

  it('upsert needs all its keys in it', async () => {
    const { id, name } = await registered(app, { pkFields: ['never_came'] });
    await activate(app, id, ['order_id']);
    await patch(app, name, { mode: 'upsert' }).expect(409);
    await patch(app, name, { mode: 'upsert', pkFields: ['order_id'] }).expect(200);
  });

  it('a field that is no longer derived has to be in it', async () => {
    const { id, name } = await registered(app, { partitionKeys: ['hour'], derivedFields: ['hour'] });
    await activate(app, id, ['order_id']);
    await patch(app, name, { derivedFields: [] }).expect(409);
  });
});
