import { once } from 'node:events';
import { createServer, request as startRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createHttpApp } from '../../support/http-app.ts';
import { noteEndpoints } from './notes.ts';

const app = createHttpApp(noteEndpoints, { context: { seen: [] } });

function send(bytes: string | Buffer, type = 'application/json', path = '/notes') {
  return request(app).post(path).set('Content-Type', type).serialize(String).send(bytes.toString('latin1'));
}

function post(bytes: Buffer | string, headers: Record<string, string> = {}) {
  const call = request(app).post('/notes').set('Content-Type', 'application/json').set(headers);
  call.write(bytes);
  return call;
}

describe('a JSON body', () => {
  it('is parsed and validated', async () => {
    const answer = await post('{"title":"é"}');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ title: 'é' });
  });

  it.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/merge-patch+json',
    'application/json;',
    'Application/JSON; foo=bar',
    'application/json; foo="bar"; charset=utf-8',
  ])('may come as %s', async (type) => {
    expect((await send('{"title":"a"}', type)).status).toBe(200);
  });

  it.each([
    'text/plain',
    'application/json; charset=latin1',
    'application/json; foo=bar; charset="utf-16"',
    'application/json; charset=utf-8; charset=latin1',
    'application/json; charset=',
    'application/jsonp',
    'application/x-www-form-urlencoded',
  ])('is refused as %s', async (type) => {
    const answer = await send('{"title":"a"}', type);
    expect(answer.status).toBe(415);
    expect(answer.body).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it.each([{}, { 'Content-Length': '0' }, { 'Content-Type': 'application/json', 'Content-Length': '0' }])(
    'may be absent where all of it is optional, with headers %p',
    async (headers) => {
      const answer = await request(app).post('/reminders').set(headers);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({});
    },
  );

  it('may be absent where it was to come in chunks', async () => {
    const call = request(app).post('/reminders').set('Transfer-Encoding', 'chunked');
    call.write('');
    const answer = await call;
    expect(answer.status).toBe(200);
  });

  it('is read where it might be absent and is there', async () => {
    expect((await send('{"reason":"x"}', 'application/json', '/reminders')).body).toEqual({ reason: 'x' });
    expect((await send('{"reason":1}', 'application/json', '/reminders')).status).toBe(400);
    expect((await send('reason', 'text/plain', '/reminders')).status).toBe(415);
  });

  it('may not be absent otherwise', async () => {
    expect((await request(app).post('/notes')).status).toBe(415);
  });

  it('may come compressed', async () => {
    const answer = await post(gzipSync('{"title":"a"}'), { 'Content-Encoding': 'gzip' });
    expect(answer.body).toEqual({ title: 'a' });
  });

  it('is measured after decompression', async () => {
    const bomb = gzipSync(JSON.stringify({ title: 'a'.repeat(100_000) }));
    expect(bomb.length).toBeLessThan(1000);
    expect((await post(bomb, { 'Content-Encoding': 'gzip' })).status).toBe(413);
  });

  it('is refused in an encoding that we do not know', async () => {
    expect((await post('x', { 'Content-Encoding': 'zstandard' })).status).toBe(415);
  });

  it.each([
    ['gzip', Buffer.from('{"title":"a"}')],
    ['gzip', gzipSync('{"title":"a"}').subarray(0, -9)],
    ['deflate', Buffer.from('{"title":"a"}')],
    ['br', Buffer.from('{"title":"a"}')],
  ])('is refused when it is not the %s that its Content-Encoding says', async (encoding, bytes) => {
    const answer = await post(bytes, { 'Content-Encoding': encoding });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      detail: expect.stringContaining('Content-Encoding') as unknown,
      errors: [{ in: 'header', path: '/Content-Encoding' }],
    });
  });

  it('is refused before it has come when its length says enough', async () => {
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const call = startRequest({
      host: '127.0.0.1',
      port: typeof address === 'object' ? address?.port : undefined,
      path: '/notes',
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': '1001' },
    });
    call.on('error', () => undefined);
    call.flushHeaders();
    const answered = once(call, 'response');
    await expect(answered).resolves.toMatchObject([{ statusCode: 413 }]);
    call.destroy();
    server.close();
  });

  it('is refused beyond the limit of its endpoint', async () => {
    const answer = await post(JSON.stringify({ title: 'a'.repeat(1000) }));
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({
      code: 'BODY_TOO_LARGE',
      detail: 'The body is larger than 1000 bytes.',
    });
  });

  it('is taken at the limit', async () => {
    expect((await post(JSON.stringify({ title: 'a'.repeat(1000 - 12) }))).status).toBe(200);
  });

  it.each([
    ['empty', ''],
    ['not JSON', '{"title":'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['UTF-16', Buffer.from('{"title":"a"}', 'utf16le')],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
  ])('is refused when it is %s', async (_what, bytes) => {
    const answer = await post(bytes);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'MALFORMED_JSON', errors: [{ in: 'body' }] });
  });

  it.each([
    ['a NUL character', '{"title":"a\\u0000b"}', '/title'],
    ['a member twice', '{"title":"a","title":"b"}', '/title'],
    ['half a surrogate pair', '{"tags":[{"name":"\\ud800"}]}', '/tags/0/name'],
  ])('is refused with %s, and the path to it', async (_what, text, path) => {
    const answer = await post(text);
    expect(answer.body).toMatchObject({ code: 'MALFORMED_JSON', errors: [{ in: 'body', path }] });
  });

  it('keeps numbers as they were written where the endpoint asks for it', async () => {
    const answer = await send('[1.0,9223372036854775808]', 'application/json', '/numbers');
    expect(answer.text).toBe('[1.0,9223372036854775808]');
  });

  it('cannot pass a text or an object off as such a number', async () => {
    const text = String.raw`[1.0,"\\u00002.0",{"isLosslessNumber":true,"value":"3.0"},{"toJSON":"4.0"}]`;
    expect((await send(text, 'application/json', '/numbers')).text).toBe(text);
    const mark = await send(String.raw`["\u00002.0"]`, 'application/json', '/numbers');
    expect(mark.body).toMatchObject({ code: 'MALFORMED_JSON', errors: [{ path: '/0' }] });
  });
});

