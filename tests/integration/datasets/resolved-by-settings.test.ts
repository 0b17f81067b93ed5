import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatasetService } from '../../../src/features/datasets/dataset.service.ts';
import type { DatasetPatch } from '../../../src/features/datasets/patch-dataset.service.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { eventsOf, get, patch, registered } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** A dataset with an active version 1, and a version 2 that is blocked by what is submitted after it. */
async function blockedBy(
  settings: object,
  first: object,
  second: object,
): Promise<{ name: string; jobs: Jobs }> {
  const { name } = await registered(app, { ...settings });
  const jobs = jobsOf(app, name);
  await jobs.evolve({ schema: structJson({ ...first }) });
  const refused = await jobs.evolveRefused({ schema: structJson({ ...second }) });
  expect(refused).toMatchObject({ status: 409, body: { blockedVersion: 2 } });
  return { name, jobs };
}

async function statuses(jobs: Jobs): Promise<string[]> {
  return (await jobs.versions()).body.items.map(({ status }) => status);
}

describe('a blocked version that a change of settings makes harmless', () => {
  it('is resolved by itself when the policy lets it pass, with one event', async () => {
    const { name, jobs } = await blockedBy({}, { order_id: 'long', note: 'string' }, { order_id: 'long' });
    await patch(app, name, { evolutionPolicy: { preset: 'TOLERANT' } }).expect(200);
    expect(await statuses(jobs)).toEqual(['RESOLVED', 'ACTIVE']);
    const types = (await eventsOf(app, name)).map(([type]) => type);
    expect(types.slice(-2)).toEqual(['dataset.policy_changed', 'schema.resolved']);
    expect(types.filter((type) => type === 'schema.resolved')).toHaveLength(1);
    const resolved = await app.context.database.prisma.event.findFirst({
      where: { type: 'schema.resolved', datasetName: name },
    });
    expect(resolved).toMatchObject({ version: 2, reason: 'A change of evolutionPolicy made it harmless.' });
  });

  it('is resolved when a property lets the table widen', async () => {
    const { name, jobs } = await blockedBy(
      { tableFormat: 'DELTA' },
      { order_id: 'long', lines: 'integer' },
      { order_id: 'long', lines: 'long' },
    );
    await patch(app, name, { properties: { 'delta.enableTypeWidening': 'true' } }).expect(200);
    expect(await statuses(jobs)).toEqual(['RESOLVED', 'ACTIVE']);
  });

  it('is resolved when the job derives what was missing', async () => {
    const settings = { partitionKeys: ['day'], evolutionPolicy: { preset: 'TOLERANT' } };
    const { name, jobs } = await blockedBy(settings, { order_id: 'long', day: 'date' }, { order_id: 'long' });
    await patch(app, name, { derivedFields: ['day'] }).expect(200);
    expect(await statuses(jobs)).toEqual(['RESOLVED', 'ACTIVE']);
  });

  it('stays blocked where it is not harmless yet, and where nothing weighty changes', async () => {
    const { name, jobs } = await blockedBy({}, { order_id: 'long' }, { order_id: 'boolean' });
    await patch(app, name, { evolutionPolicy: { preset: 'TOLERANT' } }).expect(200);
    await patch(app, name, { owner: 'me', labels: { a: '1' } }).expect(200);
    expect(await statuses(jobs)).toEqual(['BLOCKED', 'ACTIVE']);
  });
});

describe('judging blocked versions again', () => {
  const patchOf = (dataset: string, changes: DatasetPatch['changes']): DatasetPatch => ({
    dataset,
    changes,
    force: false,
    reason: null,
    isCurrent: () => true,
    caller: { actor: { type: 'SYSTEM', name: 'test' }, requestId: null },
  });

  it('is asked for once, with the dataset as it is after the change, and only when verdicts may differ', async () => {
    const asked: string[] = [];
    const datasets = createDatasetService({
      database: app.context.database,
      defaultPreset: 'STRICT',
      resolveOpenVersions: async (_tx, dataset, _caller, why) => {
        asked.push(`${dataset.revision} ${why}`);
        await Promise.resolve();
      },
    });
    const { name } = await registered(app);
    for (const changes of [
      { owner: 'me', paused: true },
      { mode: 'append' as const },
      { properties: { a: 'b' }, evolutionPolicy: { preset: 'FROZEN' as const } },
      { protectedFields: ['x'] },
    ]) {
      expect(await datasets.patch(patchOf(name, changes))).toMatchObject({ ok: true });
    }
    expect(asked).toEqual([
      '3 A change of properties, evolutionPolicy made it harmless.',
      '4 A change of protectedFields made it harmless.',
    ]);
  });

  it('is part of the change: where it fails nothing is written', async () => {
    const datasets = createDatasetService({
      database: app.context.database,
      defaultPreset: 'STRICT',
      resolveOpenVersions: () => Promise.reject(new Error('the database went away')),
    });
    const { name } = await registered(app);
    const before = await get(app, `/datasets/${name}`);
    const change = patchOf(name, { evolutionPolicy: { preset: 'TOLERANT' } });
    await expect(datasets.patch(change)).rejects.toThrow('the database went away');
    expect((await get(app, `/datasets/${name}`)).body).toEqual(before.body);
    expect(await eventsOf(app, name)).toHaveLength(1);
  });
});
