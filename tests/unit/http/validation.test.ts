import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { boundedList } from '../../../src/http/bounded.ts';
import { validate } from '../../../src/http/validation.ts';
import { createHttpApp } from '../../support/http-app.ts';
import { noteEndpoints } from './notes.ts';

const app = createHttpApp(noteEndpoints, { context: { seen: [] } });

describe('what a request says', () => {
  it('is checked in all its parts, and every fault is listed', async () => {
    const body = { tags: [{ name: 1, 'a/b': true }], extra: 1 };
    const answer = await request(app).post('/notes?x=1').send(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [
        { in: 'query', path: '/x', message: 'is not known here' },
        { in: 'body', path: '/title', message: 'is required' },
        { in: 'body', path: '/tags/0/name' },
        { in: 'body', path: '/tags/0/a~1b', message: 'is not known here' },
        { in: 'body', path: '/extra', message: 'is not known here' },
      ],
    });
  });

  it('may not hold __proto__ where a member of that name is not known', async () => {
    const answer = await request(app)
      .post('/notes')
      .set('Content-Type', 'application/json')
      .send('{"title":"a","__proto__":{"x":1}}');
    expect(answer.body).toMatchObject({ errors: [{ path: '/__proto__', message: 'is not known here' }] });
  });

  it('has a detail that names the first fault', async () => {
    const answer = await request(app).post('/notes').send({});
    expect(answer.body).toMatchObject({
      detail: 'The request is not valid. /title of the body: is required.',
    });
  });

  it('gets no answer that grows with its faults', () => {
    const tags = Array.from({ length: 5000 }, () => ({}));
    const result = validate(
      z.strictObject({ tags: z.array(z.object({ name: z.string() })) }),
      { tags },
      'body',
    );
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? [] : result.errors).toHaveLength(100);
    expect(result.ok ? '' : result.detail).toContain('There are at least 100 faults in all');
  });

  it('is told the faults of the branch of a union that got furthest', () => {
    const schema = z.strictObject({
      operation: z.union([
        z.strictObject({ drop: z.string() }),
        z.strictObject({ add: z.strictObject({ name: z.string() }) }),
      ]),
    });
    expect(validate(schema, { operation: { add: { name: 1 } } }, 'body')).toMatchObject({
      errors: [{ path: '/operation/add/name' }],
    });
  });
});

describe('a union', () => {
  it('is judged by the branch that the type of the value fits, however it is wrong', () => {
    const schema = z.strictObject({
      path: z.union([z.string().min(1), boundedList(z.string(), { least: 1, most: 2 })]),
    });
    const messages = [{ path: ['a', 'b', 'c'] }, { path: '' }].map((value) =>
      validate(schema, value, 'body'),
    );
    expect(messages).toMatchObject([
      { errors: [{ path: '/path', message: 'at most 2 items' }] },
      { errors: [{ path: '/path', message: expect.stringContaining('expected string to have') as unknown }] },
    ]);
  });
});

describe('a query', () => {
  it('has its defaults filled in', async () => {
    expect((await request(app).get('/notes')).body).toEqual({ limit: 50 });
  });

  it('is decoded', async () => {
    expect((await request(app).get('/notes?title=a+b%C3%A9%26%3D=')).body).toEqual({
      limit: 50,
      title: 'a bé&==',
    });
  });

  it.each(['0', '501', '-1', '1.5', 'x', '', '1e2', ' 5', '99999999999999999999'])(
    'is refused with limit=%s',
    async (limit) => {
      const answer = await request(app).get(`/notes?limit=${encodeURIComponent(limit)}`);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ errors: [{ in: 'query', path: '/limit' }] });
    },
  );

  it('says of a name that it is given more than once', async () => {
    const answer = await request(app).get('/notes?limit=1&limit=2&a%2Fb&a%2Fb');
    expect(answer.body).toMatchObject({
      errors: [
        { in: 'query', path: '/limit', message: 'is given more than once' },
        { in: 'query', path: '/a~1b', message: 'is given more than once' },
      ],
    });
  });

  it.each([
    ['a name it does not know', 'titel=x', '/titel'],
    ['a name twice', 'title=a&title=b', '/title'],
    ['a NUL character', 'title=%00', '/title'],
    ['bytes that are no UTF-8', 'title=%ff', '/title'],
    ['half an escape', 'title=%4', '/title'],
    ['__proto__', '__proto__=x', '/__proto__'],
  ])('is refused with %s', async (_what, query, path) => {
    const answer = await request(app).get(`/notes?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ in: 'query', path }] });
  });
});

describe('a path', () => {
  it('is decoded', async () => {
    expect((await request(app).get('/notes/a%2Fb%20c+d')).body).toEqual({ note: 'a/b c+d' });
  });

  it.each(['%ff', '%00', '%4', '%ed%a0%80'])('is refused with %s', async (segment) => {
    const answer = await request(app).get(`/notes/${segment}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: 'path' }] });
  });

  it('is refused where a number is expected and another text found', async () => {
    const answer = await request(app).put('/notes/x');
    expect(answer.body).toMatchObject({
      errors: [{ in: 'path', path: '/note', message: 'must be an integer' }],
    });
  });
});
