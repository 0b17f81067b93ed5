import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs, type Version } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const ORDERS = { order_id: 'long', customer: 'string', amount: 'double' };
const WHY = { reason: 'The producer team says so' };

let app: TestApp;
let jobs: Jobs;

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
});

afterEach(() => app.close());

/** A dataset with a schema, and a submission that it blocks as version 2. */
async function blocked(settings: object, active: object, submission: object): Promise<void> {
  await jobs.register(settings);
  expect((await jobs.evolve(active)).status).toBe(200);
  const refused = await jobs.evolveRefused(submission);
  expect([refused.status, refused.body.blockedVersion]).toEqual([409, 2]);
}

async function version(number: number): Promise<Version> {
  return (await jobs.get<Version>(`/schema/versions/${number}`)).body;
}

describe('a batch without a column', () => {
  const batch = { schema: structJson({ order_id: 'long', customer: 'string' }) };

  it('is stopped, approved, and passes from then on with null in its place', async () => {
    await blocked({}, { schema: structJson(ORDERS) }, batch);

    const approved = await jobs.approve(2, WHY);
    expect(approved).toMatchObject({
      status: 200,
      body: {
        status: 'applied',
        changeType: 'NON_BREAKING',
        approvedVersion: 2,
        newVersion: 3,
        version: 3,
        resolutions: [{ rule: 'FIELD_REMOVED', path: ['amount'], action: 'KEEP', to: null }],
        apply: [],
      },
    });
    expect(approved.body.resolutions[0]?.outcome).toBe(
      'Column amount stays, and may be absent from now on: null is written.',
    );

    const again = await jobs.evolve(batch);
    expect(again).toMatchObject({ status: 200, body: { changeType: 'NONE', version: 3 } });
    expect(again.body.projection).toContainEqual({ target: ['amount'], source: null, default: null });
  });

  it('leaves versions that name each other, and who decided why', async () => {
    await blocked({}, { schema: structJson(ORDERS) }, batch);
    await jobs.approve(2, WHY);
    expect(await version(2)).toMatchObject({
      status: 'APPROVED',
      decision: {
        by: { type: 'ANONYMOUS' },
        reason: WHY.reason,
        ledToVersion: 3,
        resolutions: [{ rule: 'FIELD_REMOVED', path: ['amount'], action: 'KEEP' }],
      },
    });
    expect(await version(3)).toMatchObject({
      status: 'ACTIVE',
      origin: 'DECISION',
      derivedFromVersion: 2,
      comparedWithVersion: 1,
      reason: WHY.reason,
    });
  });

  it('is told in one event about the blocked version and one about the new one', async () => {
    await blocked({}, { schema: structJson(ORDERS) }, batch);
    await jobs.approve(2, WHY);
    const [approved, activated, ...others] = (await recordedEvents(app)).slice(-2);
    expect(others).toEqual([]);
    expect(approved).toMatchObject({
      type: 'schema.approved',
      version: 2,
      reason: WHY.reason,
      after: { ledToVersion: 3 },
    });
    expect(activated).toMatchObject({ type: 'schema.activated', version: 3, reason: WHY.reason });
  });

  it('passes under the base that its job had loaded, too', async () => {
    await jobs.register();
    await jobs.evolve({ schema: structJson(ORDERS) });
    await jobs.evolve({ schema: structJson({ ...ORDERS, coupon: 'string' }) });
    const based = { schema: structJson({ order_id: 'long', customer: 'string' }), baseVersion: 1 };
    expect((await jobs.evolveRefused(based)).body.changes.map(({ path }) => path)).toEqual([['amount']]);

    const approved = await jobs.approve(3, WHY);
    expect(approved.body.resolutions.map(({ path }) => path)).toEqual([['amount'], ['coupon']]);
    expect((await jobs.evolve(based)).body).toMatchObject({ changeType: 'NONE', version: 4 });
  });

  it('gives up the column for good where somebody decides to DROP it', async () => {
    await blocked({}, { schema: structJson(ORDERS) }, batch);
    const resolutions = [{ path: 'amount', action: 'DROP' }];
    const approved = await jobs.approve(2, { ...WHY, resolutions });
    // As a roll back that drops, and DROP COLUMN.
    expect(approved.body).toMatchObject({ changeType: 'NON_BREAKING', newVersion: 3 });
    expect(columnsOf(approved.body)).toEqual(['order_id', 'customer']);
    expect((await jobs.evolve(batch)).body.changeType).toBe('NONE');

    const late = await jobs.evolve({ schema: structJson(ORDERS) });
    expect(late.body).toMatchObject({ changeType: 'NONE', version: 3 });
    expect(late.body.changes.map(({ rule }) => rule)).toEqual(['DROPPED_FIELD_ARRIVING']);
  });

  it('lets a column that was NOT NULL be null', async () => {
    await blocked(
      {},
      { ddl: 'order_id BIGINT, amount DOUBLE NOT NULL', origin: 'DECLARED' },
      { schema: structJson({ order_id: 'long' }) },
    );
    const approved = await jobs.approve(2, WHY);
    expect(approved.body.schema.fields[1]).toMatchObject({ name: 'amount', nullable: true });
    expect(approved.body.changes.map(({ rule }) => rule)).toContain('NULLABILITY_RELAXED');
    expect((await jobs.evolve({ schema: structJson({ order_id: 'long' }) })).body.changeType).toBe('NONE');
  });
});

