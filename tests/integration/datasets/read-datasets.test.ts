import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { get, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('GET /datasets/{dataset}', () => {
  it('finds a dataset by id, by name, and by its name in another case', async () => {
    const { id, name } = await registered(app);
    for (const ref of [id, name, name.toUpperCase()]) {
      expect((await get(app, `/datasets/${ref}`).expect(200)).body).toMatchObject({ id, name });
    }
  });

  it('answers 304 to who has it already, and 200 once it has changed', async () => {
    const { name, etag } = await registered(app);
    await get(app, `/datasets/${name}`).set('If-None-Match', etag).expect(304);
    await patch(app, name, { owner: 'somebody' }).expect(200);
    const fresh = await get(app, `/datasets/${name}`).set('If-None-Match', etag).expect(200);
    expect(fresh.headers['etag']).not.toBe(etag);
  });

  it.each([
    '999999',
    '0',
    '2147483648',
    '9223372036854775808',
    '1'.repeat(400),
    'nobody',
    'x'.repeat(129),
    '1abc',
    '-1',
    '1.5',
    'a%20b',
    '%27%3B--',
    '__proto__',
  ])('is 404 for %s', async (ref) => {
    const answer = await get(app, `/datasets/${ref}`).expect(404);
    expect(answer.body).toMatchObject({ code: 'DATASET_NOT_FOUND', status: 404 });
    await patch(app, ref, {}).expect(404);
    await get(app, `/datasets/${ref}/events`).expect(404);
  });

  it.each(['%00', '%ff', '%'])('is 400 for the path %s', async (ref) => {
    expect((await get(app, `/datasets/${ref}`).expect(400)).body).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('goes on reading a dataset that is archived', async () => {
    const { id, name } = await registered(app);
    await app.context.database.prisma.dataset.update({ where: { id }, data: { archivedAt: new Date() } });
    const answer = await get(app, `/datasets/${name}`).expect(200);
    expect(answer.body).toMatchObject({ id, archivedAt: expect.any(String) });
  });
});
