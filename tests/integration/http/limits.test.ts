import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { endpoints } from '../../../src/endpoints.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { runs } from '../../support/property.ts';

const MEGABYTE = 1024 * 1024;
/** As the contract has them. */
const limitOf = (operationId: string) => (operationId === 'inferSchema' ? 32 : 8) * MEGABYTE;
const writing = endpoints.filter(({ body }) => body !== undefined);
const filled = (path: string) => path.replaceAll(/\{[a-z]+\}/g, 'orders');

describe('bad input', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    const orders = { name: 'orders', kafkaTopic: 'orders', mode: 'append' };
    await request(app.server).post('/datasets').send(orders);
  });
  afterAll(() => app.close());

  function send(declared: (typeof writing)[number], body: string | Buffer) {
    const agent = request(app.server);
    const call = agent[declared.method](filled(declared.path));
    call.set('Content-Type', 'application/json');
    call.write(body);
    return call;
  }

  async function eventCount(): Promise<number> {
    const answer = await request(app.server).get('/events');
    return (answer.body as { items: unknown[] }).items.length;
  }

  it('covers every operation that takes a body', () => {
    expect(writing.length).toBeGreaterThanOrEqual(5);
  });

  it.each(writing.map((declared) => [declared.operationId, declared] as const))(
    '%s: more than 8 MB is 413, or 32 MB of records',
    async (id, declared) => {
      const answer = await send(declared, `{"name":"${'x'.repeat(limitOf(id))}"}`);
      expect(answer.status).toBe(413);
      expect(answer.body).toMatchObject({ code: 'BODY_TOO_LARGE' });
    },
  );

  it.each(writing.map((declared) => [declared.operationId, declared] as const))(
    '%s: a hundred thousand levels are 400',
    async (_id, declared) => {
      const answer = await send(declared, '{"a":'.repeat(100_000));
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 'MALFORMED_JSON' });
    },
  );

  it.each(writing.map((declared) => [declared.operationId, declared] as const))(
    '%s: an unknown member is 400, and named',
    async (_id, declared) => {
      const answer = await send(declared, '{"no such member":1}');
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({
        code: 'INVALID_REQUEST',
        errors: expect.arrayContaining([
          { in: 'body', path: '/no such member', message: 'is not known here' },
        ]) as unknown,
      });
    },
  );

  it.each(writing.map((declared) => [declared.operationId, declared] as const))(
    '%s: whatever JSON comes in, the answer is a 4xx problem and nothing is written',
    async (_id, declared) => {
      const before = await eventCount();
      const members = Object.keys(Object.values(declared.body?.examples ?? {})[0]?.value ?? {});
      const value = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, '', null, {}, [], '\ufffe', 1e308));
      // Never all of a valid request: one member that nobody knows is always there.
      const body = fc.oneof(
        fc.jsonValue().filter((json) => typeof json !== 'object' || json === null || Array.isArray(json)),
        fc
          .dictionary(fc.constantFrom(...members, '__proto__', 'constructor'), value)
          .map((o) => ({ ...o, '': 0 })),
      );
      await fc.assert(
        fc.asyncProperty(body, async (json) => {
          const answer = await send(declared, JSON.stringify(json));
          expect(answer.headers['content-type']).toContain('application/problem+json');
          expect(answer.status).toBe(400);
        }),
        { numRuns: Math.ceil(runs / 10) },
      );
      expect(await eventCount()).toBe(before);
    },
  );

  it.each(writing.map((declared) => [declared.operationId, declared] as const))(
    '%s: whatever bytes come in, the answer is a 4xx problem',
    async (_id, declared) => {
      // An empty object may well be a valid patch.
      const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 }).filter(([first]) => first !== 0x7b);
      await fc.assert(
        fc.asyncProperty(bytes, async (sent) => {
          const answer = await send(declared, Buffer.from(sent));
          expect(answer.status).toBe(400);
        }),
        { numRuns: Math.ceil(runs / 10) },
      );
    },
  );
});