describe('a batch in which a column has another name', () => {
  const active = { schema: structJson({ order_id: 'long', town: 'string' }) };
  const batch = { schema: structJson({ order_id: 'long', city: 'string' }) };
  const renamed = { ...WHY, resolutions: [{ path: 'town', action: 'RENAME', to: 'city' }] };

  it('renames it where somebody says so, for new producers and for old ones', async () => {
    await blocked({}, active, batch);
    const approved = await jobs.approve(2, renamed);
    expect(approved.body).toMatchObject({ changeType: 'BREAKING', newVersion: 3 });
    expect(columnsOf(approved.body)).toEqual(['order_id', 'city']);

    expect((await jobs.evolve(batch)).body).toMatchObject({ changeType: 'NONE', version: 3 });
    const old = await jobs.evolve(active);
    expect(old.body).toMatchObject({ changeType: 'NONE', version: 3 });
    expect(old.body.projection).toContainEqual({ target: ['city'], source: ['town'], default: null });
  });

  it('tells the real table to rename, not to drop and add', async () => {
    const properties = { 'delta.columnMapping.mode': 'name' };
    await blocked({ tableFormat: 'DELTA', properties }, active, batch);
    const approved = await jobs.approve(2, renamed);
    expect(approved.body.apply).toEqual(['ALTER TABLE orders RENAME COLUMN town TO city']);
  });

  it('decides what else differs once it knows which column is which', async () => {
    await blocked({}, active, { schema: structJson({ order_id: 'long', city: 'date' }) });
    const approved = await jobs.approve(2, { ...renamed, dryRun: true });
    expect(approved.body.resolutions.map(({ rule, path, action }) => [rule, path, action])).toEqual([
      ['FIELD_REMOVED', ['town'], 'RENAME'],
      ['TYPE_NARROWED', ['city'], 'KEEP'],
    ]);
    const city = { type: 'array', elementType: 'string', containsNull: true };
    await jobs.evolveRefused({ schema: structJson({ order_id: 'integer', city }) });
    const refused = await jobs.approveRefused(3, renamed);
    expect(refused.body).toMatchObject({
      code: 'NOT_APPROVABLE',
      changes: [{ rule: 'STRUCTURE_CHANGED', path: ['city'] }],
    });
  });

  it('is not renamed to a field that it does not bring', async () => {
    await blocked({}, active, batch);
    const refused = await jobs.approveRefused(2, {
      ...WHY,
      resolutions: [{ path: 'town', action: 'RENAME', to: 'village' }],
    });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        code: 'INVALID_REQUEST',
        errors: [
          {
            path: '/resolutions/0',
            message: 'the submission has no new field village that town could have become',
          },
        ],
      },
    });
  });
});