describe('a body that may come in another form', () => {
  const title = (bytes: string | Buffer, type = 'text/x-title') => send(bytes, type, '/titles');

  it.each(['text/x-title', 'Text/X-Title; charset=UTF-8', 'application/json'])(
    'is the same value as %s',
    async (type) => {
      const text = type === 'application/json' ? '{"title":"a"}' : 'a';
      expect((await title(text, type)).body).toEqual({ title: 'a' });
    },
  );

  it.each([
    'text/plain',
    'text/x-title; charset=latin1',
    'text/x-titles',
    'application/json; charset=latin1',
  ])('is refused as %s, with the types that it may have', async (type) => {
    const answer = await title('a', type);
    expect(answer.status).toBe(415);
    expect(answer.body).toMatchObject({
      detail:
        'Send the body as `application/json` or `text/x-title` in UTF-8: the Content-Type is another one.',
    });
  });

  it('is refused where only the JSON form is declared', async () => {
    expect((await send('a', 'text/x-title')).status).toBe(415);
  });

  it('is validated like the JSON form', async () => {
    expect((await title(' ')).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ path: '/title' }] });
  });

  it('may be refused by its own reader', async () => {
    expect((await title('?')).body).toMatchObject({ code: 'INVALID_REQUEST', detail: 'No title.' });
  });

  it('has the same limit, and is UTF-8', async () => {
    expect((await title('a'.repeat(1001))).status).toBe(413);
    const call = request(app).post('/titles').set('Content-Type', 'text/x-title');
    call.write(Buffer.from([0xff]));
    expect((await call).status).toBe(400);
  });
});
