import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf, type Jobs, type Problem, type Version } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';

let app: TestApp;
let jobs: Jobs;
beforeAll(async () => {
  app = await createTestApp();
  jobs = jobsOf(app);
  await jobs.register({ evolutionPolicy: { preset: 'TOLERANT' } });
  for (let columns = 1; columns <= 7; columns += 1) {
    const fields = Object.fromEntries(Array.from({ length: columns }, (_, index) => [`c${index}`, 'string']));
    await jobs.evolve({ schema: structJson(fields), source: { batch: String(columns) } });
  }
});
afterAll(() => app.close());

describe('reading versions', () => {
  it('pages through all of them once, newest first', async () => {
    const seen: number[] = [];
    let query = '?limit=3';
    for (let page = 0; page < 5; page += 1) {
      const { body } = await jobs.versions(query);
      seen.push(...body.items.map(({ version }) => version));
      if (body.nextCursor === null) break;
      query = `?limit=3&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('filters by status', async () => {
    const { body } = await jobs.versions('?status=OBSOLETE');
    expect(body.items.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('gives one version with its history, and 304 to those who have it', async () => {
    const { status, headers, body } = await jobs.get<Version>('/schema/versions/3');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 3,
      comparedWithVersion: 2,
      changeType: 'NON_BREAKING',
      origin: 'INFERRED',
      source: { batch: '3' },
      changes: [{ rule: 'FIELD_ADDED', path: ['c2'] }],
    });
    expect(Date.parse(body.validTo ?? '')).toBeGreaterThanOrEqual(Date.parse(body.validFrom ?? ''));
    expect(headers['etag']).toMatch(/^"[^"]+"$/);
  });

  it('validity runs without gaps from one version to the next', async () => {
    const { items } = (await jobs.versions()).body;
    const ends = items.slice(1).map(({ validTo }) => validTo);
    expect(ends).toEqual(items.slice(0, -1).map(({ validFrom }) => validFrom));
  });

  it('shows every change between two versions', async () => {
    const { body } = await jobs.get<{
      from: number;
      to: number;
      changes: { rule: string; path: string[] }[];
    }>('/schema/diff?from=2&to=4');
    expect(body).toMatchObject({ from: 2, to: 4, changeType: 'NON_BREAKING' });
    expect(body.changes.map(({ rule, path }) => [rule, path])).toEqual([
      ['FIELD_ADDED', ['c2']],
      ['FIELD_ADDED', ['c3']],
    ]);
  });

  it.each([
    ['/schema/versions/8', 404, 'VERSION_NOT_FOUND'],
    ['/schema/versions/0', 400, 'INVALID_REQUEST'],
    ['/schema/versions/2147483648', 400, 'INVALID_REQUEST'],
    ['/schema/versions/x', 400, 'INVALID_REQUEST'],
    ['/schema/diff?from=1', 400, 'INVALID_REQUEST'],
    ['/schema/diff?from=1&to=9', 404, 'VERSION_NOT_FOUND'],
    ['/schema/versions?cursor=nope', 400, 'INVALID_CURSOR'],
    [`/schema/versions?cursor=${beyondIntegers('schema-versions')}`, 400, 'INVALID_CURSOR'],
    [`/ddl?cursor=${beyondIntegers('ddl')}`, 400, 'INVALID_CURSOR'],
    ['/schema/versions?status=GONE', 400, 'INVALID_REQUEST'],
    ['/schema/versions?limit=0', 400, 'INVALID_REQUEST'],
  ])('%s is %i %s', async (path, status, code) => {
    expect(await jobs.get<Problem>(path)).toMatchObject({ status, body: { code } });
  });
});

/** A cursor that nobody was given: numbers of the database are smaller. */
function beyondIntegers(list: string): string {
  return Buffer.from(JSON.stringify([1, list, 2 ** 31])).toString('base64url');
}
