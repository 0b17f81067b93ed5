const field = (name: string, type: string) => ({ name, type, nullable: true, metadata: {} });

const FIRST_BATCH = {
  type: 'struct',
  fields: [field('order_id', 'long'), field('customer', 'string'), field('amount', 'double')],
};

/** They work as they stand, in this order, on the dataset `orders` of the registration example. */
export const SUBMISSION_EXAMPLES = {
  firstBatch: { summary: 'The first batch: becomes version 1', value: { schema: FIRST_BATCH } },
  newField: {
    summary: 'A new optional field',
    value: { schema: { ...FIRST_BATCH, fields: [...FIRST_BATCH.fields, field('coupon', 'string')] } },
  },
  breaking: {
    summary: 'A type that the table cannot take: 409',
    value: {
      schema: {
        type: 'struct',
        fields: [field('order_id', 'long'), field('customer', 'string'), field('amount', 'boolean')],
      },
      source: { application: 'orders-ingest', batch: '17' },
    },
  },
  sparkJson: {
    summary: 'As text, as existing jobs send it',
    value: { schema_json: JSON.stringify(FIRST_BATCH), change_type: 'INITIAL' },
  },
  declared: {
    summary: 'Declared in Spark SQL by somebody who means every word',
    value: { ddl: 'order_id BIGINT, customer STRING, amount DOUBLE', origin: 'DECLARED' },
  },
  opinion: {
    summary: "A job's own opinion, without a schema",
    value: { schema_json: '', change_type: 'BREAKING' },
  },
};

const projected = (name: string) => ({ target: [name], source: [name], default: null });

const verdict = {
  version: 1,
  activeSchemaVersionId: 1,
  changes: [],
  effectiveSchema: FIRST_BATCH,
  projection: FIRST_BATCH.fields.map(({ name }) => projected(name)),
  apply: [],
  warnings: [],
};

export const EVOLVE_EXAMPLES = {
  initial: {
    summary: 'The first schema',
    value: { status: 'success', changeType: 'INITIAL', newVersion: 1, ...verdict },
  },
  recorded: { summary: 'An opinion', value: { status: 'recorded' } },
};

export const COMPARE_EXAMPLES = {
  none: { summary: 'Nothing to do', value: { changeType: 'NONE', ...verdict } },
};

/** What the third submission is answered with. */
export const BREAKING_EXAMPLE = {
  changeType: 'BREAKING',
  blockedVersion: 2,
  activeVersion: 1,
  occurrences: 1,
  changes: [
    {
      rule: 'TYPE_CHANGED',
      kind: 'TYPE',
      path: ['amount'],
      before: 'double',
      after: 'boolean',
      verdict: 'BREAKING',
      reason:
        'Column amount is double in the table and boolean in the batch: neither type can become the other.',
      remediation:
        'Send double, or send the new type under a new name (POST /datasets/orders/ddl with "ALTER TABLE orders ADD COLUMN <new name> BOOLEAN").',
      formats: [
        {
          format: 'PARQUET',
          can: false,
          why: 'PARQUET read by Spark 4 cannot turn double into boolean',
          remedy: 'no format can; add a column of type boolean under a new name (POST /datasets/orders/ddl)',
        },
      ],
    },
  ],
};
