import { describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../../src/features/datasets/dataset-settings.ts';
import type { Dataset } from '../../../src/features/datasets/dataset.types.ts';
import { formerColumns } from '../../../src/features/datasets/former-columns.ts';

function dataset(given: Partial<Dataset>): Dataset {
  return {
    ...defaultSettings('append', 'STRICT'),
    id: 1,
    name: 'orders',
    formerPkFields: [],
    formerPartitionKeys: [],
    revision: 1,
    activeSchemaVersionId: 1,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    archivedAt: null,
    ...given,
  };
}

describe('formerColumns', () => {
  it('remembers keys and partition columns that are none any more', () => {
    const current = dataset({ pkFields: ['id', 'region'], partitionKeys: ['day'], formerPkFields: ['old'] });
    expect(formerColumns(current, { ...current, pkFields: ['id'], partitionKeys: [] })).toEqual({
      formerPkFields: ['old', 'region'],
      formerPartitionKeys: ['day'],
    });
  });

  it('forgets what becomes one again, in whatever case and back-quotes it is named', () => {
    const current = dataset({ formerPkFields: ['Region', 'zip'], formerPartitionKeys: ['a.b'] });
    expect(formerColumns(current, { ...current, pkFields: ['`region`'], partitionKeys: ['A.B'] })).toEqual({
      formerPkFields: ['zip'],
      formerPartitionKeys: [],
    });
  });

  it('names each once', () => {
    const current = dataset({ pkFields: ['Region'], formerPkFields: ['region'] });
    expect(formerColumns(current, { ...current, pkFields: [] }).formerPkFields).toEqual(['region']);
  });

  it('remembers nothing of a table that was written anew in another format', () => {
    const current = dataset({ pkFields: ['id'], formerPartitionKeys: ['day'] });
    expect(formerColumns(current, { ...current, tableFormat: 'DELTA', pkFields: [] })).toEqual({
      formerPkFields: [],
      formerPartitionKeys: [],
    });
  });
});
