import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PATCH_EXAMPLES, REGISTRATION_EXAMPLES } from '../../../src/features/datasets/dataset.examples.ts';
import {
  ARCHIVE_EXAMPLES,
  PAUSE_EXAMPLES,
  RESTORE_EXAMPLES,
  RESUME_EXAMPLES,
} from '../../../src/features/datasets/dataset-lifecycle.examples.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { lifecycle, patch, post, purge } from './dataset-requests.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const COMMANDS = [
  ['pause', PAUSE_EXAMPLES],
  ['resume', RESUME_EXAMPLES],
  ['archive', ARCHIVE_EXAMPLES],
  ['restore', RESTORE_EXAMPLES],
] as const;

describe('the examples of datasets', () => {
  it('work as they stand, one after the other, from an empty service to a purge', async () => {
    for (const { value } of Object.values(REGISTRATION_EXAMPLES)) await post(app, value).expect(201);
    for (const { value } of Object.values(PATCH_EXAMPLES)) await patch(app, 'orders', value).expect(200);
    await patch(app, 'orders', { partitionKeys: null, paused: false }).expect(200);
    await jobsOf(app).evolve({ schema: structJson({ order_id: 'long' }) });
    for (const { value } of Object.values(PATCH_EXAMPLES)) await patch(app, 'orders', value).expect(200);
    for (const [command, examples] of COMMANDS) {
      for (const { value } of Object.values(examples)) {
        await lifecycle(app, 'orders', command, value).expect(200);
      }
    }
    await lifecycle(app, 'orders', 'archive').expect(200);
    expect((await purge(app, 'orders', { confirm: 'orders' })).status).toBe(204);
  });
});
