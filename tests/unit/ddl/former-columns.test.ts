import { describe, expect, it } from '@jest/globals';
import { refusalsForced, tableWith } from './support.ts';

const ON_READ = { 'hoodie.schema.on.read.enable': 'true' };
const DROP = 'DROP COLUMN day';
const RENAME = 'RENAME COLUMN day TO date';
const TYPE = 'ALTER COLUMN day TYPE STRING';

describe('a column that the table was once partitioned by', () => {
  const formerly = { formerPartitionKeys: [['Day']] };

  it.each([DROP, RENAME, TYPE])('stays as it is on HUDI: %s', (action) => {
    const table = tableWith('id BIGINT, day DATE', { format: 'HUDI', properties: ON_READ, ...formerly });
    expect(refusalsForced(table, action)).toEqual(['0 PARTITION_FIELD_CHANGED day']);
    expect(refusalsForced({ ...table, formerPartitionKeys: [] }, action)).toEqual([]);
  });

  it('is never dropped on ICEBERG, whose old partition specs need it, but may be renamed', () => {
    const table = tableWith('id BIGINT, day DATE', { format: 'ICEBERG', ...formerly });
    expect(refusalsForced(table, DROP)).toEqual(['0 PARTITION_FIELD_CHANGED day']);
    expect(refusalsForced(table, RENAME)).toEqual([]);
    expect(refusalsForced(table, TYPE)).toEqual([]);
  });

  it.each(['PARQUET', 'DELTA'] as const)('is a column like others on %s', (format) => {
    const properties = { 'delta.columnMapping.mode': 'name' };
    const table = tableWith('id BIGINT, day DATE', { format, properties, ...formerly });
    for (const action of [DROP, RENAME, TYPE]) expect(refusalsForced(table, action)).toEqual([]);
  });

  it('holds fast what holds it', () => {
    const table = tableWith('id BIGINT, at STRUCT<day: DATE, hour: INT>', {
      format: 'ICEBERG',
      formerPartitionKeys: [['at', 'day']],
    });
    expect(refusalsForced(table, 'DROP COLUMN at')).toEqual(['0 PARTITION_FIELD_CHANGED at']);
    expect(refusalsForced(table, 'DROP COLUMN at.hour')).toEqual([]);
  });
});

describe('a column that was once a key', () => {
  const formerly = { formerPkFields: [['day']] };

  it.each([DROP, RENAME, TYPE])('stays as it is on HUDI: %s', (action) => {
    const table = tableWith('id BIGINT, day DATE', { format: 'HUDI', properties: ON_READ, ...formerly });
    expect(refusalsForced(table, action)).toEqual(['0 KEY_FIELD_CHANGED day']);
  });

  it.each(['PARQUET', 'DELTA', 'ICEBERG'] as const)('is a column like others on %s', (format) => {
    const properties = { 'delta.columnMapping.mode': 'name' };
    const table = tableWith('id BIGINT, day DATE', { format, properties, ...formerly });
    for (const action of [DROP, RENAME, TYPE]) expect(refusalsForced(table, action)).toEqual([]);
  });
});
