import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';

const field = (name: string, type: unknown) => ({ name, type, nullable: true, metadata: {} });

describe('POST /schema/infer', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  function infer(body: string | Buffer, options: { type?: string; query?: string; encoding?: string } = {}) {
    const call = request(app.server)
      .post(`/schema/infer${options.query ?? ''}`)
      .set('Content-Type', options.type ?? 'application/json');
    if (options.encoding !== undefined) call.set('Content-Encoding', options.encoding);
    call.write(body);
    return call;
  }
  const lines = (text: string, query = '') => infer(text, { type: 'application/x-ndjson', query });

  it('gives the schema as an object and as text, what is not known, and how much was seen', async () => {
    const answer = await infer('{"records":[{"b":1.0,"a":9223372036854775808,"tags":[],"x":null},{"b":2}]}');
    const fields = [
      field('a', 'decimal(19,0)'),
      field('b', 'double'),
      field('tags', { type: 'array', elementType: 'string', containsNull: true }),
      field('x', 'string'),
    ];
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      schema: { type: 'struct', fields },
      schema_json: JSON.stringify({ type: 'struct', fields }),
      nullOnlyPaths: [['tags', 'element'], ['x']],
      records: 2,
    });
  });

  it.each([
    ['STRING', '{"type":"struct","fields":[{"name":"a","type":"string","nullable":true,"metadata":{}}]}'],
    ['VOID', '{"type":"struct","fields":[{"name":"a","type":"void","nullable":true,"metadata":{}}]}'],
    ['DROP', '{"type":"struct","fields":[]}'],
  ])('takes fields without a value as nullFields=%s says', async (nullFields, schemaJson) => {
    const answer = await infer('{"records":[{"a":null}]}', { query: `?nullFields=${nullFields}` });
    expect(answer.body).toMatchObject({ schema_json: schemaJson, nullOnlyPaths: [['a']] });
  });

  it('takes lines, of which a malformed one is a corrupt record', async () => {
    const answer = await lines('{"a":1}\r\n\n{"a":\n{"a":2.5}\n');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      schema: { fields: [field('_corrupt_record', 'string'), field('a', 'double')] },
      records: 3,
    });
  });

  it('takes the lines as evolve takes the answer', async () => {
    const dataset = { name: 'inferred', kafkaTopic: 'inferred', mode: 'append' };
    await request(app.server).post('/datasets').send(dataset);
    const inferred = await lines('{"a":1,"b":[]}', '?nullFields=VOID');
    const { schema, nullOnlyPaths } = inferred.body as Record<string, unknown>;
    const answer = await request(app.server)
      .post('/datasets/inferred/schema/evolve')
      .send({ schema, nullOnlyPaths });
    expect(answer.body).toMatchObject({
      changeType: 'INITIAL',
      effectiveSchema: { fields: [{ name: 'a' }] },
    });
  });

  it('may come compressed', async () => {
    const answer = await infer(gzipSync('{"a":1}\n'.repeat(10_000)), {
      type: 'application/x-ndjson',
      encoding: 'gzip',
    });
    expect(answer.body).toMatchObject({ records: 10_000 });
  });

  it('refuses more than 10,000 records in either form', async () => {
    const asJson = await infer(`{"records":[${'{},'.repeat(10_000)}{}]}`);
    expect(asJson.status).toBe(400);
    expect(asJson.body).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ in: 'body', path: '/records', message: 'has more than 10000 records' }],
    });
    const asLines = await lines('{}\n'.repeat(10_001));
    expect(asLines.status).toBe(400);
    expect(asLines.body).toMatchObject({
      code: 'INVALID_REQUEST',
      detail: 'Line 10001, column 1: there are more than 10000 records.',
    });
  });

  it('refuses a member that comes twice, and says where', async () => {
    const asLines = await lines('{"a":1}\n{"a":1,"a":2}');
    expect(asLines.status).toBe(400);
    expect(asLines.body).toMatchObject({
      code: 'MALFORMED_JSON',
      detail: 'Line 2, column 8: the object has this member twice.',
    });
    const asJson = await infer('{"records":[{"a":1,"a":2}]}');
    expect(asJson.body).toMatchObject({ code: 'MALFORMED_JSON', errors: [{ path: '/records/0/a' }] });
  });

  it('refuses records that no schema can hold, and names the record and the place', async () => {
    const answer = await infer(`{"records":[{},{"a":[{"${'n'.repeat(256)}":1}]}]}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 'INVALID_REQUEST',
      detail: expect.stringMatching(
        /^Record 2 has what no schema can hold at "a\.element\.n+…": a name has at most 255 characters\.$/,
      ) as unknown,
      errors: [{ in: 'body', path: '/records/1', message: 'a name has at most 255 characters' }],
    });
    const deep = '{"a":'.repeat(51) + '1' + '}'.repeat(51);
    expect((await lines(deep)).body).toMatchObject({
      errors: [{ message: 'nested more than 50 levels deep' }],
    });
  });

  it.each([
    ['a list', '[{"a":1}]', ''],
    ['no records', '{}', ''],
    ['records that are no list', '{"records":{"a":1}}', ''],
    ['an unknown member', '{"records":[],"nullFields":"VOID"}', ''],
    ['an unknown mode', '{"records":[]}', '?nullFields=NULL'],
    ['an unknown parameter', '{"records":[]}', '?samplingRatio=1'],
  ])('refuses %s', async (_what, body, query) => {
    const answer = await infer(body, { query });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST' });
  });
});
