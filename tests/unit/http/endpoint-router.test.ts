import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createHttpApp } from '../../support/http-app.ts';
import { noteEndpoints } from './notes.ts';

const KEY = 'a-key-of-sufficient-length';
const app = createHttpApp(noteEndpoints, { context: { seen: [] } });
const guarded = createHttpApp(noteEndpoints, { context: { seen: [] }, apiKey: KEY });

describe('methods and paths', () => {
  it('are 404 where there is nothing', async () => {
    const answer = await request(app).get('/nothing/here?x=1');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: 'urn:metastore:problem:not-found',
      status: 404,
      code: 'NOT_FOUND',
      instance: '/nothing/here',
      requestId: answer.headers['x-request-id'],
    });
  });

  it('are 405 for another method, with those that there are', async () => {
    const answer = await request(app).delete('/notes');
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST, GET, HEAD, OPTIONS');
    expect(answer.body).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
  });

  it('are told by OPTIONS', async () => {
    const answer = await request(app).options('/notes/1');
    expect(answer.status).toBe(204);
    expect(answer.headers['allow']).toBe('GET, PUT, HEAD, OPTIONS');
  });

  it('answer HEAD like GET, without the body', async () => {
    const answer = await request(app).head('/notes/1');
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"7"');
    expect(answer.text).toBeUndefined();
  });
});

describe('entity tags', () => {
  it.each(['"7"', 'W/"7"', '"1", "7"', '*'])('answer 304 to If-None-Match: %s', async (tags) => {
    const answer = await request(app).get('/notes/1').set('If-None-Match', tags);
    expect(answer.status).toBe(304);
    expect(answer.headers['etag']).toBe('"7"');
    expect(answer.text).toBe('');
  });

  it.each(['"8"', 'nonsense'])('answer 200 to If-None-Match: %s', async (tags) => {
    expect((await request(app).get('/notes/1').set('If-None-Match', tags)).status).toBe(200);
  });

  it('reach the handler from If-Match', async () => {
    const answer = await request(app).put('/notes/1').set('If-Match', '"a", W/"b"');
    expect(answer.body).toEqual({ ifMatch: ['a'], note: 1 });
  });

  it('are null for the handler without If-Match', async () => {
    expect((await request(app).put('/notes/1')).body).toEqual({ ifMatch: null, note: 1 });
  });

  it('are refused where If-Match is ill-formed', async () => {
    const answer = await request(app).put('/notes/1').set('If-Match', '7');
    expect(answer.body).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ in: 'header', path: '/If-Match' }],
    });
  });
});

describe('caching', () => {
  it('asks to come back before an answer with a tag is used again', async () => {
    expect((await request(app).get('/notes/1')).headers['cache-control']).toBe('private, no-cache');
  });

  it('is off for everything else, problems too', async () => {
    expect((await request(app).get('/notes')).headers['cache-control']).toBe('no-store');
    expect((await request(app).get('/nothing')).headers['cache-control']).toBe('no-store');
  });
});

describe('request ids', () => {
  it("are the caller's where sane", async () => {
    const answer = await request(app).get('/notes').set('X-Request-Id', 'job-17/batch:4');
    expect(answer.headers['x-request-id']).toBe('job-17/batch:4');
  });

  it.each(['a b', 'x'.repeat(129), '<script>'])('are made up instead of %j', async (id) => {
    const answer = await request(app).get('/notes').set('X-Request-Id', id);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the caller', () => {
  it('is anonymous without a key', async () => {
    expect((await request(app).get('/open')).body).toMatchObject({
      actor: { type: 'ANONYMOUS', name: 'anonymous' },
    });
  });

  it('has the name that it gives itself', async () => {
    const answer = await request(app).get('/open').set('X-Actor', 'Jane Doe <jane@example.org>');
    expect(answer.body).toMatchObject({ actor: { name: 'Jane Doe <jane@example.org>' } });
  });

  it.each(['', ' x'.repeat(65), 'tab\there'])('may not call itself %j', async (name) => {
    const answer = await request(app).get('/open').set('X-Actor', name);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ in: 'header', path: '/X-Actor' }] });
  });

  it.each([
    ['Authorization', `Bearer ${KEY}`],
    ['Authorization', `bearer  ${KEY}`],
    ['X-API-Key', KEY],
  ])('is let in by %s: %s', async (header, value) => {
    const seen: unknown[] = [];
    const own = createHttpApp(noteEndpoints, { context: { seen }, apiKey: KEY });
    const answer = await request(own).post('/notes').set(header, value).send({ title: 'a' });
    expect(answer.status).toBe(200);
    expect(seen).toMatchObject([{ caller: { actor: { type: 'API_KEY', name: 'api-key' } } }]);
  });

  it.each([
    ['nothing', {}],
    ['another key', { Authorization: 'Bearer another-key-of-that-length' }],
    ['another scheme', { Authorization: `Basic ${KEY}` }],
    ['an empty key', { 'X-API-Key': '' }],
    ['the beginning of the key', { 'X-API-Key': KEY.slice(0, -1) }],
  ])('is refused with %s', async (_what, headers) => {
    const answer = await request(guarded).get('/notes').set(headers);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="metastore"');
    expect(answer.body).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused before its request is looked at', async () => {
    const good = await request(guarded).get('/notes/1');
    const bad = await request(guarded).get('/notes/%00?x=1');
    expect([good.status, bad.status]).toEqual([401, 401]);
  });

  it('needs no key for what is public', async () => {
    expect((await request(guarded).get('/open')).status).toBe(200);
  });
});

describe('what nobody foresaw', () => {
  it('is a 500 that tells nothing, and is logged with its cause and the request id', async () => {
    const lines: string[] = [];
    const own = createHttpApp(noteEndpoints, { context: { seen: [] }, log: (line) => lines.push(line) });
    const answer = await request(own).get('/broken').set('X-Request-Id', 'the-id');
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: 'INTERNAL_ERROR', requestId: 'the-id' });
    expect(answer.text).not.toContain('secret');
    const logged = lines.find((line) => line.includes('secret of the house'));
    expect(logged).toContain('the-id');
  });

  it('is found by the observer of answers, too', async () => {
    const own = createHttpApp(noteEndpoints, {
      context: { seen: [] },
      onAnswer: () => {
        throw new Error('not as declared');
      },
    });
    expect((await request(own).get('/notes')).status).toBe(500);
  });
});

describe('the log', () => {
  it('never holds a credential', async () => {
    const lines: string[] = [];
    const own = createHttpApp(noteEndpoints, {
      context: { seen: [] },
      apiKey: KEY,
      log: (line) => lines.push(line),
    });
    await request(own).get('/notes').set('X-API-Key', KEY).set('Cookie', `k=${KEY}`);
    await request(own).get('/broken').set('Authorization', `Bearer ${KEY}`);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('')).not.toContain(KEY);
  });
});
