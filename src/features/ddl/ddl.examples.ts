/** They work as they stand, in this order, once the submission examples made a first schema of `orders`. */
export const DDL_EXAMPLES = {
  addColumns: {
    summary: 'Add columns by SQL',
    value: {
      sql: "ALTER TABLE orders ADD COLUMNS (discount DECIMAL(10,2) COMMENT 'per order', channel STRING)",
      reason: 'Asked for by pricing',
    },
  },
  dropColumn: {
    summary: 'Drop a column by SQL',
    value: { sql: 'ALTER TABLE orders DROP COLUMN channel', reason: 'Never used' },
  },
  operations: {
    summary: 'The same as operations, rehearsed',
    value: {
      operations: [
        { op: 'ADD_COLUMN', path: 'warehouse', type: 'STRING', comment: 'Where it ships from' },
        { op: 'DROP_COLUMN', path: 'discount', ifExists: true },
      ],
      dryRun: true,
    },
  },
  alterColumns: {
    summary: 'Alter columns by SQL',
    value: {
      sql: "ALTER TABLE orders ALTER COLUMN discount TYPE DECIMAL(12,2); ALTER TABLE orders ALTER COLUMN discount COMMENT 'of the whole order'",
      reason: 'Large orders',
    },
  },
  renameColumn: {
    summary: 'Rename a column, which leaves its old name as an alias',
    value: {
      sql: 'ALTER TABLE orders RENAME COLUMN discount TO rebate',
      force: true,
      reason: 'Named as everywhere else; readers were told',
    },
  },
};

const field = (name: string, type: string) => ({ name, type, nullable: true, metadata: {} });

export const DDL_RESULT_EXAMPLES = {
  applied: {
    summary: 'A column added',
    value: {
      status: 'applied',
      changeType: 'NON_BREAKING',
      newVersion: 2,
      version: 2,
      activeSchemaVersionId: 2,
      changes: [
        {
          rule: 'FIELD_ADDED',
          kind: 'ADDED',
          path: ['channel'],
          before: null,
          after: 'string',
          verdict: 'NON_BREAKING',
          reason: 'channel is added as a nullable column of type string.',
        },
      ],
      schema: { type: 'struct', fields: [field('order_id', 'long'), field('channel', 'string')] },
      apply: [],
      warnings: [],
    },
  },
};

export const DDL_HISTORY_EXAMPLES = {
  one: {
    summary: 'One statement',
    value: {
      items: [
        {
          id: 1,
          statement: 'ALTER TABLE orders ADD COLUMN channel STRING',
          operations: [
            {
              op: 'ADD_COLUMN',
              path: ['channel'],
              type: 'string',
              nullable: true,
              comment: null,
              position: null,
              ifNotExists: false,
            },
          ],
          version: 2,
          forced: false,
          reason: 'Asked for by sales',
          actor: { type: 'API_KEY', name: 'alice@example.com' },
          createdAt: '2026-01-28T08:00:00.123Z',
        },
      ],
      nextCursor: null,
    },
  },
};

export const DDL_PROBLEM_EXAMPLES = {
  DDL_REFUSED: {
    refusals: [
      {
        operation: 0,
        code: 'COLUMN_NOT_FOUND',
        path: ['nope'],
        reason: 'There is no column nope.',
        remediation: 'Look at the active schema (GET /datasets/orders/schema/active).',
        position: { line: 1, column: 32 },
      },
    ],
  },
  VERSION_CONFLICT: { activeVersion: 1 },
};
