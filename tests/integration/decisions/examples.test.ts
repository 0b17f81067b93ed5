import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRATION_EXAMPLES } from '../../../src/features/datasets/dataset.examples.ts';
import {
  APPROVE_EXAMPLES,
  REJECT_EXAMPLES,
  ROLL_BACK_EXAMPLES,
} from '../../../src/features/decisions/decision.examples.ts';
import { SUBMISSION_EXAMPLES } from '../../../src/features/schema-versions/evolve.examples.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';

let app: TestApp;
let jobs: Jobs;

beforeAll(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register(REGISTRATION_EXAMPLES.orders.value);
  for (const { value } of Object.values(SUBMISSION_EXAMPLES)) await jobs.evolve(value);
});

afterAll(() => app.close());

/** The versions that the contract gives as examples of path parameters. */
const REJECTED = 3;
const APPROVED = 4;

describe('the examples of decisions, as they stand after those of submissions', () => {
  it('reject the version with another type', async () => {
    for (const { value } of Object.values(REJECT_EXAMPLES)) {
      expect((await jobs.reject(REJECTED, value)).status).toBe(200);
    }
  });

  it('approve the version that lacks a column', async () => {
    for (const { value } of Object.values(APPROVE_EXAMPLES)) {
      expect((await jobs.approve(APPROVED, value)).status).toBe(200);
    }
  });

  it('go back to the first version', async () => {
    for (const { value } of Object.values(ROLL_BACK_EXAMPLES)) {
      expect((await jobs.rollBack(value)).status).toBe(200);
    }
    expect((await jobs.active()).body).toMatchObject({ origin: 'ROLLBACK', derivedFromVersion: 1 });
  });
});
