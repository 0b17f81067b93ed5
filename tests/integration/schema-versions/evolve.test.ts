import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs, type Version } from '../../support/jobs.ts';
import { recordedEventTypes } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const BASE = { order_id: 'long', amount: 'double' };

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
});
afterEach(() => app.close());

async function registered(settings: object = {}): Promise<void> {
  expect((await jobs.register(settings)).status).toBe(201);
  expect((await jobs.evolve({ schema: structJson(BASE) })).status).toBe(200);
}

const eventTypes = () => recordedEventTypes(app);

describe('a submission that breaks', () => {
  it('is a 409 that says why and what to do, and records a blocked version', async () => {
    await registered();
    const { status, body } = await jobs.evolveRefused({ schema: structJson({ ...BASE, amount: 'boolean' }) });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'BREAKING_SCHEMA_CHANGE',
      blockedVersion: 2,
      activeVersion: 1,
      occurrences: 1,
    });
    expect(body.changes).toMatchObject([
      { rule: 'TYPE_CHANGED', path: ['amount'], before: 'double', after: 'boolean' },
    ]);
    expect(body.changes[0]?.remediation).toBeTruthy();
    expect(body.detail).toContain('amount');
  });

  it('says what each format could that the table must suit, and keeps it with the version', async () => {
    await registered({
      tableFormat: 'DELTA',
      properties: { 'delta.enableTypeWidening': 'true', alsoReadAs: 'ICEBERG' },
    });
    await jobs.evolve({ ddl: 'order_id BIGINT, amount DOUBLE, n INT', origin: 'DECLARED' });
    const wider = { ddl: 'order_id BIGINT, amount DOUBLE, n DOUBLE', origin: 'DECLARED' };
    const { body } = await jobs.evolveRefused(wider);
    const formats = body.changes[0]?.formats;
    expect(formats).toMatchObject([
      { format: 'DELTA', can: true },
      { format: 'ICEBERG', can: false, why: 'ICEBERG cannot turn integer into double' },
    ]);
    expect(formats?.[1]?.remedy).toContain('POST /datasets/orders/ddl');
    const blocked = await jobs.get<Version>(`/schema/versions/${body.blockedVersion}`);
    expect(blocked.body.changes).toEqual(body.changes);
  });

  it('changes nothing that readers see, and the next good batch goes on', async () => {
    await registered();
    const before = await jobs.active();
    await jobs.evolveRefused({ schema: structJson({ ...BASE, amount: 'boolean' }) });
    const after = await jobs.active({ 'If-None-Match': before.headers['etag'] ?? '' });
    expect(after.status).toBe(304);
    const next = await jobs.evolve({ schema: structJson({ ...BASE, coupon: 'string' }) });
    expect(next.body).toMatchObject({ changeType: 'NON_BREAKING', newVersion: 3, version: 3 });
  });

  it('is the same blocked version when the same problem comes again, whatever else the batch holds', async () => {
    await registered({ evolutionPolicy: { preset: 'TOLERANT' } });
    const first = await jobs.evolveRefused({ schema: structJson({ ...BASE, amount: 'boolean' }) });
    const again = await jobs.evolveRefused({ schema: structJson({ amount: 'boolean', extra: 'string' }) });
    expect([first.body.blockedVersion, again.body.blockedVersion]).toEqual([2, 2]);
    expect(again.body.occurrences).toBe(2);
    expect((await eventTypes()).filter((type) => type === 'schema.blocked')).toHaveLength(1);
    const other = await jobs.evolveRefused({ schema: structJson({ ...BASE, order_id: 'boolean' }) });
    expect(other.body.blockedVersion).toBe(3);
  });

  it('may be the very first one: version 1 is BLOCKED, nothing is active, the next good one is INITIAL', async () => {
    await jobs.register({ mode: 'upsert', pkFields: ['order_id'] });
    const first = await jobs.evolveRefused({ schema: structJson({ amount: 'double' }) });
    expect(first).toMatchObject({ status: 409, body: { blockedVersion: 1, activeVersion: null } });
    expect((await jobs.active()).status).toBe(404);
    const next = await jobs.evolve({ schema: structJson(BASE) });
    expect(next.body).toMatchObject({ changeType: 'INITIAL', newVersion: 2 });
  });

  it('is let through and named under OBSERVE, with nothing recorded', async () => {
    await registered({ evolutionPolicy: { enforcement: 'OBSERVE' } });
    const answer = await jobs.evolve({ schema: structJson({ ...BASE, amount: 'boolean' }) });
    expect(answer).toMatchObject({
      status: 200,
      body: { changeType: 'NONE', wouldBe: 'BREAKING', version: 1, projection: [], apply: [] },
    });
    expect(answer.body.warnings).toEqual([
      { code: 'OBSERVED', path: null, message: expect.stringContaining('let through as it is') },
    ]);
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });
});

