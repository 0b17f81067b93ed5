import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { columnsOf, jobsOf, type Jobs } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

const CALLERS = 50;
const BASE = { order_id: 'long', amount: 'double' };
const NEW_COLUMNS = Array.from({ length: CALLERS }, (_, index) => `c${index}`);

let database: TestDatabase;
let services: readonly [TestApp, TestApp];
let even: Jobs;
let odd: Jobs;

beforeEach(async () => {
  database = await createTestDatabase();
  const options = { databaseUrl: database.url };
  services = [await createTestApp(options), await createTestApp(options)];
  [even, odd] = [jobsOf(services[0]), jobsOf(services[1])];
});

afterEach(async () => {
  for (const service of services) await service.close();
  await database.drop();
});

/** The same call by many jobs at once, half of them at each service. */
function atOnce<T>(callers: number, call: (jobs: Jobs, index: number) => PromiseLike<T>): Promise<T[]> {
  return Promise.all(
    Array.from({ length: callers }, (_, index) => call(index % 2 === 0 ? even : odd, index)),
  );
}

function statuses(answers: readonly { readonly status: number }[]): number[] {
  return [...new Set(answers.map(({ status }) => status))];
}

async function versionNumbers(): Promise<number[]> {
  return (await even.versions()).body.items.map(({ version }) => version);
}

describe('jobs that submit at the same moment, to two services on one database', () => {
  it('make one version out of identical first submissions', async () => {
    await even.register();
    const answers = await atOnce(CALLERS, (jobs) => jobs.evolve({ schema: structJson(BASE) }));
    expect(statuses(answers)).toEqual([200]);
    expect(answers.filter(({ body }) => body.changeType === 'INITIAL')).toHaveLength(1);
    expect(await versionNumbers()).toEqual([1]);
  });

  it('end with every column of 50 different ones under TOLERANT, in contiguous versions', async () => {
    await even.register({ evolutionPolicy: { preset: 'TOLERANT' } });
    await even.evolve({ schema: structJson(BASE) });
    const answers = await atOnce(CALLERS, (jobs, index) =>
      jobs.evolve({ schema: structJson({ ...BASE, [`c${index}`]: 'string' }) }),
    );
    expect(statuses(answers)).toEqual([200]);
    expect(columnsOf((await odd.active()).body).sort()).toEqual(
      [...Object.keys(BASE), ...NEW_COLUMNS].sort(),
    );
    expect(await versionNumbers()).toEqual(Array.from({ length: CALLERS + 1 }, (_, i) => CALLERS + 1 - i));
    const { items } = (await even.versions('?status=ACTIVE')).body;
    expect(items.map(({ version }) => version)).toEqual([CALLERS + 1]);
  });

  it('end with every column under STRICT too when they name the version they started from', async () => {
    await even.register();
    await even.evolve({ schema: structJson(BASE) });
    const answers = await atOnce(CALLERS, (jobs, index) =>
      jobs.evolve({ schema: structJson({ ...BASE, [`c${index}`]: 'string' }), baseVersion: 1 }),
    );
    expect(statuses(answers)).toEqual([200]);
    expect(columnsOf((await odd.active()).body).sort()).toEqual(
      [...Object.keys(BASE), ...NEW_COLUMNS].sort(),
    );
    expect(await versionNumbers()).toHaveLength(CALLERS + 1);
  });

  it('record the same problem once, and count it', async () => {
    await even.register();
    await even.evolve({ schema: structJson(BASE) });
    const answers = await atOnce(CALLERS, (jobs) =>
      jobs.evolveRefused({ schema: structJson({ ...BASE, amount: 'boolean' }) }),
    );
    expect(statuses(answers)).toEqual([409]);
    expect(new Set(answers.map(({ body }) => body.blockedVersion))).toEqual(new Set([2]));
    const { items } = (await even.versions('?status=BLOCKED')).body;
    expect(items.map(({ occurrences }) => occurrences)).toEqual([CALLERS]);
  });

  it('never bring back a column that a DROP takes away meanwhile', async () => {
    await even.register({ evolutionPolicy: { preset: 'TOLERANT' } });
    await even.evolve({ schema: structJson({ ...BASE, fax: 'string' }) });
    const [dropped, answers] = await Promise.all([
      odd.ddl({ sql: 'ALTER TABLE orders DROP COLUMN fax' }),
      atOnce(20, (jobs, index) =>
        jobs.evolve({ schema: structJson({ ...BASE, fax: 'string', [`c${index}`]: 'long' }) }),
      ),
    ]);
    expect(statuses([dropped, ...answers])).toEqual([200]);
    const columns = columnsOf((await even.active()).body);
    expect(columns).not.toContain('fax');
    expect(columns).toHaveLength(Object.keys(BASE).length + 20);
  });
});
