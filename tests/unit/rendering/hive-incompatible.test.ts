import { describe, expect, it } from '@jest/globals';
import type { TableFormat } from '../../../src/evolution/types.ts';
import { evolveIds, identify } from '../../../src/rendering/column-ids.ts';
import { renderChange } from '../../../src/rendering/render-engine.ts';
import type { Rename, TableSpec } from '../../../src/rendering/types.ts';
import { schemaOf, tableOf } from './support.ts';

interface Change {
  readonly format?: TableFormat;
  readonly spec?: Partial<TableSpec>;
  readonly renames?: readonly Rename[];
}

function linesOf(before: string, after: string, { format = 'PARQUET', spec, renames }: Change = {}) {
  const first = identify(schemaOf(before));
  const next = evolveIds(first, schemaOf(after), renames);
  const table = tableOf(format, { location: 's3a://lake/t', name: ['shop', 't'], ...spec });
  return renderChange('HIVE', first, next, table).lines;
}

function toldOf(...change: Parameters<typeof linesOf>): string[] {
  return linesOf(...change).flatMap(({ sql, isComment }) =>
    isComment && sql.includes('By default Hive refuses') ? [sql] : [],
  );
}

describe('columns in the places of others', () => {
  it('are told right before the statement that Hive refuses, with what lets it through', () => {
    const [told, statement, ...others] = linesOf('a BIGINT, b STRING, c BOOLEAN', 'a BIGINT, c BOOLEAN');
    expect(told).toEqual({
      isComment: true,
      sql:
        '-- By default Hive refuses the next statement (c BOOLEAN in the place of b STRING): run ' +
        'SET metaconf:hive.metastore.disallow.incompatible.col.type.changes=false before it in the same session, or have ' +
        'the metastore say so; or drop the table, where it is EXTERNAL, and register it anew.',
    });
    expect(statement).toMatchObject({ isComment: false, sql: expect.stringContaining('REPLACE COLUMNS') });
    expect(others).toEqual([]);
  });

  it('are told of Hudi tables, too', () => {
    expect(toldOf('a INT, b STRING, c DATE', 'a INT, c DATE', { format: 'HUDI' })).toHaveLength(1);
  });

  it('are told where they moved', () => {
    expect(toldOf('a INT, b DATE, c INT', 'b DATE, a INT')).toEqual([
      expect.stringContaining('(b DATE in the place of a INT, a INT in the place of b DATE)'),
    ]);
  });

  it('are counted past the third', () => {
    const before = 'x DATE, a INT, b DATE, c INT, d DATE, e INT';
    expect(toldOf(before, 'a INT, b DATE, c INT, d DATE, e INT')).toEqual([
      expect.stringContaining('b DATE in the place of a INT, c INT in the place of b DATE, and 2 more)'),
    ]);
  });

  it.each([
    ['the last one goes', 'a INT, b STRING', 'a INT'],
    ['the types are alike', 'a INT, b STRING, c STRING', 'a INT, c STRING'],
    [
      'a number comes to stand as a greater one',
      'a INT, b DECIMAL(20,2), c FLOAT',
      'b DECIMAL(20,2), c FLOAT',
    ],
    ['anything plain comes to stand as text', 'a INT, b DATE, c VARCHAR(9)', 'b VARCHAR(9), c STRING'],
    ['types differ within', 'a STRUCT<x: INT>, b STRUCT<y: STRING>, c INT', 'b STRUCT<y: STRING>'],
  ])('are not told where %s', (_, before, after) => {
    expect(toldOf(before, after)).toEqual([]);
  });

  it.each([
    ['a smaller number', 'a DOUBLE, b INT', 'b INT'],
    ['text as a time', 'a STRING, b DATE', 'b DATE'],
    ['a boolean as text', 'a BOOLEAN, b STRING', 'b STRING'],
    ['an array as a map', 'a ARRAY<INT>, b MAP<STRING, INT>', 'b MAP<STRING, INT>'],
  ])('are told of %s', (_, before, after) => {
    expect(toldOf(before, after)).toHaveLength(1);
  });

  it('are counted without the columns of partitions, whatever those were called', () => {
    const spec = { partitionKeys: [['day']] };
    expect(toldOf('day DATE, a INT, b STRING', 'a INT, day DATE', { spec })).toEqual([]);
    const renames = [{ parent: [], from: 'night', to: 'day' }];
    expect(toldOf('night DATE, a INT, b STRING', 'day DATE, a INT', { spec, renames })).toEqual([]);
  });
});

describe('a column of another type', () => {
  it('is told where Hive refuses it, and not where it widens', () => {
    const [told, statement] = linesOf('a INT, b STRING', 'a BIGINT, b DATE').slice(-2);
    expect(told?.sql).toContain('(b DATE in the place of b STRING)');
    expect(statement?.sql).toBe('ALTER TABLE `shop`.`t` CHANGE COLUMN `b` `b` DATE');
    expect(toldOf('a INT', 'a BIGINT')).toEqual([]);
  });
});

describe('a table of Iceberg', () => {
  it('has a handler that Hive lets change types', () => {
    expect(toldOf('a INT, b STRING, c DATE', 'a INT, c DATE', { format: 'ICEBERG' })).toEqual([]);
  });
});
