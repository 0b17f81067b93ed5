import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { recordedEvents } from '../../support/recorded-events.ts';
import { structJson } from '../../support/schemas.ts';

const CALLERS = 20;
const ORDERS = { order_id: 'long', amount: 'double' };
const LACKING = { schema: structJson({ order_id: 'long' }) };
const WHY = { reason: 'Amounts are optional' };

let database: TestDatabase;
let services: readonly [TestApp, TestApp];
let even: Jobs;
let odd: Jobs;

beforeEach(async () => {
  database = await createTestDatabase();
  const options = { databaseUrl: database.url };
  services = [await createTestApp(options), await createTestApp(options)];
  [even, odd] = [jobsOf(services[0]), jobsOf(services[1])];
  await even.register();
  await even.evolve({ schema: structJson(ORDERS) });
  await even.evolveRefused(LACKING);
});

afterEach(async () => {
  for (const service of services) await service.close();
  await database.drop();
});

/** The same call by many at once, half of them at each service. */
function atOnce<T>(call: (jobs: Jobs, index: number) => PromiseLike<T>): Promise<T[]> {
  return Promise.all(
    Array.from({ length: CALLERS }, (_, index) => call(index % 2 === 0 ? even : odd, index)),
  );
}

async function statuses(): Promise<[number, string][]> {
  return (await even.versions()).body.items.map(({ version, status }) => [version, status]);
}

async function eventsOf(type: string): Promise<number> {
  return (await recordedEvents(services[0])).filter((event) => event.type === type).length;
}

describe('people who decide about one version at the same moment', () => {
  it('make one version of it, however many approve', async () => {
    const answers = await atOnce((jobs) => jobs.approve(2, WHY));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array<number>(CALLERS - 1).fill(409),
    ]);
    expect(await statuses()).toEqual([
      [3, 'ACTIVE'],
      [2, 'APPROVED'],
      [1, 'OBSOLETE'],
    ]);
    expect(await eventsOf('schema.approved')).toBe(1);
  });

  it('agree on one outcome where some approve and some reject', async () => {
    const answers = await atOnce(async (jobs, index) => {
      const isApproval = index < CALLERS / 2;
      const answer = isApproval
        ? await jobs.approve(2, WHY)
        : await jobs.reject(2, { reason: 'They are not' });
      return { isApproval, status: answer.status };
    });
    const done = answers.filter(({ status }) => status === 200);
    const approvals = done.filter(({ isApproval }) => isApproval);
    const rejections = done.filter(({ isApproval }) => !isApproval);
    // A rejected version can still be approved; an approved one is decided for good.
    expect(approvals).toHaveLength(1);
    expect(rejections.length).toBeLessThanOrEqual(1);
    expect(await statuses()).toEqual([
      [3, 'ACTIVE'],
      [2, 'APPROVED'],
      [1, 'OBSOLETE'],
    ]);
  });

  it('roll back once', async () => {
    await even.evolve({ schema: structJson({ ...ORDERS, coupon: 'string' }) });
    const answers = await atOnce((jobs) => jobs.rollBack({ version: 1, reason: 'a mistake' }));
    expect(answers.map(({ body }) => body.status).sort()).toEqual([
      'applied',
      ...Array<string>(CALLERS - 1).fill('unchanged'),
    ]);
    expect(await eventsOf('schema.rolled_back')).toBe(1);
  });
});

describe('an approval while jobs and engineers go on', () => {
  it('loses nothing that jobs bring, and every batch is answered', async () => {
    const [approved, ...answers] = await Promise.all([
      odd.approve(2, WHY),
      ...Array.from({ length: CALLERS }, (_, index) =>
        even.evolve({ schema: structJson({ ...ORDERS, [`c${index}`]: 'string' }), baseVersion: 1 }),
      ),
    ]);
    expect(approved.status).toBe(200);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const columns = columnsOf((await even.active()).body);
    answers.forEach(({ status }, index) => {
      if (status === 200) expect(columns).toContain(`c${index}`);
    });
    const numbers = (await even.versions()).body.items.map(({ version }) => version);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => numbers.length - index));
    expect((await even.versions('?status=ACTIVE')).body.items).toHaveLength(1);
  });

  it('either finds the column that a DROP takes away meanwhile, or that nothing is left to decide', async () => {
    const [approved, dropped] = await Promise.all([
      odd.approve(2, WHY),
      even.ddl({ sql: 'ALTER TABLE orders DROP COLUMN amount' }),
    ]);
    expect(dropped.status).toBe(200);
    expect([200, 409]).toContain(approved.status);
    const active = (await even.active()).body;
    expect(columnsOf(active)).toEqual(['order_id']);
    expect((await statuses()).find(([version]) => version === 2)?.[1]).toBe(
      approved.status === 200 ? 'APPROVED' : 'RESOLVED',
    );
    expect((await even.evolve(LACKING)).status).toBe(200);
  });
});