describe('a batch with another type', () => {
  it('is cast from then on where the type fits, and the column keeps its own', async () => {
    const batch = { schema: structJson({ ...ORDERS, order_id: 'double' }) };
    await blocked({}, { schema: structJson(ORDERS) }, batch);
    const approved = await jobs.approve(2, WHY);
    expect(approved.body.resolutions).toMatchObject([{ rule: 'TYPE_UNFIT', action: 'KEEP' }]);
    expect((await jobs.evolve(batch)).body.projection).toContainEqual({
      target: ['order_id'],
      source: ['order_id'],
      cast: 'long',
      checked: true,
      default: null,
    });
  });

  it('widens the column where only the policy stood against it', async () => {
    const batch = { schema: structJson({ order_id: 'long' }) };
    const settings = { evolutionPolicy: { preset: 'FROZEN' } };
    await blocked(settings, { ddl: 'order_id INT' }, batch);
    const approved = await jobs.approve(2, WHY);
    expect(approved.body.schema.fields[0]).toMatchObject({ type: 'long' });
    expect((await jobs.evolve(batch)).body).toMatchObject({ changeType: 'NONE', version: 3 });
  });

  it('leaves the column as it is where somebody decides to KEEP it', async () => {
    const batch = { schema: structJson({ order_id: 'long' }) };
    const settings = { evolutionPolicy: { preset: 'FROZEN' } };
    await blocked(settings, { ddl: 'order_id INT' }, batch);
    const resolutions = [{ path: ['ORDER_ID'], rule: 'TYPE_WIDENED', action: 'KEEP' }];
    const approved = await jobs.approve(2, { ...WHY, resolutions });
    expect(approved.body.schema.fields[0]).toMatchObject({ type: 'integer' });
    expect((await jobs.evolve(batch)).body.changes[0]).toMatchObject({ verdict: 'NONE', risk: 'CHECKED' });
  });

  it('makes the column what the format would lose values for only by a decision', async () => {
    const settings = { tableFormat: 'HUDI', properties: { 'hoodie.schema.on.read.enable': 'true' } };
    const batch = { schema: structJson({ order_id: 'string' }) };
    await blocked(settings, { schema: structJson({ order_id: 'long' }) }, batch);
    const approved = await jobs.approve(2, WHY);
    expect(approved.body).toMatchObject({
      changeType: 'BREAKING',
      resolutions: [{ rule: 'TYPE_WIDENING_LOSSY', action: 'ADOPT' }],
    });
    expect(approved.body.schema.fields[0]).toMatchObject({ type: 'string' });
    expect((await jobs.evolve(batch)).body.changeType).toBe('NONE');
  });

  it('is what nobody can approve where the two types share nothing', async () => {
    await blocked(
      {},
      { schema: structJson(ORDERS) },
      { schema: structJson({ ...ORDERS, amount: 'boolean' }) },
    );
    const refused = await jobs.approveRefused(2, WHY);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'NOT_APPROVABLE',
        changes: [{ rule: 'TYPE_CHANGED', path: ['amount'], verdict: 'BREAKING' }],
      },
    });
    expect(refused.body.detail).toContain('neither type can become the other');
    expect(refused.body.detail).toContain('/datasets/orders/ddl');
    expect((await version(2)).status).toBe('BLOCKED');
  });
});

describe('a batch with new fields that the policy stops', () => {
  const settings = { evolutionPolicy: { newFields: 'BLOCK' } };
  const batch = { schema: structJson({ ...ORDERS, coupon: 'string', debug: 'string' }) };

  it('brings them in by default', async () => {
    await blocked(settings, { schema: structJson(ORDERS) }, batch);
    const approved = await jobs.approve(2, WHY);
    expect(columnsOf(approved.body)).toEqual(['order_id', 'customer', 'amount', 'coupon', 'debug']);
    expect((await jobs.evolve(batch)).body.changeType).toBe('NONE');
  });

  it('goes on without those that somebody leaves out', async () => {
    await blocked(settings, { schema: structJson(ORDERS) }, batch);
    const resolutions = [{ path: 'debug', action: 'LEAVE_OUT' }];
    const approved = await jobs.approve(2, { ...WHY, resolutions });
    expect(columnsOf(approved.body)).toEqual(['order_id', 'customer', 'amount', 'coupon']);
    const again = await jobs.evolve(batch);
    expect(again.body.changeType).toBe('NONE');
    expect(again.body.projection.map(({ target }) => target)).not.toContainEqual(['debug']);
  });

  it('brings in more than the limit where somebody says so', async () => {
    await blocked({ evolutionPolicy: { maxNewFields: 1 } }, { schema: structJson(ORDERS) }, batch);
    const approved = await jobs.approve(2, WHY);
    expect(approved.body.resolutions).toMatchObject([{ rule: 'TOO_MANY_NEW_FIELDS', action: 'ADOPT' }]);
    expect((await jobs.evolve(batch)).body.changeType).toBe('NONE');
  });
});