describe('a submission that goes on', () => {
  it('under OBSERVE is projected like any other', async () => {
    await registered({ evolutionPolicy: { enforcement: 'OBSERVE' } });
    const { body } = await jobs.evolve({ schema: structJson({ ...BASE, a: 'string' }) });
    expect(body).toMatchObject({ changeType: 'NON_BREAKING', warnings: [] });
    expect(body.projection).toHaveLength(3);
    expect(body.wouldBe).toBeUndefined();
  });

  it('under STRICT stops for an absent column, under TOLERANT fills it', async () => {
    await registered();
    const strict = await jobs.evolveRefused({ schema: structJson({ order_id: 'long' }) });
    expect(strict.body.changes.map(({ rule }) => rule)).toEqual(['FIELD_REMOVED']);

    const tolerant = jobsOf(app, 'payments');
    await tolerant.register({ evolutionPolicy: { preset: 'TOLERANT' } });
    await tolerant.evolve({ schema: structJson(BASE) });
    const { body } = await tolerant.evolve({ schema: structJson({ order_id: 'long' }) });
    expect(body.changeType).toBe('NONE');
    expect(body.projection).toContainEqual({ target: ['amount'], source: null, default: null });
  });

  it('answers with the merge: table columns first, new ones behind, each with its source', async () => {
    await registered({ evolutionPolicy: { preset: 'TOLERANT' } });
    const { body } = await jobs.evolve({
      schema: structJson({ ORDER_ID: 'long', zip: 'string', area: 'string' }),
    });
    expect(body.effectiveSchema === null ? [] : columnsOf({ schema: body.effectiveSchema })).toEqual([
      'order_id',
      'amount',
      'zip',
      'area',
    ]);
    expect(body.projection[0]).toMatchObject({ target: ['order_id'], source: ['ORDER_ID'] });
  });

  it('of no field at all stores nothing, also as the first', async () => {
    await jobs.register();
    const { status, body } = await jobs.evolve({ schema: structJson({}) });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      changeType: 'NONE',
      version: null,
      activeSchemaVersionId: null,
      effectiveSchema: null,
    });
    expect(body.warnings).toHaveLength(1);
    expect((await jobs.versions()).body.items).toEqual([]);
  });

  it('equal to the active schema writes nothing, no event either', async () => {
    await registered();
    const before = await eventTypes();
    await jobs.evolve({ schema: structJson(BASE) });
    expect(await eventTypes()).toEqual(before);
  });

  it('has exactly one event per new version', async () => {
    await registered();
    await jobs.evolve({ schema: structJson({ ...BASE, a: 'string' }) });
    expect(await eventTypes()).toEqual(['dataset.registered', 'schema.activated', 'schema.activated']);
  });

  it('DECLARED as what is active pins its columns, which is an event of its own, once', async () => {
    await registered();
    const declared = { schema: structJson(BASE), origin: 'DECLARED' };
    for (let again = 0; again < 2; again += 1) {
      expect((await jobs.evolve(declared)).body).toMatchObject({ changeType: 'NONE', version: 1 });
    }
    expect((await eventTypes()).slice(2)).toEqual(['column.declared']);
    const batch = await jobs.evolve({ schema: structJson({ ...BASE, amount: 'string' }) });
    expect(batch.body).toMatchObject({
      changeType: 'NONE',
      changes: [{ rule: 'TYPE_UNFIT', risk: 'CHECKED' }],
    });
  });

  it('keeps numbers of metadata as they were written', async () => {
    await jobs.register();
    const text =
      '{"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{"x":1.0,"y":9223372036854775807}}]}';
    await jobs.evolve({ schema_json: text });
    expect((await jobs.active()).body.schema_json).toBe(text);
  });
});

