import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

describe('without a database', () => {
  let app: TestApp;
  beforeAll(async () => {
    // The discard port: nothing answers there.
    app = await createTestApp({ databaseUrl: 'postgresql://nobody@127.0.0.1:9/none' });
  });
  afterAll(() => app.close());

  it('the service is unhealthy, and says why', async () => {
    const answer = await request(app.server).get('/health');
    expect(answer.status).toBe(503);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      status: 'unhealthy',
      database: 'unreachable',
      reason: 'The database does not answer (ECONNREFUSED).',
    });
  });

  it('it is not ready, yet alive', async () => {
    expect((await request(app.server).get('/health/ready')).status).toBe(503);
    expect((await request(app.server).get('/health/live')).status).toBe(200);
  });

  it('requests that need it get a 503 that says when to come back', async () => {
    const answer = await request(app.server).get('/datasets');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(answer.text).not.toContain('127.0.0.1');
  });

  it('metrics are there all the same, without what only the database knows', async () => {
    const answer = await request(app.server).get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/^blocked_schema_versions /m);
  });
});

describe('on a database without its tables', () => {
  let database: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    app = await createTestApp({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it.each([
    ['/health', 'unhealthy'],
    ['/health/ready', 'not_ready'],
  ])('%s is 503 and says that migrations are pending', async (path, status) => {
    const answer = await request(app.server).get(path);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ status, database: 'connected', migrations: 'pending' });
    expect((answer.body as { reason: string }).reason).toMatch(/migrations are pending.*AUTO_MIGRATE=true/);
  });

  it.each([
    ['get', '/datasets'],
    ['get', '/events'],
    ['post', '/datasets'],
  ] as const)('%s %s says what to do about it', async (method, path) => {
    const call = request(app.server)[method](path);
    const answer = await (method === 'get'
      ? call
      : call.send({ name: 'a', kafkaTopic: 'a', mode: 'append' }));
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({
      code: 'MIGRATIONS_PENDING',
      detail: expect.stringContaining('prisma migrate deploy') as unknown,
    });
  });
});

describe('on the way down', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('the service is not ready, answers what still comes, and lets the connection go', async () => {
    app.context.lifecycle.drain();
    const ready = await request(app.server).get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ reason: 'The service is shutting down.' });
    const answer = await request(app.server).get('/datasets').set('Connection', 'keep-alive');
    expect(answer.status).toBe(200);
    expect(answer.headers['connection']).toBe('close');
  });
});
