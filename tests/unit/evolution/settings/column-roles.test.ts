import { describe, expect, it } from '@jest/globals';
import { TABLE_FORMATS } from '../../../../src/evolution/types.ts';
import { judged, refused } from './support.ts';

const columns =
  'id BIGINT NOT NULL, region STRING, price DOUBLE, weight FLOAT, address STRUCT<zip: STRING>, ' +
  'lines ARRAY<STRUCT<sku: STRING>>, tags MAP<STRING, STRING>, raw VARIANT';

describe('a column that becomes a key', () => {
  it.each(['lines.element.sku', 'lines.element', 'tags.key', 'tags.value'])(
    'is none in any format where a row has many of it: %s',
    (key) => {
      for (const format of TABLE_FORMATS.filter((name) => name !== 'HUDI')) {
        expect(refused({ columns, before: { format }, change: { keys: [key] } })).toEqual(['pkFields']);
      }
    },
  );

  it.each(['price', 'weight', 'address', 'lines', 'tags', 'raw'])(
    'is no identifier field of ICEBERG when it is %s, and may be one of DELTA',
    (key) => {
      expect(refused({ columns, before: { format: 'ICEBERG' }, change: { keys: [key] } })).toEqual([
        'pkFields (forcible)',
      ]);
      expect(refused({ columns, before: { format: 'DELTA' }, change: { keys: [key] } })).toEqual([]);
    },
  );

  it('may be null in ICEBERG where that is so of all that was inferred', () => {
    expect(refused({ columns, before: { format: 'ICEBERG' }, change: { keys: ['region'] } })).toEqual([]);
  });

  it.each(['region', 'address.zip'])('may not be null in ICEBERG where no key so far may be: %s', (key) => {
    const before = { format: 'ICEBERG', keys: ['id'] } as const;
    const [refusal] = judged({ columns, before, change: { keys: ['id', key] } });
    expect(refusal).toMatchObject({
      setting: ['pkFields'],
      reason: expect.stringContaining(`${key} may be null`),
      forcible: true,
    });
  });

  it('is judged when keys are put to use by upsert', () => {
    const before = { format: 'ICEBERG', keys: ['price'] } as const;
    expect(refused({ columns, before, change: { mode: 'upsert' } })).toEqual(['pkFields (forcible)']);
  });

  it('is not judged again when it is one already, nor when the schema does not have it', () => {
    const before = { format: 'ICEBERG', keys: ['price'] } as const;
    expect(refused({ columns, before, change: { keys: ['PRICE', 'id', 'nowhere'] } })).toEqual([]);
  });
});

describe('a column that a table becomes partitioned by', () => {
  it.each(['address', 'lines', 'tags', 'raw', 'lines.element.sku'])(
    'has one plain value per row, which %s has not',
    (column) => {
      const before = { format: 'ICEBERG' } as const;
      expect(refused({ columns, before, change: { partitions: [column] } })).toEqual(['partitionKeys']);
    },
  );

  it('may lie in a struct', () => {
    const before = { format: 'ICEBERG' } as const;
    expect(refused({ columns, before, change: { partitions: ['address.zip', 'price'] } })).toEqual([]);
  });
});
