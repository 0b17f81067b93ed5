import * as fc from 'fast-check';
import type { Hints } from './arbitrary-json.ts';
import type { World } from './world.ts';

/** One of what is known when a request is made, so that the same seed makes the same choices. */
function oneOf(known: () => readonly string[], otherwise: string): fc.Arbitrary<string> {
  return fc.nat({ max: 9999 }).map((place) => {
    const values = known();
    return values[place % values.length] ?? otherwise;
  });
}

const COLUMNS = ['order_id', 'customer', 'amount', 'note', 'address', 'coupon'];
const NEW_COLUMNS = ['channel', 'weight', 'address.zip', '`odd.name`', 'Customer', 'tags.element.key'];
const TYPES = ['long', 'integer', 'string', 'double', 'boolean', 'date', 'timestamp', 'decimal(10,2)'];
const TIMES = ['2026-01-28T08:00:00.123Z', '20260128080000123', '2999-01-01T00:00:00Z', '29990101000000000'];

const column = fc.constantFrom(...COLUMNS, ...COLUMNS, ...NEW_COLUMNS);
const type = fc.constantFrom(...TYPES);
const eventTypes = fc
  .subarray(['dataset.registered', 'schema.activated', 'schema.blocked'], { minLength: 1 })
  .map((types) => types.join(','));
const location = fc.constantFrom('s3a://lake/raw/orders', 'hdfs://names:8020/orders');
/** Of every table, at first. */
const BLOCKED_VERSION = 7;
const anyVersion = fc.integer({ min: 1, max: 9 });

const field = fc.record({ name: fc.constantFrom(...COLUMNS, ...NEW_COLUMNS), type });
const fields = fc.uniqueArray(field, { maxLength: 4, selector: ({ name }) => name.toLowerCase() });

/** The columns that are there, and new ones; some are missing or of another type. */
const struct = fc
  .tuple(
    fields,
    fc.subarray(FIRST_BATCH().fields, { minLength: 2 }),
    fc.constantFrom('more', 'more', 'others' as const),
  )
  .map(([other, known, how]) => {
    const coupon = { name: 'coupon', type: 'string' };
    const first = how === 'more' ? [...FIRST_BATCH().fields, coupon] : other;
    const then = how === 'more' ? other : known;
    const names = new Set(first.map(({ name }) => name.toLowerCase()));
    return {
      type: 'struct',
      fields: [...first, ...then.filter(({ name }) => !names.has(name.toLowerCase()))],
    };
  });

const action = fc.oneof(
  fc.tuple(column, type).map(([name, of]) => `ADD COLUMN ${name} ${of}`),
  fc
    .tuple(column, type)
    .map(([name, of]) => `ADD COLUMNS IF NOT EXISTS (${name} ${of} COMMENT 'it''s' FIRST)`),
  column.map((name) => `DROP COLUMN ${name}`),
  fc.tuple(column, column).map(([one, two]) => `DROP COLUMNS IF EXISTS (${one}, ${two})`),
  fc.tuple(column, column).map(([from, to]) => `RENAME COLUMN ${from} TO ${to}`),
  fc.tuple(column, type).map(([name, to]) => `ALTER COLUMN ${name} TYPE ${to}`),
  column.map((name) => `ALTER COLUMN ${name} DROP NOT NULL`),
  fc.tuple(column, column).map(([name, other]) => `ALTER COLUMN ${name} AFTER ${other}`),
);

/** Stands for the dataset that the request is about. */
export const ITSELF = '{dataset}';

/** Members of which a request has one. */
export const RIVALS: readonly (readonly string[])[] = [
  ['schema', 'schema_json', 'ddl'],
  ['sql', 'operations'],
  ['kafkaTopic', 'sourceUri'],
  ['time', 'commit'],
];

/**
 * All that is known here of single operations: what to ask for under a name. Whatever has another name is made from its
 * schema alone.
 */
export function hintsOf(world: World, operation: string): Hints {
  // Most requests are to find tables that are in use.
  const ends = /^DELETE |\/archive$/.test(operation);
  const decides = /\/(approve|reject)$/.test(operation);
  const version = decides ? fc.oneof(fc.constant(BLOCKED_VERSION), anyVersion) : anyVersion;
  const columns = [
    'path',
    'column',
    'nullOnlyPaths',
    'pkFields',
    'partitionKeys',
    'derivedFields',
    'protectedFields',
  ];
  const versions = ['version', 'from', 'to', 'baseVersion', 'expectedVersion'];
  const times = ['at', 'time', 'instant', 'asOf'];
  const cursor = fc.oneof(
    { weight: 3, arbitrary: oneOf(() => world.cursors.get(operation) ?? [], 'none') },
    { weight: 1, arbitrary: oneOf(() => [...world.cursors.values()].flat(), 'none') },
  );
  const entityTag = fc.oneof(
    oneOf(() => world.entityTags, '"none"'),
    fc.constant('*'),
  );
  return new Map<string, fc.Arbitrary<unknown>>([
    ...columns.map((name) => [name, column] as const),
    ...versions.map((name) => [name, version] as const),
    ...times.map((name) => [name, fc.constantFrom(...TIMES)] as const),
    [
      'dataset',
      fc.oneof(
        { weight: 3, arbitrary: oneOf(() => (ends ? world.datasets : world.tables), 'orders') },
        { weight: 1, arbitrary: oneOf(() => (ends ? world.tables : world.datasets), 'orders') },
      ),
    ],
    ['cursor', cursor],
    ['after', cursor],
    ['If-Match', entityTag],
    ['If-None-Match', entityTag],
    ['X-Actor', fc.constantFrom('jane.doe', 'ingest')],
    ['confirm', fc.constant(ITSELF)],
    ['kafkaTopic', fc.constantFrom('orders', 'payments')],
    ['sourceUri', location],
    ['location', location],
    ['type', type],
    ['query.type', eventTypes],
    ['commit', fc.constantFrom('41', '42')],
    ['zone', fc.constantFrom('UTC', 'Europe/Berlin', '+02:00')],
    ['name', fc.oneof(fc.constantFrom(...COLUMNS, ...NEW_COLUMNS), fc.stringMatching(/^new_[0-9]{5}$/))],
    ['schema', struct],
    ['schema_json', struct.map((value) => JSON.stringify(value))],
    ['ddl', fc.tuple(column, type).map(([name, of]) => `order_id BIGINT, ${name} ${of}`)],
    ['sql', action.map((text) => `ALTER TABLE orders ${text}`)],
    ['records', fc.dictionary(column, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 })],
  ]);
}

/** The schema of the first batch of every dataset that is there. */
export function FIRST_BATCH() {
  return {
    type: 'struct',
    fields: [
      { name: 'order_id', type: 'long' },
      { name: 'customer', type: 'string' },
      { name: 'amount', type: 'double' },
      { name: 'note', type: 'string' },
    ],
  };
}