describe('a batch with names or records that no table takes', () => {
  it.each([
    ['malformed records', {}, { _corrupt_record: 'string' }, 'CORRUPT_RECORDS'],
    ['a second spelling of a column', {}, { Amount: 'double' }, 'CASE_COLLISION'],
    [
      'a name that the format does not store',
      { tableFormat: 'HUDI' },
      { 'zip-code': 'string' },
      'FIELD_NAME_INVALID',
    ],
  ])('goes on without %s once somebody approved that', async (_, settings, extra, rule) => {
    const batch = { schema: structJson({ ...ORDERS, ...extra }) };
    await blocked(settings, { schema: structJson(ORDERS) }, batch);
    const approved = await jobs.approve(2, WHY);
    expect(approved.body.resolutions).toMatchObject([{ rule, action: 'LEAVE_OUT' }]);
    expect(columnsOf(approved.body)).toEqual(Object.keys(ORDERS));
    expect((await jobs.evolve(batch)).body).toMatchObject({ changeType: 'NONE', version: 3 });
  });
});

describe('a declared schema', () => {
  it('drops what it lacks, and takes NOT NULL where it can only be nullable', async () => {
    const declared = { ddl: 'order_id BIGINT, amount DOUBLE, currency STRING NOT NULL', origin: 'DECLARED' };
    await blocked({}, { schema: structJson(ORDERS) }, declared);
    const approved = await jobs.approve(2, WHY);
    expect(approved.body.resolutions.map(({ rule, action }) => [rule, action])).toEqual([
      ['REQUIRED_FIELD_ADDED', 'ADOPT'],
      ['FIELD_REMOVED', 'DROP'],
    ]);
    expect(columnsOf(approved.body)).toEqual(['order_id', 'amount', 'currency']);
    expect((await jobs.evolve(declared)).body).toMatchObject({ changeType: 'NONE', version: 3 });
  });

  it('leaves the column where it is kept, and the table says NOT NULL or not as it did', async () => {
    const declared = { ddl: 'order_id BIGINT NOT NULL, amount FLOAT', origin: 'DECLARED' };
    await blocked({}, { schema: structJson(ORDERS) }, declared);
    const approved = await jobs.approve(2, { ...WHY, resolutions: [{ path: 'customer', action: 'KEEP' }] });
    expect(approved.body.schema.fields).toMatchObject([
      { name: 'order_id', nullable: true },
      { name: 'customer' },
      { name: 'amount', type: 'double' },
    ]);
    expect((await jobs.evolve(declared)).body.changeType).toBe('NONE');
  });

  it('cannot drop what the format cannot, and hears what to decide instead', async () => {
    const declared = { ddl: 'order_id BIGINT, amount DOUBLE', origin: 'DECLARED' };
    await blocked({ tableFormat: 'HUDI' }, { schema: structJson(ORDERS) }, declared);
    const refused = await jobs.approveRefused(2, WHY);
    expect(refused.body).toMatchObject({ code: 'NOT_APPROVABLE', changes: [{ path: ['customer'] }] });
    expect(refused.body.changes[0]?.reason).toMatch(/HUDI table without schema-on-read/);
    expect(refused.body.changes[0]?.remediation).toMatch(
      /hoodie.schema.on.read.enable.* Or decide KEEP or RENAME about it\.$/,
    );
    const resolutions = [{ path: 'customer', action: 'KEEP' }];
    expect((await jobs.approve(2, { ...WHY, resolutions })).status).toBe(200);
  });
});

describe('a first schema that was blocked', () => {
  it('becomes the initial one without what is left out of it', async () => {
    const batch = { schema: structJson({ ...ORDERS, _corrupt_record: 'string' }) };
    await jobs.register();
    expect((await jobs.evolveRefused(batch)).body).toMatchObject({ blockedVersion: 1, activeVersion: null });
    const approved = await jobs.approve(1, WHY);
    expect(approved.body).toMatchObject({ changeType: 'INITIAL', newVersion: 2, version: 2 });
    expect(columnsOf((await jobs.active()).body)).toEqual(Object.keys(ORDERS));
    expect((await jobs.evolve(batch)).body).toMatchObject({ changeType: 'NONE', version: 2 });
  });

  it('is not approved where it lacks the keys of an upsert', async () => {
    await jobs.register({ mode: 'upsert', pkFields: ['id'] });
    await jobs.evolveRefused({ schema: structJson(ORDERS) });
    const refused = await jobs.approveRefused(1, WHY);
    expect(refused.body).toMatchObject({ code: 'NOT_APPROVABLE', changes: [{ rule: 'KEY_FIELD_MISSING' }] });
  });
});
