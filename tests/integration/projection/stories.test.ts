import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { IngestionJob } from '../../support/ingestion-job.ts';
import { jobsOf } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});

afterAll(() => app.close());

describe('a producer that has not heard of a rename', () => {
  it('fills the column under its new name, beside one that has', async () => {
    const admin = jobsOf(app, 'renamed');
    await admin.register();
    const job = new IngestionJob(app, 'renamed');
    await job.run([{ id: 1, town: 'Oslo' }]);
    const renamed = await admin.ddl({
      sql: 'ALTER TABLE renamed RENAME COLUMN town TO city',
      force: true,
      reason: 'What everybody else calls it',
    });
    expect(renamed.body).toMatchObject({ status: 'applied', changeType: 'BREAKING', newVersion: 2 });

    const old = await job.run([{ id: 2, town: 'Bergen' }]);
    const recent = await job.run([{ id: 3, city: 'Tromsø' }]);

    expect(old.changes).toMatchObject([{ rule: 'FIELD_RENAMED', path: ['city'], verdict: 'NONE' }]);
    expect(recent.changes.map(({ rule }) => rule)).not.toContain('FIELD_RENAMED');
    expect(job.written.slice(1)).toEqual([
      { id: 2, city: 'Bergen' },
      { id: 3, city: 'Tromsø' },
    ]);
  });

  it('is told of once per version, so that people know who still has to change', async () => {
    const admin = jobsOf(app, 'told');
    await admin.register();
    const job = new IngestionJob(app, 'told');
    await job.run([{ id: 1, town: 'Oslo' }]);
    await admin.ddl({ sql: 'ALTER TABLE told RENAME COLUMN town TO city', force: true, reason: 'why not' });
    for (const id of [2, 3, 4]) await job.run([{ id, town: 'Bergen' }]);

    const arrivals = (await recordedEvents(app)).filter(
      ({ type, datasetName }) => type === 'column.arrived' && datasetName === 'told',
    );
    expect(arrivals.map(({ version, after }) => ({ version, after }))).toEqual([
      { version: 2, after: { columns: [{ path: ['town'], droppedVersion: 2, renamedTo: 'city' }] } },
    ]);
  });
});

describe('a producer that still sends a dropped column', () => {
  it('goes on, and does not bring it back', async () => {
    const admin = jobsOf(app, 'dropped');
    await admin.register();
    const job = new IngestionJob(app, 'dropped');
    await job.run([{ id: 1, fax: '123', address: { zip: '0150', fax: '9' } }]);
    await admin.ddl({ sql: 'ALTER TABLE dropped DROP COLUMNS fax, address.fax', reason: 'Nobody has one' });

    const answer = await job.run([{ id: 2, fax: '456', address: { zip: '5003', fax: '8' } }]);

    expect(answer).toMatchObject({ changeType: 'NONE', version: 2 });
    expect(answer.changes.map(({ rule, path }) => [rule, path])).toEqual([
      ['DROPPED_FIELD_ARRIVING', ['address', 'fax']],
      ['DROPPED_FIELD_ARRIVING', ['fax']],
    ]);
    expect(job.written[1]).toEqual({ id: 2, address: { zip: '5003' } });
  });
});

describe('a dropped column that arrives in two cases of letters', () => {
  it('is left out under both, and noted once', async () => {
    const admin = jobsOf(app, 'cases');
    await admin.register();
    await admin.evolve({ ddl: 'id BIGINT, b STRING' });
    await admin.ddl({ sql: 'ALTER TABLE cases DROP COLUMN b' });
    const answer = await admin.evolve({ ddl: 'id BIGINT, b STRING, B STRING' });
    expect(answer.status).toBe(200);
    expect(answer.body.changes.map(({ rule }) => rule)).toEqual([
      'DROPPED_FIELD_ARRIVING',
      'DROPPED_FIELD_ARRIVING',
    ]);
    const arrivals = (await recordedEvents(app)).filter(
      ({ type, datasetName }) => type === 'column.arrived' && datasetName === 'cases',
    );
    expect(arrivals).toHaveLength(1);
  });
});

describe('a column whose type a person declared', () => {
  it('takes inferred doubles as decimals, and the job stops at a value that is none', async () => {
    const admin = jobsOf(app, 'pinned');
    await admin.register();
    await admin.evolve({ ddl: 'id BIGINT, price DECIMAL(6,2)', origin: 'DECLARED' });
    const job = new IngestionJob(app, 'pinned');

    const answer = await job.run([{ id: 1, price: 12.5 }]);

    expect(answer.changes).toMatchObject([{ rule: 'TYPE_UNFIT', verdict: 'NONE', risk: 'CHECKED' }]);
    expect(job.written).toEqual([{ id: 1, price: '12.50' }]);
    await expect(job.run([{ id: 2, price: 12_345_678.9 }])).rejects.toThrow('NUMERIC_VALUE_OUT_OF_RANGE');
    expect(job.written).toHaveLength(1);
  });
});

describe('a job that keeps the active schema in its cache', () => {
  it('writes the batch at hand by the projection it was given, and loads the new schema with the next', async () => {
    const admin = jobsOf(app, 'cached');
    await admin.register();
    const job = new IngestionJob(app, 'cached');
    await job.run([{ id: 1, note: 'first' }]);
    expect(job.loaded).toBe(1);

    const asked = await job.ask([{ id: 2, note: 'meanwhile' }]);
    await admin.ddl({ sql: "ALTER TABLE cached ADD COLUMN channel STRING COMMENT 'Where it was sold'" });
    job.write([{ id: 2, note: 'meanwhile' }], asked.body.projection);

    const next = await job.run([{ id: 3, note: 'after', channel: 'web' }]);
    expect(next).toMatchObject({ changeType: 'NONE', version: 2 });
    expect(job.loaded).toBe(2);
    expect(job.written).toEqual([
      { id: 1, note: 'first' },
      { id: 2, note: 'meanwhile' },
      { id: 3, note: 'after', channel: 'web' },
    ]);
  });
});

describe('a batch that a job takes apart', () => {
  it('finds renamed fields inside arrays of structs', async () => {
    const admin = jobsOf(app, 'nested');
    await admin.register();
    const job = new IngestionJob(app, 'nested');
    await job.run([{ id: 1, lines: [{ sku: 'a', qty: 1 }] }]);
    await admin.ddl({
      sql: 'ALTER TABLE nested RENAME COLUMN lines.element.qty TO quantity',
      force: true,
      reason: 'In full',
    });
    await job.run([
      {
        id: 2,
        lines: [
          { sku: 'b', qty: 2 },
          { sku: 'c', qty: 3 },
        ],
      },
      { id: 3, lines: [] },
    ]);
    expect(job.written.slice(1)).toEqual([
      {
        id: 2,
        lines: [
          { sku: 'b', quantity: 2 },
          { sku: 'c', quantity: 3 },
        ],
      },
      { id: 3, lines: [] },
    ]);
  });
});
