import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

const COLUMNS = { order_id: 'long', amount: 'double', updated_at: 'timestamp' };

let app: TestApp;
let jobs: Jobs;

beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register({
    tableFormat: 'HUDI',
    mode: 'upsert',
    pkFields: ['order_id'],
    properties: {
      'hoodie.schema.on.read.enable': 'true',
      'hoodie.table.precombine.field': 'updated_at',
    },
  });
  await jobs.evolve({ schema: structJson(COLUMNS) });
});

afterEach(() => app.close());

describe('the ordering field of a HUDI table', () => {
  it.each([
    'DROP COLUMN updated_at',
    'RENAME COLUMN updated_at TO at',
    'ALTER COLUMN updated_at TYPE STRING',
  ])('is guarded against %s, and the refusal says what it is', async (action) => {
    const sql = `ALTER TABLE orders ${action}`;
    const refused = await jobs.ddlRefused({ sql, force: true, reason: 'Somebody insists' });
    expect(refused).toMatchObject({
      status: 409,
      body: { refusals: [{ code: 'PROTECTED_FIELD_CHANGED', path: ['updated_at'] }] },
    });
    expect(refused.body.detail).toContain('Column updated_at is the ordering field of the table');
  });

  it('is missed where a batch does not bring it', async () => {
    const schema = structJson({ order_id: 'long', amount: 'double' });
    const blocked = await jobs.evolveRefused({ schema });
    expect(blocked.body.changes).toMatchObject([{ rule: 'PROTECTED_FIELD_CHANGED', path: ['updated_at'] }]);
    const approval = await jobs.approveRefused(blocked.body.blockedVersion, { reason: 'Somebody insists' });
    expect(approval.body.code).toBe('NOT_APPROVABLE');
  });
});
