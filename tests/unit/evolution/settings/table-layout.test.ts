import { describe, expect, it } from '@jest/globals';
import { TABLE_FORMATS } from '../../../../src/evolution/types.ts';
import { judged, refused } from './support.ts';

const columns = 'id BIGINT NOT NULL, day DATE, Region STRING';

describe('partition columns of a table that exists', () => {
  it.each(['PARQUET', 'HUDI', 'DELTA'] as const)('of %s change only when it is written anew', (format) => {
    const before = { format, partitions: ['day'] };
    for (const partitions of [[], ['region'], ['day', 'region']]) {
      expect(refused({ columns, before, change: { partitions } })).toEqual(['partitionKeys (forcible)']);
    }
  });

  it('of PARQUET are refused in another order too: folders lie in each other', () => {
    const before = { partitions: ['day', 'region'] };
    expect(refused({ columns, before, change: { partitions: ['region', 'day'] } })).toEqual([
      'partitionKeys (forcible)',
    ]);
  });

  it('of ICEBERG may change', () => {
    const before = { format: 'ICEBERG', partitions: ['day'] } as const;
    expect(refused({ columns, before, change: { partitions: ['region'] } })).toEqual([]);
  });

  it.each(TABLE_FORMATS)('of %s stay the same in another case', (format) => {
    const before = { format, partitions: ['region'] };
    expect(refused({ columns, before, change: { partitions: ['REGION'] } })).toEqual([]);
  });

  it('are named in the sentence, and those that were wanted in what to do', () => {
    const [refusal] = judged({ columns, before: { partitions: ['day'] }, change: { partitions: [] } });
    expect(refusal).toEqual({
      setting: ['partitionKeys'],
      reason: 'The table is partitioned by day: PARQUET keeps that in the folders that its files lie in.',
      remediation:
        'Register a dataset for a new table partitioned by no column (POST /datasets) and load it from this one; if this ' +
        'table has been written anew so, repeat the change with "force": true and a "reason"',
      forcible: true,
    });
  });
});

describe('record keys of a table that exists', () => {
  it('of HUDI change only when it is written anew', () => {
    const before = { format: 'HUDI', mode: 'upsert', keys: ['id'] } as const;
    for (const keys of [['region'], ['id', 'region']]) {
      expect(refused({ columns, before, change: { keys } })).toEqual(['pkFields (forcible)']);
    }
    expect(refused({ columns, before, change: { keys: ['ID'] } })).toEqual([]);
  });

  it.each(['PARQUET', 'DELTA', 'ICEBERG'] as const)('of %s may change', (format) => {
    expect(refused({ columns, before: { format, keys: ['region'] }, change: { keys: ['id'] } })).toEqual([]);
  });
});

describe('another table format, which means that the table was written anew', () => {
  it('brings other partition columns and keys with it', () => {
    const before = { format: 'HUDI', keys: ['id'], partitions: ['day'] } as const;
    const change = { format: 'DELTA', keys: ['region'], partitions: [] } as const;
    expect(refused({ columns, before, change })).toEqual([]);
  });

  it('does not make a name storable that the format does not take', () => {
    const change = { format: 'HUDI' } as const;
    expect(refused({ columns: 'id BIGINT, `zip-code` STRING', change })).toEqual(['tableFormat']);
  });

  it('judges all keys for the new format', () => {
    const before = { keys: ['id', 'price'] };
    const history = { columns: 'id BIGINT, price DOUBLE' };
    expect(refused({ ...history, before, change: { format: 'ICEBERG' } })).toEqual(['pkFields (forcible)']);
  });

  it('asks nothing of files that are no more', () => {
    const before = { format: 'ICEBERG' } as const;
    const history = { gone: { fax: null }, types: { id: ['INT', 'BIGINT', 2] } } as const;
    const change = { format: 'PARQUET', properties: { 'engine.spark.version': '3.5' } } as const;
    expect(refused({ ...history, before, change })).toEqual([]);
  });
});
