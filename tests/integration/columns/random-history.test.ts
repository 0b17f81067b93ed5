import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs, type Problem, type Version } from '../../support/jobs.ts';
import { runs } from '../../support/property.ts';
import { structJson } from '../../support/schemas.ts';
import { type Column, columnsOf } from './columns.ts';
import { type ColumnLife, livesOf } from './column-lives.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const leaf = fc.constantFrom('integer', 'long', 'string');
const leaves = fc.dictionary(fc.constantFrom('x', 'y', 'z'), leaf, { minKeys: 1, noNullPrototype: true });
const type = fc.oneof(
  { weight: 3, arbitrary: leaf },
  leaves.map(structJson),
  leaves.map((fields) => ({ type: 'array', elementType: structJson(fields), containsNull: true })),
);
const batch = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), type, { minKeys: 1, noNullPrototype: true });
const path = fc.constantFrom('a', 'b', 'c', 'd', 'a.x', 'b.y', 'c.z', 'a.element.x', 'b.element.y');
const sqlTypeName = fc.constantFrom(
  'INT',
  'BIGINT',
  'STRING',
  'STRUCT<x: INT, y: STRING>',
  'ARRAY<STRUCT<x: INT>>',
);

/** New ones, and those of the first batch where they were dropped. */
const added = fc.constantFrom(
  ...['e INT', 'f STRUCT<x: INT, y: STRING>', 'a.w STRING', 'b.element.w INT', 'w ARRAY<STRUCT<x: INT>>'],
  ...['a STRUCT<x: INT, y: STRING>', 'b ARRAY<STRUCT<x: INT, y: STRING>>', 'c STRING', 'd INT', 'a.x INT'],
);

const step = fc.oneof(
  batch.map((fields) => ({ batch: structJson(fields) })),
  added.map((column) => ({ sql: `ADD COLUMN ${column}` })),
  fc.tuple(path, sqlTypeName).map(([column, sql]) => ({ sql: `ALTER COLUMN ${column} TYPE ${sql}` })),
  path.map((column) => ({ sql: `DROP COLUMN ${column}` })),
  fc.tuple(path, fc.constantFrom('a', 'b', 'e', 'x', 'w')).map(([column, to]) => ({
    sql: `RENAME COLUMN ${column} TO ${to}`,
  })),
);

const FIRST = structJson({
  a: structJson({ x: 'integer', y: 'string' }),
  b: { type: 'array', elementType: structJson({ x: 'integer', y: 'string' }), containsNull: true },
  c: 'string',
  d: 'integer',
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Whatever is refused changes nothing: that is part of the story. */
async function play(jobs: Jobs, name: string, steps: readonly Step[]) {
  for (const next of steps) {
    const { status } =
      'batch' in next
        ? await jobs.evolve({ schema: next.batch })
        : await jobs.ddl({ sql: `ALTER TABLE ${name} ${next.sql}`, force: true, reason: 'by chance' });
    expect([200, 404, 409]).toContain(status);
  }
}

let played = 0;

/** The versions that a dataset had active after random steps, oldest first. */
async function randomHistory(steps: readonly Step[]) {
  played += 1;
  const name = `random_${played}`;
  const jobs = jobsOf(app, name);
  await jobs.register({ evolutionPolicy: { preset: 'TOLERANT' } });
  await play(jobs, name, [{ batch: FIRST }, ...steps]);
  const versions = (await jobs.versions()).body.items.filter(({ validFrom }) => validFrom !== null);
  return { jobs, versions: versions.reverse() };
}

describe('after any sequence of batches and DDL', () => {
  it('the schema as of any time is the one that was active then, and columns are what versions say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14, size: 'max' }), async (steps) => {
        const { jobs, versions } = await randomHistory(steps);
        await checkTimes(jobs, versions);
        await checkColumns(jobs, versions);
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
  }, 300_000);
});

async function checkTimes(jobs: Jobs, versions: readonly Version[]) {
  for (const { validFrom } of versions) {
    const at = Date.parse(validFrom ?? '');
    for (const time of [at - 1, at]) {
      const expected = versions.findLast((version) => Date.parse(version.validFrom ?? '') <= time);
      const { status, body } = await jobs.get<{ version?: number; code?: Problem['code'] }>(
        `/schema/as-of?time=${new Date(time).toISOString()}`,
      );
      expect([status, body.version]).toEqual(
        expected === undefined ? [404, undefined] : [200, expected.version],
      );
    }
  }
}

async function checkColumns(jobs: Jobs, versions: readonly Version[]) {
  const told = new Map((await columnsOf(jobs).all()).map((column) => [column.pathText, column]));
  const lives = livesOf(versions);
  const present = [...told.values()].filter(({ status }) => status === 'PRESENT');
  const last = [...lives].filter(([, { present: isPresent }]) => isPresent);
  expect(present.map(({ pathText }) => pathText).sort()).toEqual(last.map(([path]) => path).sort());
  for (const [path, life] of lives) {
    const column = told.get(path);
    if (column === undefined) throw new Error(`Nothing is told of ${path}`);
    expect({ path, ...lifeOf(column) }).toEqual({ path, ...life });
  }
}

function lifeOf({ status, dataType, addedIn, changedIn, droppedIn }: Column): ColumnLife {
  return { present: status === 'PRESENT', dataType, addedIn, changedIn, droppedIn };
}
