import { describe, expect, it } from '@jest/globals';
import type { TableFormat } from '../../../src/evolution/types.ts';
import { evolveIds, identify } from '../../../src/rendering/column-ids.ts';
import { renderChange } from '../../../src/rendering/render-engine.ts';
import type { Engine, Rename, TableSpec } from '../../../src/rendering/types.ts';
import { schemaOf, tableOf } from './support.ts';

interface Change {
  readonly spec?: Partial<TableSpec>;
  readonly renames?: readonly Rename[];
}

function changed(engine: Engine, format: TableFormat, before: string, after: string, change: Change = {}) {
  const first = identify(schemaOf(before));
  const next = evolveIds(first, schemaOf(after), change.renames);
  const spec = tableOf(format, { location: 's3a://lake/t', name: ['shop', 't'], ...change.spec });
  return renderChange(engine, first, next, spec);
}

function linesOf(...change: Parameters<typeof changed>): string[] {
  return changed(...change).lines.map(({ sql }) => sql);
}

describe('Iceberg in Hive', () => {
  it('keeps the partition columns where others go', () => {
    const spec = { partitionKeys: [['day']] };
    expect(linesOf('HIVE', 'ICEBERG', 'day DATE, a INT, b INT', 'day DATE, b INT', { spec })).toEqual([
      'ALTER TABLE `shop`.`t` REPLACE COLUMNS (\n  `day` DATE,\n  `b` INT\n)',
    ]);
  });

  it('lists what stays in the order that the table has, under the names that it has', () => {
    const renames = [{ parent: [], from: 'c', to: 'd' }];
    expect(linesOf('HIVE', 'ICEBERG', 'a INT, b INT, c INT', 'd INT, a INT', { renames })).toEqual([
      'ALTER TABLE `shop`.`t` REPLACE COLUMNS (\n  `a` INT,\n  `c` INT\n)',
      'ALTER TABLE `shop`.`t` CHANGE COLUMN `c` `d` INT',
    ]);
  });

  it('renames a partition column as any other', () => {
    const change = {
      spec: { partitionKeys: [['night']] },
      renames: [{ parent: [], from: 'day', to: 'night' }],
    };
    expect(linesOf('HIVE', 'ICEBERG', 'a INT, day DATE', 'a INT, night DATE', change)).toEqual([
      'ALTER TABLE `shop`.`t` CHANGE COLUMN `day` `night` DATE',
    ]);
  });

  it('drops nothing where the list would lack a column that Hive cannot be told of', () => {
    const spec = { properties: { 'format-version': '3' } };
    expect(linesOf('HIVE', 'ICEBERG', 'a INT, b INT, v VARIANT', 'a INT, v VARIANT', { spec })).toEqual([
      '-- b: not dropped, for that would drop v as well, which Hive has no type or name for. Make this change in Spark.',
    ]);
  });
});

describe('Delta', () => {
  it('is changed by nothing that runs in Flink', () => {
    expect(linesOf('FLINK', 'DELTA', 'a INT', 'a INT, b INT')).toEqual([
      "-- Delta's catalog for Flink changes no columns and reads them from Delta's log: make this change in Spark, and Flink finds it.",
    ]);
    expect(linesOf('FLINK', 'DELTA', 'a INT', 'a INT')).toEqual([]);
  });

  it('is not dropped in Hive where it cannot be declared anew', () => {
    for (const spec of [{ properties: { 'delta.columnMapping.mode': 'name' } }, { location: null }]) {
      const { lines } = changed('HIVE', 'DELTA', 'a INT', 'a INT, b INT', { spec });
      expect(lines.filter(({ isComment }) => !isComment)).toEqual([]);
    }
  });
});

describe('a table that Hive cannot call so', () => {
  it('is altered by nothing that runs, and the setting is named', () => {
    const change = { spec: { name: ['shop', 'my-t'] } };
    const { lines, warnings } = changed('HIVE', 'PARQUET', 'a INT', 'a INT, b INT', change);
    expect(lines.every(({ isComment }) => isComment)).toBe(true);
    expect(warnings).toMatchObject([
      { code: 'SETTING_MISSING', message: expect.stringContaining('table.name') },
    ]);
  });
});

describe.each(['TRINO', 'HIVE', 'FLINK'] as const)('what %s does not get to know', (engine) => {
  const told = /^-- .* is not told the comments of s\.a: it keeps those of whole columns alone\.$/;

  it('is the comment of a field that was there', () => {
    const [before, after] = ["s STRUCT<a: INT COMMENT 'x'>", "s STRUCT<a: INT COMMENT 'y'>"];
    expect(linesOf(engine, 'ICEBERG', before, after)).toEqual([expect.stringMatching(told)]);
  });

  it('is the comment of a field that comes', () => {
    const [before, after] = ['k INT', "k INT, s STRUCT<a: INT COMMENT 'x'>"];
    const lines = linesOf(engine, 'ICEBERG', before, after);
    expect(lines).toEqual([expect.not.stringContaining('COMMENT'), expect.stringMatching(told)]);
  });

  it('is a type that it calls as the one before', () => {
    expect(linesOf(engine, 'ICEBERG', 'a VARCHAR(10)', 'a VARCHAR(20)')).toEqual([
      expect.stringMatching(/^-- a needs no statement: before and after it is (?:STRING|varchar) for /),
    ]);
  });
});

describe('Trino', () => {
  it('needs nothing for a longer text in Delta, and says so', () => {
    expect(linesOf('TRINO', 'DELTA', 'a VARCHAR(10)', 'a VARCHAR(20)')).toEqual([
      "-- a needs no statement: before and after it is varchar for Trino's Delta Lake connector.",
    ]);
  });

  it('may be told twice what goes, and objects to what comes twice or is not there', () => {
    const renames = [{ parent: [], from: 'b', to: 'c' }];
    for (const format of ['PARQUET', 'ICEBERG'] as const) {
      const lines = linesOf('TRINO', format, 'a INT, b INT', 'c INT, d INT', { renames });
      expect(lines.filter((sql) => !sql.startsWith('--'))).toEqual([
        'ALTER TABLE shop.t DROP COLUMN IF EXISTS a',
        'ALTER TABLE shop.t RENAME COLUMN b TO c',
        'ALTER TABLE shop.t ADD COLUMN d integer',
      ]);
    }
  });

  it('adds a nested field without its comment', () => {
    const [before, after] = ['s STRUCT<a: INT>', "s STRUCT<a: INT, b: INT COMMENT 'x'>"];
    expect(linesOf('TRINO', 'ICEBERG', before, after)).toEqual([
      'ALTER TABLE shop.t ADD COLUMN s.b integer',
      "-- Trino's Iceberg connector is not told the comments of s.b: it keeps those of whole columns alone.",
    ]);
  });
});
