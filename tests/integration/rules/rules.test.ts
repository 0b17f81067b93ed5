import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { RULE_IDS } from '../../../src/evolution/rules.ts';
import type { RulesResponse } from '../../../src/features/rules/rule.schemas.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf } from '../../support/jobs.ts';
import type { z } from 'zod';

type Rules = z.output<typeof RulesResponse>;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const get = () => request(app.server).get('/rules');

describe('GET /rules', () => {
  it('tells every rule once, by its id', async () => {
    const body = (await get().expect(200)).body as Rules;
    expect(body.rules.map(({ id }) => id)).toEqual([...RULE_IDS]);
  });

  it('may be kept for a while, and answers 304 to who has it', async () => {
    const { headers } = await get();
    expect(headers['cache-control']).toBe('public, max-age=300');
    await get().set('If-None-Match', String(headers['etag'])).expect(304);
  });

  it('gives examples that a dataset of that kind answers in the same way', async () => {
    const { rules } = (await get()).body as Rules;
    const example = rules.find(({ id }) => id === 'TYPE_WIDENING_UNSUPPORTED')?.example;
    if (example === undefined) throw new Error('no example');
    const jobs = jobsOf(app, 'numbers');
    await jobs.register({ tableFormat: example.table.format, properties: example.table.properties });
    await jobs.evolve({ schema: example.table.active });
    const { body } = await jobs.compare({ ...example.submission });
    expect(body.changes.map(({ rule, verdict, reason }) => [rule, verdict, reason])).toEqual(
      example.changes.map(({ rule, verdict, reason }) => [rule, verdict, reason]),
    );
  });
});
