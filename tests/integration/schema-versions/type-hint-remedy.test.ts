import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

const BASE = { order_id: 'long', amount: 'long', price: 'long' };

let app: TestApp;
let jobs: Jobs;
beforeEach(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register();
  await jobs.evolve({ schema: structJson(BASE) });
});
afterEach(() => app.close());

/** What the remediation of a change tells a person to send, as it stands there. */
function hintsIn(remediation: string | undefined): unknown {
  const hints = /set evolutionPolicy\.typeHints to (\{.*?\}) \(PATCH \/datasets\//.exec(remediation ?? '');
  return JSON.parse(hints?.[1] ?? 'null');
}

describe('the type hint that the answer to a type that may not fit tells to set', () => {
  const batch = { schema: structJson({ ...BASE, amount: 'double' }) };

  it('lets the same batch in, as a checked cast, and leaves every other column as strict as it was', async () => {
    const refused = await jobs.evolveRefused(batch);
    expect(refused.status).toBe(409);
    const typeHints = hintsIn(refused.body.changes[0]?.remediation);
    expect(typeHints).toEqual({ amount: 'BIGINT' });
    await request(app.server).patch('/datasets/orders').send({ evolutionPolicy: { typeHints } }).expect(200);

    const taken = await jobs.evolve(batch);
    expect(taken.status).toBe(200);
    expect(taken.body.projection).toContainEqual(
      expect.objectContaining({ target: ['amount'], cast: 'long', checked: true }),
    );
    const other = await jobs.evolveRefused({ schema: structJson({ ...BASE, price: 'double' }) });
    expect(other.body.changes).toMatchObject([{ rule: 'TYPE_UNFIT', path: ['price'] }]);
    const absent = await jobs.evolveRefused({ schema: structJson({ order_id: 'long', price: 'long' }) });
    expect(absent.body.changes).toMatchObject([{ rule: 'FIELD_REMOVED', path: ['amount'] }]);
  });

  it('comes with the word that hints are replaced as a whole, where there are some', async () => {
    const [first] = (await jobs.evolveRefused(batch)).body.changes;
    expect(first?.remediation).not.toContain('as a whole');
    const policy = { evolutionPolicy: { typeHints: { order_id: 'BIGINT' } } };
    await request(app.server).patch('/datasets/orders').send(policy).expect(200);
    const [second] = (await jobs.evolveRefused(batch)).body.changes;
    expect(second?.remediation).toContain('with the hints that are there: they are replaced as a whole');
  });
});
