// What somebody else's program looks like: the types come from the committed contract, and nothing is asserted.
// main-job.js <url>: prints what it saw as JSON.
import createClient from 'openapi-fetch';
import type { components, paths } from '../../../dist/client/metastore.d.ts';

type StructType = components['schemas']['StructType'];

const FIRST: StructType = {
  type: 'struct',
  fields: [
    { name: 'order_id', type: 'long', nullable: true, metadata: {} },
    { name: 'amount', type: 'double', nullable: true, metadata: {} },
  ],
};

const WIDER: StructType = { ...FIRST, fields: [...FIRST.fields, { name: 'coupon', type: 'string' }] };

const OTHER_TYPE: StructType = {
  ...WIDER,
  fields: [{ name: 'order_id', type: 'boolean' }, ...WIDER.fields.slice(1)],
};

const client = createClient<paths>({ baseUrl: process.argv[2] ?? '' });
const path = { dataset: 'orders' };

process.stdout.write(
  JSON.stringify({
    registered: await register(),
    again: await register(),
    accepted: await submit(FIRST),
    widened: await submit(WIDER),
    stopped: await submit(OTHER_TYPE),
    approved: await approve(3),
    rejected: await reject(3),
    opinion: await opinion(),
    altered: await addColumn('channel'),
    addedTwice: await addColumn('channel'),
    operations: await dropColumn('channel'),
    rolledBack: await rollBack(1),
    active: await activeColumns(),
    versions: await versions(),
    missing: await missing(),
  }),
);

async function register(): Promise<string> {
  const { data, error } = await client.POST('/datasets', {
    body: { name: 'orders', kafkaTopic: 'orders', mode: 'append' },
  });
  if (data !== undefined) return `${data.name}: ${data.tableFormat}`;
  return error.code === 'DATASET_EXISTS' ? 'exists' : error.detail;
}

async function submit(schema: StructType): Promise<string> {
  const { data, error } = await client.POST('/datasets/{dataset}/schema/evolve', {
    params: { path },
    body: { schema, source: { application: 'generated-client' } },
  });
  if (data !== undefined) {
    if (data.status === 'recorded') return 'an opinion';
    const columns = data.effectiveSchema?.fields.map(({ name }) => name) ?? [];
    return `${data.changeType} ${data.newVersion ?? '-'}: ${columns.join(', ')}`;
  }
  switch (error.code) {
    case 'BREAKING_SCHEMA_CHANGE':
      return `blocked as version ${error.blockedVersion}: ${error.changes.map(({ rule }) => rule).join(', ')}`;
    case 'DATASET_ARCHIVED':
    case 'DATASET_NOT_FOUND':
    case 'INVALID_SCHEMA':
      // @ts-expect-error only a breaking change has a blocked version
      error.blockedVersion satisfies number;
      return error.detail;
    default:
      return error.code;
  }
}

async function approve(version: number): Promise<string> {
  const { data, error } = await client.POST('/datasets/{dataset}/schema/versions/{version}/approve', {
    params: { path: { ...path, version } },
    body: { reason: 'a test', resolutions: [], dryRun: false },
  });
  if (data !== undefined) return `as version ${data.newVersion ?? '-'}`;
  if (error.code !== 'NOT_APPROVABLE') return error.detail;
  return `never: ${error.changes.map(({ rule }) => rule).join(', ')}`;
}

async function reject(version: number): Promise<string> {
  const { data, error } = await client.POST('/datasets/{dataset}/schema/versions/{version}/reject', {
    params: { path: { ...path, version } },
    body: { reason: 'a test' },
  });
  return data === undefined ? error.code : `${data.status} by ${data.decidedBy.name}`;
}

async function rollBack(version: number): Promise<string> {
  const { data, error } = await client.POST('/datasets/{dataset}/schema/rollback', {
    params: { path },
    body: { version, reason: 'a test' },
  });
  if (data !== undefined) return `${data.status}: version ${data.version ?? '-'}`;
  return error.code === 'ROLLBACK_REFUSED' ? error.refusals.map(({ code }) => code).join(', ') : error.detail;
}

async function opinion(): Promise<string> {
  const { data } = await client.POST('/datasets/{dataset}/schema/evolve', {
    params: { path },
    body: { schema_json: '', change_type: 'BREAKING' },
  });
  return data?.status ?? 'refused';
}

async function addColumn(name: string): Promise<string> {
  const { data, error } = await client.POST('/datasets/{dataset}/ddl', {
    params: { path },
    body: { sql: `ALTER TABLE orders ADD COLUMN ${name} STRING`, reason: 'a test' },
  });
  if (data !== undefined) return `${data.status}: version ${data.version}`;
  return error.code === 'DDL_REFUSED' ? error.refusals.map(({ code }) => code).join(', ') : error.detail;
}

async function dropColumn(name: string): Promise<string> {
  const { data, response } = await client.POST('/datasets/{dataset}/ddl', {
    params: { path, header: { 'If-Match': '*' } },
    body: { operations: [{ op: 'DROP_COLUMN', path: [name] }], dryRun: true },
  });
  return `${response.status} ${data?.changes.map(({ rule }) => rule).join(', ')}`;
}

async function activeColumns(): Promise<readonly string[]> {
  const { data } = await client.GET('/datasets/{dataset}/schema/active', { params: { path } });
  return data?.schema.fields.map(({ name }) => name) ?? [];
}

async function versions(): Promise<readonly string[]> {
  const { data } = await client.GET('/datasets/{dataset}/schema/versions', {
    // @ts-expect-error there is no such status
    params: { path, query: { limit: 10, status: 'PENDING' } },
  });
  if (data !== undefined) return ['a status that does not exist was accepted'];
  const known = await client.GET('/datasets/{dataset}/schema/versions', {
    params: { path, query: { limit: 10 } },
  });
  return (
    known.data?.items.map(({ version, status, changeType }) => `${version} ${status} ${changeType}`) ?? []
  );
}

async function missing(): Promise<string> {
  const { error, response } = await client.GET('/datasets/{dataset}', {
    params: { path: { dataset: 'nobody' } },
  });
  return `${response.status} ${error?.code}`;
}
