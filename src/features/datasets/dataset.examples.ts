export const registered = {
  id: 1,
  name: 'orders',
  kafkaTopic: 'orders',
  sourceUri: null,
  mode: 'append',
  pkFields: ['order_id'],
  partitionKeys: [],
  derivedFields: [],
  protectedFields: [],
  transformJars: [],
  tableFormat: 'PARQUET',
  table: { catalog: null, database: null, name: null },
  location: null,
  description: null,
  owner: null,
  labels: {},
  properties: {},
  paused: false,
  pausedReason: null,
  evolutionPolicy: { preset: 'STRICT', enforcement: 'ENFORCE' },
  formerPkFields: [],
  formerPartitionKeys: [],
  revision: 1,
  createdAt: '2026-01-15T09:30:00.000Z',
  updatedAt: '2026-01-15T09:30:00.000Z',
  archivedAt: null,
};

const described = {
  ...registered,
  description: 'Orders of the web shop, one row per event',
  owner: 'checkout team',
  labels: { tier: 'gold' },
  revision: 2,
  updatedAt: '2026-01-15T10:00:00.000Z',
};

/** They work as they stand on an empty service; what follows elsewhere builds on the first. */
export const REGISTRATION_EXAMPLES = {
  orders: {
    summary: 'A Kafka topic appended to a table, as existing jobs register it',
    value: {
      name: 'orders',
      kafkaTopic: 'orders',
      mode: 'append',
      pkFields: ['order_id'],
      partitionKeys: [],
      transformJars: [],
    },
  },
  customers: {
    summary: 'Rows replaced by key, with everything an engine wants to know',
    value: {
      name: 'customers',
      kafkaTopic: 'crm.customers',
      mode: 'upsert',
      pkFields: ['customer_id'],
      partitionKeys: ['country'],
      protectedFields: ['updated_at'],
      tableFormat: 'DELTA',
      table: { catalog: 'lake', database: 'crm', name: 'customers' },
      location: 's3a://lake/crm/customers',
      owner: 'crm team',
      properties: { 'delta.enableTypeWidening': 'true' },
      evolutionPolicy: { preset: 'TOLERANT' },
    },
  },
  clicks: {
    summary: 'Files instead of a topic',
    value: { name: 'clicks', sourceUri: 's3a://landing/clicks/*.json', mode: 'append' },
  },
};

export const PATCH_EXAMPLES = {
  describe: {
    summary: 'Say what it is and who answers for it',
    value: {
      description: 'Orders of the web shop, one row per event',
      owner: 'checkout team',
      labels: { tier: 'gold' },
    },
  },
  policy: {
    summary: 'Only look for now: block nothing',
    value: { evolutionPolicy: { enforcement: 'OBSERVE' } },
  },
  pause: {
    summary: 'Ask the jobs to wait',
    value: { paused: true, pausedReason: 'backfill until Thursday' },
  },
  repartitioned: {
    summary: 'The table was written anew, partitioned',
    value: {
      partitionKeys: ['order_date'],
      derivedFields: ['order_date'],
      force: true,
      reason: 'rewritten by day on Sunday, ticket DATA-42',
    },
  },
  clear: { summary: 'Null goes back to the default', value: { description: null, labels: null } },
};

export const REGISTERED_EXAMPLE = {
  orders: { summary: 'As it was registered', value: registered },
};
export const PATCHED_EXAMPLE = { orders: { summary: 'As it is now', value: described } };
export const PAGE_EXAMPLE = {
  one: { summary: 'One dataset', value: { items: [described], nextCursor: null } },
};

export const SETTINGS_PROBLEM_EXAMPLES = {
  SETTINGS_REFUSED: {
    refusals: [
      {
        setting: '/partitionKeys',
        reason:
          'The table is partitioned by no column: PARQUET keeps that in the folders that its files lie in.',
        remediation:
          'Register a dataset for a new table partitioned by order_date (POST /datasets) and load it from this one; if this table has been written anew so, repeat the change with "force": true and a "reason".',
        forcible: true,
      },
    ],
  },
};
