import { operations } from './contract.ts';
import { AUTHORIZATION, type FuzzedService, type Received } from './service.ts';
import { FIRST_BATCH } from './hints.ts';
import { remember, type World } from './world.ts';

const FORMATS = ['PARQUET', 'ICEBERG', 'DELTA', 'HUDI'];

/** Tables that can be changed in every way their format knows. */
const PROPERTIES = {
  'delta.columnMapping.mode': 'name',
  'delta.enableTypeWidening': 'true',
  'hoodie.schema.on.read.enable': 'true',
  'iceberg.format-version': '3',
};

const names = new Set(operations.map(({ name }) => name));

/** New datasets for a round of requests: one with versions of every status, one without a schema, one that is archived. */
export async function addDatasets(service: FuzzedService, world: World, round: number): Promise<void> {
  const tableFormat = FORMATS[round % FORMATS.length];
  const settings = { kafkaTopic: 'orders', mode: 'append', tableFormat, properties: PROPERTIES };
  const busy = round === 0 ? 'orders' : `busy_${round}`;
  await tell(service, 'POST /datasets', '/datasets', { name: busy, ...settings });
  await tell(service, 'POST /datasets', '/datasets', { name: `empty_${round}`, ...settings });
  await makeVersions(service, busy);
  const archived = `archived_${round}`;
  await tell(service, 'POST /datasets', '/datasets', { name: archived, ...settings });
  await tell(service, 'POST /datasets/{dataset}/archive', `/datasets/${archived}/archive`, {});
  remember(world.tables, busy);
  for (const name of [`empty_${round}`, archived]) remember(world.datasets, name);
}

/** 1 and 2 obsolete, 3 rejected, 4 approved, 5 resolved by the drop of its column, 6 blocked. */
async function makeVersions(service: FuzzedService, dataset: string): Promise<void> {
  const at = `/datasets/${dataset}`;
  const submit = (schema: object, status = 200) =>
    tell(service, 'POST /datasets/{dataset}/schema/evolve', `${at}/schema/evolve`, { schema }, status);
  const decide = (version: number, how: 'approve' | 'reject') => {
    const path = `schema/versions/${version}/${how}`;
    const name = `POST /datasets/{dataset}/schema/versions/{version}/${how}`;
    return tell(service, name, `${at}/${path}`, { reason: 'a test' });
  };
  await submit(FIRST_BATCH());
  await submit(withType('coupon', 'string'));
  await submit(withType('amount', 'boolean'), 409);
  await decide(3, 'reject');
  await submit(withType('customer', 'long'), 409);
  await submit(withType('note', 'boolean'), 409);
  await submit(withType('order_id', 'boolean'), 409);
  await decide(4, 'approve');
  const sql = `ALTER TABLE ${dataset} DROP COLUMN note`;
  await tell(service, 'POST /datasets/{dataset}/ddl', `${at}/ddl`, { sql, reason: 'a test' });
}

/** The first batch with a column that is new, or of another type. */
function withType(column: string, type: string) {
  const { fields } = FIRST_BATCH();
  const coupon = { name: 'coupon', type: 'string' };
  return {
    type: 'struct',
    fields: [...fields, coupon].map((field) => (field.name === column ? { name: column, type } : field)),
  };
}

/** One call that must succeed, if the contract has it. */
async function tell(service: FuzzedService, name: string, target: string, body: object, expected?: number) {
  if (!names.has(name)) return;
  const received = await service.send({
    method: 'POST',
    target,
    headers: { ...AUTHORIZATION, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  });
  if (isAsExpected(received, expected)) return;
  throw new Error(
    `POST ${target} ${JSON.stringify(body)}: ${received.status} ${received.text}\n${service.takeLog()}`,
  );
}

function isAsExpected({ status }: Received, expected: number | undefined): boolean {
  return expected === undefined ? status >= 200 && status < 300 : status === expected;
}
