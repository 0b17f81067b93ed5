/** They work as they stand once the submission examples were sent in their order: version 4 lacks a column, version 3 has another type. */
export const APPROVE_EXAMPLES = {
  rehearsed: {
    summary: 'See what it would do, change by change',
    value: {
      reason: 'The producer says that coupons are optional',
      resolutions: [{ path: 'coupon', rule: 'FIELD_REMOVED', action: 'KEEP' }],
      dryRun: true,
    },
  },
  byDefault: {
    summary: 'Approve, each change resolved by default',
    value: { reason: 'The producer says that coupons are optional' },
  },
};

export const REJECT_EXAMPLES = {
  rejected: { summary: 'Keep refusing it', value: { reason: 'amount is money: the producer mends it' } },
};

export const ROLL_BACK_EXAMPLES = {
  rehearsed: {
    summary: 'See what it would take to go back',
    value: { version: 1, reason: 'The new columns were a mistake', dryRun: true },
  },
  rolledBack: {
    summary: 'Go back to the first version',
    value: { version: 1, reason: 'The new columns were a mistake' },
  },
};

const field = (name: string, type: string) => ({ name, type, nullable: true, metadata: {} });

const BEFORE = [field('order_id', 'long'), field('customer', 'string'), field('amount', 'double')];

export const APPROVE_RESULT_EXAMPLES = {
  kept: {
    summary: 'A missing field may be absent from now on',
    value: {
      status: 'applied',
      changeType: 'NON_BREAKING',
      newVersion: 5,
      version: 5,
      activeSchemaVersionId: 5,
      approvedVersion: 4,
      resolutions: [
        {
          rule: 'FIELD_REMOVED',
          path: ['coupon'],
          action: 'KEEP',
          to: null,
          outcome: 'Column coupon stays, and may be absent from now on: null is written.',
        },
      ],
      changes: [
        {
          rule: 'FIELD_REMOVED',
          kind: 'REMOVED',
          path: ['coupon'],
          before: 'string',
          after: null,
          verdict: 'NONE',
          reason:
            'Column coupon (string) is in the table, but not in the batch; it was decided that it may be absent, so null is written.',
        },
      ],
      schema: { type: 'struct', fields: [...BEFORE, field('coupon', 'string')] },
      apply: [],
      warnings: [],
    },
  },
};

export const REJECT_RESULT_EXAMPLES = {
  rejected: {
    summary: 'Rejected',
    value: {
      status: 'rejected',
      version: 3,
      reason: 'amount is money: the producer mends it',
      decidedBy: { type: 'ANONYMOUS', name: 'anonymous' },
      decidedAt: '2026-01-28T08:00:00.123Z',
      occurrences: 1,
    },
  },
};

export const ROLL_BACK_RESULT_EXAMPLES = {
  rolledBack: {
    summary: 'A column is gone again',
    value: {
      status: 'applied',
      changeType: 'NON_BREAKING',
      newVersion: 5,
      version: 5,
      activeSchemaVersionId: 5,
      changes: [
        {
          rule: 'FIELD_REMOVED',
          kind: 'REMOVED',
          path: ['coupon'],
          before: 'string',
          after: null,
          verdict: 'NON_BREAKING',
          reason:
            'Column coupon (string) was dropped by DDL; batches that still bring it do not bring it back.',
        },
      ],
      schema: { type: 'struct', fields: BEFORE },
      apply: [],
      warnings: [],
    },
  },
};

export const APPROVE_PROBLEM_EXAMPLES = {
  NOT_APPROVABLE: {
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
      },
    ],
  },
  VERSION_CONFLICT: { activeVersion: 2 },
};

export const REJECT_PROBLEM_EXAMPLES = { VERSION_CONFLICT: { activeVersion: 2 } };

export const ROLL_BACK_PROBLEM_EXAMPLES = {
  ROLLBACK_REFUSED: {
    refusals: [
      {
        code: 'KEY_FIELD_CHANGED',
        path: ['order_id'],
        reason: 'Column order_id is a key.',
        remediation: 'Leave it as it is: pkFields of the dataset names it (GET /datasets/orders).',
      },
    ],
  },
  VERSION_CONFLICT: { activeVersion: 2 },
};
