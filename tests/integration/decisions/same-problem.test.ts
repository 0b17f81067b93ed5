import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

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

describe('batches with one problem', () => {
  const settings = { tableFormat: 'ICEBERG' };
  const active = { schema: structJson({ id: 'long', a: 'string', b: 'integer' }) };
  const first = { schema: structJson({ id: 'long', b: 'long', opt: 'string' }) };
  const second = { schema: structJson({ id: 'long', b: 'integer' }) };

  it('all pass once it is approved, whatever else each of them has', async () => {
    await blocked(settings, active, first);
    expect((await jobs.evolveRefused(second)).body).toMatchObject({ blockedVersion: 2, occurrences: 2 });
    const approved = await jobs.approve(2, WHY);
    expect(columnsOf(approved.body)).toEqual(['id', 'a', 'b']);
    expect(approved.body.warnings.map(({ code }) => code)).toEqual(['LEFT_TO_NEXT_BATCH']);

    expect((await jobs.evolve(second)).body).toMatchObject({ changeType: 'NONE', version: 3 });
    const late = await jobs.evolve({ schema: structJson({ id: 'long', b: 'integer', opt: 'double' }) });
    expect(late.body).toMatchObject({ changeType: 'NON_BREAKING', version: 4 });
    expect((await jobs.active()).body.schema.fields.at(-1)).toMatchObject({ name: 'opt', type: 'double' });
  });

  it('bring what is no part of it when they come again', async () => {
    await blocked(settings, active, first);
    await jobs.approve(2, WHY);
    const again = await jobs.evolve(first);
    expect(again.body).toMatchObject({ changeType: 'NON_BREAKING', version: 4 });
    expect(again.body.changes.filter(({ verdict }) => verdict !== 'NONE')).toMatchObject([
      { rule: 'TYPE_WIDENED', path: ['b'] },
      { rule: 'FIELD_ADDED', path: ['opt'] },
    ]);
    expect((await jobs.evolve(first)).body.changeType).toBe('NONE');
  });

  it('that somebody declares are another problem, since other decisions can be taken about it', async () => {
    const named = { ddl: 'id BIGINT, `x y` INT' };
    await blocked({ tableFormat: 'HUDI' }, { ddl: 'id BIGINT' }, { ...named, origin: 'DECLARED' });
    expect((await jobs.approveRefused(2, WHY)).body.code).toBe('NOT_APPROVABLE');
    expect((await jobs.evolveRefused(named)).body).toMatchObject({ blockedVersion: 3, occurrences: 1 });
    expect((await jobs.approve(3, WHY)).body.resolutions).toMatchObject([{ action: 'LEAVE_OUT' }]);
    expect((await jobs.evolve(named)).body.changeType).toBe('NONE');
  });
});
