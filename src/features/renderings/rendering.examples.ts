const CREATE = `CREATE TABLE orders (
  order_id BIGINT,
  channel STRING COMMENT 'Where it was sold'
)
USING parquet
COMMENT 'Orders of the web shop, one row per event'`;

const ALTER = 'ALTER TABLE orders ADD COLUMNS (channel STRING)';

export const RENDERING_EXAMPLES = {
  sql: {
    summary: 'For Spark',
    value: {
      as: 'SPARK',
      version: 2,
      statements: [{ sql: CREATE, comment: false }],
      script: `${CREATE};\n`,
      warnings: [],
    },
  },
  document: {
    summary: 'For Iceberg',
    value: {
      as: 'ICEBERG',
      version: 2,
      document: {
        type: 'struct',
        fields: [
          { id: 1, name: 'order_id', required: false, type: 'long' },
          { id: 2, name: 'channel', required: false, type: 'string', doc: 'Where it was sold' },
        ],
      },
      warnings: [],
    },
  },
};

export const CHANGE_EXAMPLES = {
  added: {
    summary: 'One column more',
    value: {
      as: 'SPARK',
      from: 1,
      to: 2,
      statements: [{ sql: ALTER, comment: false }],
      script: `${ALTER};\n`,
      warnings: [],
    },
  },
};

const NOTE = '-- The catalog has to allow it: delta.register-table-procedure.enabled = true.';
const CALL =
  "CALL lake.system.register_table(schema_name => 'crm', table_name => 'customers', table_location => 's3a://lake/crm/customers')";

export const REGISTRATION_EXAMPLES = {
  trino: {
    summary: 'A Delta table for Trino',
    value: {
      as: 'TRINO',
      version: 1,
      statements: [
        { sql: NOTE, comment: true },
        { sql: CALL, comment: false },
      ],
      script: `${NOTE}\n${CALL};\n`,
      warnings: [],
    },
  },
};
