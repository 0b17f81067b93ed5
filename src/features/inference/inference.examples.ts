import { printStructJson, structToJson } from '../../schema/print-json.ts';
import { arrayOf, field, primitive, structOf } from '../../schema/constructors.ts';

const RECORDS = [
  { order_id: 1, amount: 12.5, tags: [] },
  { order_id: 2, amount: 7, customer: { name: 'Ada' }, tags: [] },
];

export const RECORDS_EXAMPLES = {
  records: { summary: 'Two records', value: { records: RECORDS } },
};

export const NDJSON_EXAMPLES = {
  records: {
    summary: 'The same, one a line',
    value: RECORDS.map((record) => `${JSON.stringify(record)}\n`).join(''),
  },
};

const inferred = structOf([
  field('amount', primitive('double')),
  field('customer', structOf([field('name', primitive('string'))])),
  field('order_id', primitive('long')),
  field('tags', arrayOf(primitive('string'))),
]);

export const INFERRED_EXAMPLES = {
  inferred: {
    summary: 'What Spark would infer, and that nothing is known of the tags',
    value: {
      schema: structToJson(inferred),
      schema_json: printStructJson(inferred),
      nullOnlyPaths: [['tags', 'element']],
      records: 2,
    },
  },
};
