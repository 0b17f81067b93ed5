import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { get } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('GET /datasets', () => {
  it.each([
    ['limit=0', '/limit'],
    ['limit=501', '/limit'],
    ['limit=ten', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['mode=merge', '/mode'],
    ['mode=APPEND', '/mode'],
    ['tableFormat=csv', '/tableFormat'],
    ['kafkaTopic=a%20b', '/kafkaTopic'],
    ['owner=', '/owner'],
    ['label=', '/label'],
    ['label=a,,b', '/label'],
    [`label=${'a,'.repeat(16)}a`, '/label'],
    ['paused=yes', '/paused'],
    ['hasBlockedVersion=1', '/hasBlockedVersion'],
    ['archived=all', '/archived'],
    [`search=${'x'.repeat(129)}`, '/search'],
    ['offset=10', '/offset'],
    ['search=%00', '/search'],
  ])('refuses ?%s', async (query, path) => {
    const answer = await get(app, `/datasets?${query}`).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'query', path }] });
  });

  it.each([
    'x',
    'AAAA',
    forged([1, 'datasets', 7]),
    forged([2, 'datasets', 'orders']),
    forged([1, 'datasets', 'a\0']),
    forged([1, 'events', ['1', '1']]),
  ])('refuses the cursor %s, which is not its own', async (cursor) => {
    const answer = await get(app, `/datasets?cursor=${cursor}`).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

function forged(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
