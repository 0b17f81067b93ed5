import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { columnsOf } from './columns.ts';

const BASE = { order_id: 'long', fax: 'string' };
const WHY = 'For debugging alone';

let app: TestApp;
let jobs: Jobs;
let columns: ReturnType<typeof columnsOf>;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  columns = columnsOf(jobs);
  await jobs.register({ evolutionPolicy: { newFields: 'BLOCK' } });
  await jobs.evolve({ schema: structJson(BASE) });
  await jobs.evolveRefused({ schema: structJson({ ...BASE, debug: 'string' }) });
  const resolutions = [{ path: 'debug', action: 'LEAVE_OUT' }];
  expect((await jobs.approve(2, { reason: WHY, resolutions })).body.version).toBe(3);
});
afterEach(() => app.close());

describe('a field that a decision left out', () => {
  it('is told from a column that was dropped: no version added it, and the decision says why', async () => {
    expect(await columns.one('debug')).toMatchObject({
      status: 'DROPPED',
      addedIn: null,
      changedIn: null,
      droppedIn: 3,
      droppedBy: { origin: 'DECISION', reason: WHY },
    });
    await jobs.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' });
    expect(await columns.one('fax')).toMatchObject({ status: 'DROPPED', addedIn: 1, droppedIn: 4 });
  });

  it('has the decision for its history', async () => {
    const { items } = (await columns.history('debug')).body;
    expect(items).toMatchObject([{ version: 3, origin: 'DECISION', reason: WHY, changes: [] }]);
  });
});
