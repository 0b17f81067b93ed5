import { z } from 'zod';
import { FIRST_BATCH } from './hints.ts';
import { AUTHORIZATION, type FuzzedService } from './service.ts';
import { remember, type World } from './world.ts';

const FORMATS = ['PARQUET', 'ICEBERG', 'DELTA', 'HUDI'];

/** Tables that can be changed in every way their format knows. */
const PROPERTIES = {
  'delta.columnMapping.mode': 'name',
  'delta.enableTypeWidening': 'true',
  'hoodie.schema.on.read.enable': 'true',
  'iceberg.format-version': '3',
};

const COUPON = { name: 'coupon', type: 'string' };

const Versions = z.object({ items: z.array(z.object({ status: z.string() })) });

/**
 * New datasets for a round of requests: one with versions of every status, one without a schema, one that is archived.
 * Gives the statuses.
 */
export async function addDatasets(
  service: FuzzedService,
  world: World,
  round: number,
): Promise<readonly string[]> {
  const tableFormat = FORMATS[round % FORMATS.length];
  const register = (name: string) =>
    tell(service, 'POST', '/datasets', {
      ...{ name, kafkaTopic: 'orders', mode: 'append', tableFormat, properties: PROPERTIES },
    });
  const [busy, empty, archived] = [
    round === 0 ? 'orders' : `busy_${round}`,
    `empty_${round}`,
    `archived_${round}`,
  ];
  for (const name of [busy, empty, archived]) await register(name);
  await makeVersions(service, `/datasets/${busy}`);
  await tell(service, 'POST', `/datasets/${archived}/archive`, { reason: 'a test' });
  remember(world.tables, busy);
  for (const name of [empty, archived]) remember(world.datasets, name);
  const { items } = Versions.parse(await tell(service, 'GET', `/datasets/${busy}/schema/versions`, null));
  return items.map(({ status }) => status);
}

/** 3 is rejected, 4 approved, 5 resolved by the drop of its column, 6 and 7 stay blocked. */
async function makeVersions(service: FuzzedService, dataset: string): Promise<void> {
  const submit = (fields: readonly object[], status = 200) => {
    const schema = { type: 'struct', fields };
    return tell(service, 'POST', `${dataset}/schema/evolve`, { schema }, status);
  };
  const decide = (version: number, how: 'approve' | 'reject') =>
    tell(service, 'POST', `${dataset}/schema/versions/${version}/${how}`, { reason: 'a test' });
  const { fields } = FIRST_BATCH();
  await submit(fields);
  await submit([...fields, COUPON]);
  await submit(withType('amount', 'boolean'), 409);
  await submit(fields, 409);
  await submit(withType('note', 'boolean'), 409);
  await submit(withType('order_id', 'boolean'), 409);
  await submit([...fields.slice(0, 1), ...fields.slice(2), COUPON], 409);
  await decide(3, 'reject');
  await decide(4, 'approve');
  await tell(service, 'POST', `${dataset}/ddl`, { operations: [{ op: 'DROP_COLUMN', path: 'note' }] });
}

/** The columns that are there, one of them of another type. */
function withType(column: string, type: string) {
  return [...FIRST_BATCH().fields, COUPON].map((field) =>
    field.name === column ? { name: column, type } : field,
  );
}

/** One call that must be answered so: with a success unless a status is named. */
async function tell(
  service: FuzzedService,
  method: string,
  target: string,
  sent: object | null,
  status?: number,
) {
  const body = sent === null ? null : Buffer.from(JSON.stringify(sent));
  const headers = { ...AUTHORIZATION, 'content-type': 'application/json' };
  const received = await service.send({ method, target, headers, body });
  const isExpected = status === undefined ? received.status < 300 : received.status === status;
  if (isExpected) return received.body;
  const answer = `${received.status} ${received.text}\n${service.takeLog()}`;
  throw new Error(`${method} ${target} ${JSON.stringify(sent)}: ${answer}`);
}
