const PLAIN = {
  nullable: true,
  comment: null,
  addedIn: 1,
  changedIn: null,
  droppedIn: null,
  droppedBy: null,
  renamedTo: null,
  aliases: [],
  lastArrivedIn: null,
  pinned: false,
  absence: 'REQUIRED',
  settled: false,
  key: false,
  partition: false,
  protected: false,
  derived: false,
};

const DROP = {
  version: 4,
  at: '2026-01-28T08:00:00.123Z',
  by: { type: 'API_KEY', name: 'alice@example.com' },
  origin: 'DDL',
  reason: 'Coupons have a dataset of their own',
};

export const COLUMN_LIST_EXAMPLES = {
  some: {
    summary: 'A column that is there, one that was dropped and still arrives, and a key',
    value: {
      items: [
        {
          ...PLAIN,
          path: ['amount'],
          pathText: 'amount',
          status: 'PRESENT',
          type: 'DOUBLE',
          dataType: 'double',
        },
        {
          ...PLAIN,
          path: ['coupon'],
          pathText: 'coupon',
          status: 'DROPPED',
          type: 'STRING',
          dataType: 'string',
          nullable: null,
          absence: null,
          addedIn: 2,
          droppedIn: 4,
          droppedBy: DROP,
          lastArrivedIn: 5,
        },
        {
          ...PLAIN,
          path: ['order_id'],
          pathText: 'order_id',
          status: 'PRESENT',
          type: 'BIGINT',
          dataType: 'long',
          key: true,
        },
      ],
      nextCursor: null,
    },
  },
};

export const COLUMN_HISTORY_EXAMPLES = {
  dropped: {
    summary: 'Came with a batch, dropped by a person',
    value: {
      items: [
        {
          ...DROP,
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
        },
        {
          version: 2,
          at: '2026-01-27T08:00:00.000Z',
          by: { type: 'ANONYMOUS', name: 'anonymous' },
          origin: 'INFERRED',
          reason: 'Column coupon (string) is new; it is added, and rows written before read as null.',
          changes: [
            {
              rule: 'FIELD_ADDED',
              kind: 'ADDED',
              path: ['coupon'],
              before: null,
              after: 'string',
              verdict: 'NON_BREAKING',
              reason: 'Column coupon (string) is new; it is added, and rows written before read as null.',
            },
          ],
        },
      ],
      nextCursor: null,
    },
  },
};
