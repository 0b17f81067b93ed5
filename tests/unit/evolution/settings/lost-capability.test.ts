import { describe, expect, it } from '@jest/globals';
import { judged, refused } from './support.ts';

const MAPPED = { 'delta.columnMapping.mode': 'name' };
const ON_READ = { 'hoodie.schema.on.read.enable': 'true' };

describe('a property that names in the schema rely on', () => {
  it('cannot be switched off, whoever says so', () => {
    const columns = 'id BIGINT, `zip code` STRING, address STRUCT<`a=b`: INT>';
    const before = { format: 'DELTA', properties: { ...MAPPED, other: '1' } } as const;
    const [refusal, ...others] = judged({ columns, before, change: { properties: { other: '2' } } });
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({
      setting: ['properties', 'delta.columnMapping.mode'],
      reason: expect.stringMatching(
        /^Column `zip code` could not be stored any more: .* \(and 1 more such name\)\.$/,
      ),
      remediation: expect.stringContaining('RENAME COLUMN `zip code` TO <new name>'),
      forcible: false,
    });
  });

  it('may change in what they do not rely on', () => {
    const before = { format: 'DELTA', properties: MAPPED } as const;
    const columns = 'id BIGINT, `zip code` STRING';
    const properties = { 'delta.columnMapping.mode': 'id', 'delta.enableTypeWidening': 'true' };
    expect(refused({ columns, before, change: { properties } })).toEqual([]);
    expect(refused({ before, change: { properties: {} } })).toEqual([]);
  });

  it('may be the engine, or a further reader', () => {
    const columns = 'id BIGINT, `zip code` STRING';
    expect(refused({ columns, change: { properties: { 'engine.spark.version': '3.2' } } })).toEqual([
      'properties/engine.spark.version',
    ]);
    expect(refused({ columns, change: { properties: { alsoReadAs: 'HUDI' } } })).toEqual([
      'properties/alsoReadAs',
    ]);
  });

  it('is not to blame for a name that could not be stored before either', () => {
    const before = { format: 'HUDI', properties: ON_READ } as const;
    expect(refused({ columns: '`a-b` INT', before, change: { properties: {} } })).toEqual([]);
  });
});

describe('a property by which columns have ids', () => {
  it.each([
    ['DELTA', MAPPED, 'delta.columnMapping.mode'],
    ['HUDI', ON_READ, 'hoodie.schema.on.read.enable'],
  ] as const)('of %s stays on where columns were dropped or renamed', (format, properties, name) => {
    const gone = { fax: null, amount: 'total' };
    const before = { format, properties };
    const [refusal] = judged({ gone, before, change: { properties: {} } });
    expect(refusal).toMatchObject({
      setting: ['properties', name],
      reason: expect.stringContaining('fax was dropped, amount was renamed to total:'),
      forcible: true,
    });
    expect(refused({ before, change: { properties: {} } })).toEqual([]);
  });

  it('does not help where something reads by name already', () => {
    const before = { format: 'DELTA', properties: { ...MAPPED, alsoReadAs: 'PARQUET' } } as const;
    expect(refused({ gone: { fax: null }, before, change: { properties: {} } })).toEqual([]);
  });

  it('is undone by a further reader that goes by names', () => {
    const before = { format: 'ICEBERG' } as const;
    const change = { properties: { alsoReadAs: 'PARQUET', other: 'x' } };
    expect(refused({ gone: { fax: null }, before, change })).toEqual(['properties/alsoReadAs (forcible)']);
  });
});

describe('an engine or property by which widened types are read', () => {
  const history = { columns: 'id BIGINT, n DOUBLE', types: { id: ['INT', 'BIGINT', 4] } } as const;

  it('stays while there are files with the old type', () => {
    const [refusal] = judged({ ...history, change: { properties: { 'engine.spark.version': '3.5' } } });
    expect(refusal).toMatchObject({
      setting: ['properties', 'engine.spark.version'],
      reason:
        'Column id was integer before version 4 and is long since: files from before could not be read any more.',
      forcible: true,
    });
  });

  it('may change where it reads them as before', () => {
    const before = { properties: { 'engine.spark.version': '4.0' } };
    expect(
      refused({ ...history, before, change: { properties: { 'engine.spark.version': '4.1' } } }),
    ).toEqual([]);
    const dropped = { ...history, columns: 'n DOUBLE' };
    expect(refused({ ...dropped, before, change: { properties: { 'engine.spark.version': '3' } } })).toEqual(
      [],
    );
  });

  it('is schema-on-read of HUDI, for what nothing else reads', () => {
    const before = { format: 'HUDI', properties: ON_READ } as const;
    const types = { n: ['INT', 'DECIMAL(12,2)', 3] } as const;
    const columns = 'n DECIMAL(12,2)';
    expect(refused({ columns, types, before, change: { properties: {} } })).toEqual([
      'properties/hoodie.schema.on.read.enable (forcible)',
    ]);
    expect(refused({ ...history, before, change: { properties: {} } })).toEqual([]);
  });

  it('is not type widening of DELTA, whose metadata keep what was widened', () => {
    const before = { format: 'DELTA', properties: { 'delta.enableTypeWidening': 'true' } } as const;
    expect(refused({ ...history, before, change: { properties: {} } })).toEqual([]);
  });

  it('is lacking in a further reader that cannot read what was widened', () => {
    const before = { format: 'DELTA', properties: { 'delta.enableTypeWidening': 'true' } } as const;
    const types = { n: ['INT', 'DOUBLE', 2] } as const;
    const properties = { ...before.properties, alsoReadAs: 'ICEBERG' };
    expect(refused({ ...history, types, before, change: { properties } })).toEqual([
      'properties/alsoReadAs (forcible)',
    ]);
  });

  it('is to blame together with another, where neither loses anything alone', () => {
    const before = { format: 'ICEBERG' } as const;
    const properties = { alsoReadAs: 'PARQUET', 'engine.spark.version': '3.5' };
    expect(refused({ ...history, before, change: { properties } })).toEqual(['properties (forcible)']);
  });
});
