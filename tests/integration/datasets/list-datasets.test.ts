import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { jobsOf } from '../../support/jobs.ts';
import { structJson } from '../../support/schemas.ts';
import { get, lifecycle, post, registration } from './dataset-requests.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

interface Page {
  readonly items: readonly { readonly name: string }[];
  readonly nextCursor: string | null;
}

async function page(query: Readonly<Record<string, string>>): Promise<Page> {
  const answer = await get(app, `/datasets?${new URLSearchParams(query).toString()}`).expect(200);
  return answer.body as Page;
}

async function names(query: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return (await page(query)).items.map(({ name }) => name);
}

async function registerAll(...given: readonly (string | Readonly<Record<string, unknown>>)[]): Promise<void> {
  for (const one of given) {
    await post(app, registration(typeof one === 'string' ? { name: one } : one)).expect(201);
  }
}

describe('GET /datasets', () => {
  it('is an empty page of an empty service', async () => {
    expect(await page({})).toEqual({ items: [], nextCursor: null });
  });

  it('goes through all of them by name, whatever the case, in pages of the size asked for', async () => {
    await registerAll('banana', 'Apple', 'cherry', 'apricot', 'B.x');
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: Page = await page({ limit: '2', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...next.items.map(({ name }) => name));
      sizes.push(next.items.length);
      cursor = next.nextCursor;
    }
    expect([...seen].sort()).toEqual(['Apple', 'B.x', 'apricot', 'banana', 'cherry']);
    expect(seen.slice(0, 2)).toEqual(['Apple', 'apricot']);
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('gives no cursor with a page that is full and the last', async () => {
    await registerAll('a', 'b');
    expect((await page({ limit: '2' })).nextCursor).toBeNull();
  });

  it('shows each dataset once, whatever is registered between the pages', async () => {
    await registerAll('d', 'h', 'l', 'p');
    const seen: string[] = [];
    const meanwhile = ['a', 'e', 'm', 'z', 'f', 'c', 'q', 'b'];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: Page = await page({ limit: '1', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...next.items.map(({ name }) => name));
      const newcomer = meanwhile.shift();
      if (newcomer !== undefined) await registerAll(newcomer);
      cursor = next.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['d', 'h', 'l', 'p']));
    expect(seen).toEqual([...seen].sort());
  });

  it('finds a part of a name in any case', async () => {
    await registerAll('web_orders', 'Orders.raw', 'customers');
    expect(await names({ search: 'ORDER' })).toEqual(['Orders.raw', 'web_orders']);
    expect(await names({ search: 'nothing' })).toEqual([]);
    expect(await names({ search: '' })).toHaveLength(3);
  });

  it('takes the wildcards of LIKE for what they are', async () => {
    await registerAll('a_b', 'axb');
    expect(await names({ search: 'a_b' })).toEqual(['a_b']);
    for (const search of ['%', 'a%b', '\\', '\\_', "'", 'a_b%']) expect(await names({ search })).toEqual([]);
  });

  it('filters by topic, mode and table format, all at once', async () => {
    await registerAll(
      { name: 'a', kafkaTopic: 't1' },
      { name: 'b', kafkaTopic: 't1', mode: 'upsert' },
      { name: 'c', kafkaTopic: 't2', mode: 'upsert', tableFormat: 'DELTA' },
      { name: 'd', kafkaTopic: null, sourceUri: 's3a://x/y' },
    );
    expect(await names({ kafkaTopic: 't1' })).toEqual(['a', 'b']);
    expect(await names({ mode: 'upsert' })).toEqual(['b', 'c']);
    expect(await names({ tableFormat: 'DELTA' })).toEqual(['c']);
    expect(await names({ kafkaTopic: 't1', mode: 'upsert', search: 'B' })).toEqual(['b']);
    expect(await names({ kafkaTopic: 't1', tableFormat: 'DELTA' })).toEqual([]);
  });

  it('filters by owner, as it is written', async () => {
    await registerAll({ name: 'a', owner: 'crm team' }, { name: 'b', owner: 'CRM team' }, 'c');
    expect(await names({ owner: 'crm team' })).toEqual(['a']);
    expect(await names({ owner: 'crm' })).toEqual([]);
  });

  it('filters by labels: a key with its value, a key alone, several that must all be there', async () => {
    await registerAll(
      { name: 'a', labels: { tier: 'gold', team: 'checkout' } },
      { name: 'b', labels: { tier: 'gold' } },
      { name: 'c', labels: { tier: 'iron', team: '' } },
      { name: 'd', labels: { Tier: 'gold', constructor: 'x' } },
      'e',
    );
    expect(await names({ label: 'tier:gold' })).toEqual(['a', 'b']);
    expect(await names({ label: 'tier' })).toEqual(['a', 'b', 'c']);
    expect(await names({ label: 'tier:gold,team' })).toEqual(['a']);
    expect(await names({ label: 'team:' })).toEqual(['c']);
    expect(await names({ label: 'constructor' })).toEqual(['d']);
    expect(await names({ label: 'tier:gol' })).toEqual([]);
    expect(await names({ label: 'toString' })).toEqual([]);
  });

  it('finds labels that hold what separates labels', async () => {
    await registerAll(
      { name: 'a', labels: { 'k8s:app': 'web:1', who: 'a, b \\ c' } },
      { name: 'b', labels: { k8s: 'app:web:1' } },
      { name: 'c', labels: { k8s: "app', x" } },
    );
    expect(await names({ label: 'k8s:app' })).toEqual(['a']);
    expect(await names({ label: 'k8s:app:web:1' })).toEqual(['a', 'b']);
    expect(await names({ label: 'who:a\\, b \\\\ c' })).toEqual(['a']);
    expect(await names({ label: "k8s:app'\\, x" })).toEqual(['c']);
  });

  it('filters by paused', async () => {
    await registerAll({ name: 'a', paused: true }, 'b');
    expect(await names({ paused: 'true' })).toEqual(['a']);
    expect(await names({ paused: 'false' })).toEqual(['b']);
  });

  it('filters by whether a version is blocked', async () => {
    await registerAll('blocked', 'fine', 'fresh');
    for (const name of ['blocked', 'fine']) {
      await jobsOf(app, name).evolve({ schema: structJson({ id: 'long' }) });
    }
    await jobsOf(app, 'blocked').evolve({ schema: structJson({ id: 'boolean' }) });
    expect(await names({ hasBlockedVersion: 'true' })).toEqual(['blocked']);
    expect(await names({ hasBlockedVersion: 'false' })).toEqual(['fine', 'fresh']);
  });

  it('leaves archived ones out, unless they are asked for', async () => {
    await registerAll('gone', 'here');
    await lifecycle(app, 'gone', 'archive').expect(200);
    expect(await names()).toEqual(['here']);
    expect(await names({ archived: 'false' })).toEqual(['here']);
    expect(await names({ archived: 'true' })).toEqual(['gone']);
    expect(await names({ archived: 'any' })).toEqual(['gone', 'here']);
    expect(await names({ archived: 'true', search: 'here' })).toEqual([]);
  });

  it('keeps the filter from page to page', async () => {
    await registerAll('x1', 'y', 'x2', 'z', 'x3');
    const first = await page({ search: 'x', limit: '2' });
    const second = await page({ search: 'x', limit: '2', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['x1', 'x2', 'x3']);
  });

  it('takes as many colons as a label can have', async () => {
    await registerAll({ name: 'a', labels: { [`a${':'.repeat(254)}`]: ':'.repeat(255) } });
    const label = `a${':'.repeat(510)}`;
    expect(await names({ label: [label, label, label, label].join(',') })).toEqual(['a']);
  });
});