describe('a type hint', () => {
  it('types a new column, and the batches are cast as long as it is there', async () => {
    await registered({ evolutionPolicy: { typeHints: { at: 'TIMESTAMP' } } });
    const batch = { schema: structJson({ ...BASE, at: 'string' }) };
    const { body } = await jobs.evolve(batch);
    expect(body.changeType).toBe('NON_BREAKING');
    expect(body.projection).toContainEqual({
      target: ['at'],
      source: ['at'],
      cast: 'timestamp',
      checked: true,
      default: null,
    });
    expect((await jobs.evolve(batch)).body.changeType).toBe('NONE');
    await request(app.server)
      .patch('/datasets/orders')
      .send({ evolutionPolicy: { typeHints: null } })
      .expect(200);
    expect((await jobs.evolveRefused(batch)).body.changes).toMatchObject([
      { rule: 'TYPE_UNFIT', path: ['at'], verdict: 'BREAKING' },
    ]);
  });

  it('leaves pinned, once it is gone, what was declared besides', async () => {
    await registered({ evolutionPolicy: { typeHints: { at: 'TIMESTAMP' } } });
    const batch = { schema: structJson({ ...BASE, at: 'string' }) };
    await jobs.evolve(batch);
    await jobs.evolve({ schema: structJson({ ...BASE, at: 'timestamp' }), origin: 'DECLARED' });
    await request(app.server)
      .patch('/datasets/orders')
      .send({ evolutionPolicy: { typeHints: null } })
      .expect(200);
    expect((await jobs.evolve(batch)).body.changeType).toBe('NONE');
  });
});

describe('baseVersion', () => {
  it('must be a version that was active', async () => {
    await registered();
    const answer = await jobs.evolveRefused({ schema: structJson(BASE), baseVersion: 7 });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST', errors: [{ path: '/baseVersion' }] },
    });
  });

  it('lets a job that loaded an older version go on after automatic evolution', async () => {
    await registered();
    await jobs.evolve({ schema: structJson({ ...BASE, a: 'string' }) });
    expect((await jobs.evolveRefused({ schema: structJson(BASE) })).status).toBe(409);
    expect((await jobs.evolve({ schema: structJson(BASE), baseVersion: 1 })).body.changeType).toBe('NONE');
  });

  it('does not help once a person changed the schema in between', async () => {
    await registered();
    await jobs.evolve({ schema: structJson({ ...BASE, a: 'string' }) });
    await jobs.ddl({ sql: 'ALTER TABLE orders ADD COLUMN b STRING' });
    expect((await jobs.evolveRefused({ schema: structJson(BASE), baseVersion: 1 })).status).toBe(409);
  });
});

describe('compare', () => {
  it('gives the verdict of evolve with 200, and writes nothing', async () => {
    await registered();
    const breaking = await jobs.compare({ schema: structJson({ ...BASE, amount: 'boolean' }) });
    expect(breaking).toMatchObject({ status: 200, body: { changeType: 'BREAKING', version: 1 } });
    const added = await jobs.compare({ schema: structJson({ ...BASE, a: 'string' }) });
    expect(added.body).toMatchObject({ changeType: 'NON_BREAKING', version: 1 });
    expect((await jobs.versions()).body.items).toHaveLength(1);
  });
});
