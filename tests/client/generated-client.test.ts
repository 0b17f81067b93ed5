import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../src/project-root.ts';
import { settle } from '../integration/events/feed.ts';
import { createTestApp, type TestApp } from '../support/app.ts';

const run = promisify(execFile);

/** Generating and compiling, on a machine that is busy with other tests. */
const TIME_LIMIT = 180_000;

/** One story: the second program reads what the first one did. */
describe('programs with a client that was generated from the committed contract', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it(
    'compile without a single assertion',
    async () => {
      await fromRoot('npm', 'run', 'client');
      await fromRoot(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tests/client/consumer');
    },
    TIME_LIMIT,
  );

  it('do the main job, and tell refusals apart by their code', async () => {
    const seen = await fromRoot(process.execPath, 'dist/client/main-job.js', app.url);
    expect(z.record(z.string(), z.unknown()).parse(JSON.parse(seen))).toEqual({
      registered: 'orders: PARQUET',
      again: 'exists',
      accepted: 'INITIAL 1: order_id, amount',
      widened: 'NON_BREAKING 2: order_id, amount, coupon',
      stopped: 'blocked as version 3: TYPE_CHANGED',
      approved: 'never: TYPE_CHANGED',
      rejected: 'rejected by anonymous',
      opinion: 'recorded',
      altered: 'applied: version 4',
      addedTwice: 'COLUMN_EXISTS',
      operations: '200 FIELD_REMOVED',
      rolledBack: 'applied: version 5',
      active: ['order_id', 'amount'],
      versions: [
        '5 ACTIVE NON_BREAKING',
        '4 OBSOLETE NON_BREAKING',
        '3 REJECTED BREAKING',
        '2 OBSOLETE NON_BREAKING',
        '1 OBSOLETE INITIAL',
      ],
      missing: '404 DATASET_NOT_FOUND',
    });
  });

  it('follow the feed to its end', async () => {
    await settle(app);
    const seen = await fromRoot(process.execPath, 'dist/client/read-feed.js', app.url);
    expect(z.array(z.string()).parse(JSON.parse(seen))).toEqual([
      'dataset.registered',
      'schema.activated',
      'schema.activated',
      'schema.blocked',
      'schema.rejected',
      'schema.recorded',
      'schema.ddl_applied',
      'schema.rolled_back',
    ]);
  });
});

/** What a program printed; the error says what it printed where it failed. */
async function fromRoot(command: string, ...words: string[]): Promise<string> {
  try {
    return (await run(command, words, { cwd: projectRoot })).stdout;
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    throw new Error(`${error.message}\n${String(error.stdout)}`, { cause: error });
  }
}
