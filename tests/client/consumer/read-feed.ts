// Follows the feed of one dataset to its end, page by page. read-feed.js <url>: prints the types of events as JSON.
import createClient from 'openapi-fetch';
import type { components, paths } from '../../../dist/client/metastore.d.ts';

type Page = components['schemas']['EventFeed'];

const client = createClient<paths>({ baseUrl: process.argv[2] ?? '' });
const seen: string[] = [];

for (let page = await read({}); page.items.length > 0; page = await read({ after: page.nextCursor })) {
  seen.push(...page.items.map(({ type }) => type));
}
process.stdout.write(JSON.stringify(seen));

async function read(from: { readonly after?: string }): Promise<Page> {
  const { data, error } = await client.GET('/datasets/{dataset}/events', {
    params: { path: { dataset: 'orders' }, query: { limit: 4, ...from } },
  });
  if (data !== undefined) return data;
  throw new Error(`${error.code}: ${error.detail}`);
}
