import { describe, expect, it } from '@jest/globals';
import { orderingFields } from '../../../../src/evolution/formats/ordering-fields.ts';
import type { TableFormat } from '../../../../src/evolution/types.ts';

const of = (properties: Record<string, string>, format: TableFormat = 'HUDI') =>
  orderingFields({ format, properties });

describe('the ordering fields of a table', () => {
  it.each([
    'hoodie.table.precombine.field',
    'hoodie.datasource.write.precombine.field',
    'hoodie.table.ordering.fields',
  ])('are named by %s', (name) => {
    expect(of({ [name]: 'updated_at' })).toEqual([['updated_at']]);
  });

  it('may be several, and nested', () => {
    expect(of({ 'hoodie.table.ordering.fields': 'meta.ts, seq' })).toEqual([['meta', 'ts'], ['seq']]);
  });

  it.each([{}, { 'hoodie.table.precombine.field': ' ' }])(
    'are none where nothing names one: %j',
    (properties) => {
      expect(of(properties)).toEqual([]);
    },
  );

  it('are a matter of HUDI', () => {
    expect(of({ 'hoodie.table.precombine.field': 'ts' }, 'DELTA')).toEqual([]);
  });
});
