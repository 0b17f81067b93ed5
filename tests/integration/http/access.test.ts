import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { endpoints } from '../../../src/endpoints.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';

const KEY = 'a-key-of-sufficient-length';
const filled = (path: string) => path.replaceAll(/\{[a-z]+\}/g, '1');
const open = endpoints.filter(({ permission }) => permission === 'public');
const guarded = endpoints.filter(({ permission }) => permission !== 'public');

describe('with an API key', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ env: { API_KEY: KEY } });
  });
  afterAll(() => app.close());

  it.each(guarded.map(({ method, path }) => [method, path] as const))(
    '%s %s asks for it',
    async (method, path) => {
      const answer = await request(app.server)[method](filled(path));
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('tells those without it the same, whether a thing exists or not', async () => {
    await request(app.server)
      .post('/datasets')
      .set('X-API-Key', KEY)
      .send({ name: 'orders', kafkaTopic: 'orders', mode: 'append' });
    const [there, nowhere] = await Promise.all([
      request(app.server).get('/datasets/orders').set('X-Request-Id', 'same'),
      request(app.server).get('/datasets/absent').set('X-Request-Id', 'same'),
    ]);
    const strip = ({ body }: { body: Record<string, unknown> }) => ({ ...body, instance: null });
    expect(strip(there)).toEqual(strip(nowhere));
  });

  it('only health, the index, the description and the rules are open', () => {
    expect(open.map(({ path }) => path).sort()).toEqual([
      '/',
      '/health',
      '/health/live',
      '/health/ready',
      '/openapi.json',
      '/openapi.yaml',
      '/rules',
    ]);
  });

  it.each(open.map(({ path }) => path))('GET %s is open', async (path) => {
    expect((await request(app.server).get(path)).status).toBe(200);
  });

  it('opens with it', async () => {
    expect((await request(app.server).get('/datasets').set('Authorization', `Bearer ${KEY}`)).status).toBe(
      200,
    );
    expect((await request(app.server).get('/metrics').set('X-API-Key', KEY)).status).toBe(200);
  });

  it('writes who did it into the history, in the words of the caller', async () => {
    await request(app.server)
      .post('/datasets')
      .set('X-API-Key', KEY)
      .set('X-Actor', 'jane.doe')
      .send({ name: 'payments', kafkaTopic: 'payments', mode: 'append' });
    const last = (await recordedEvents(app)).at(-1);
    expect(last).toMatchObject({ actorType: 'API_KEY', actorName: 'jane.doe' });
  });
});
