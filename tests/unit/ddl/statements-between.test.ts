import { describe, expect, it } from '@jest/globals';
import { statementsBetween } from '../../../src/ddl/statements-between.ts';
import { TABLE_FORMATS } from '../../../src/evolution/types.ts';
import { schemaOf } from './support.ts';

function between(before: string, after: string): string[] {
  return statementsBetween(schemaOf(before), schemaOf(after), ['orders'], 'ICEBERG');
}

describe('statementsBetween', () => {
  it('is nothing between equal schemas, whatever their order', () => {
    expect(between('a INT, b STRUCT<c: INT, d: INT>', 'b STRUCT<d: INT, c: INT>, a INT')).toEqual([]);
  });

  it('is nothing for a table without metadata, and for one that is yet to be created', () => {
    const [before, after] = [schemaOf('a INT'), schemaOf('a INT, b INT')];
    expect(statementsBetween(before, after, ['t'], 'PARQUET')).toEqual([]);
    for (const format of TABLE_FORMATS) expect(statementsBetween(null, after, ['t'], format)).toEqual([]);
  });

  it('names the table by all its parts, quoted where needed', () => {
    const [before, after] = [schemaOf('a INT'), schemaOf('a INT, b INT')];
    expect(statementsBetween(before, after, ['lake', 'my-shop', 'orders'], 'DELTA')).toEqual([
      'ALTER TABLE lake.`my-shop`.orders ADD COLUMNS (b INT)',
    ]);
  });

  it('adds columns and fields in one statement, with their comments', () => {
    expect(
      between(
        'a STRUCT<b: INT>, c ARRAY<STRUCT<d: INT>>, m MAP<STRING, STRUCT<v: INT>>',
        "a STRUCT<b: INT, `x.y`: STRING COMMENT 'it''s new'>, c ARRAY<STRUCT<d: INT, e: INT>>, m MAP<STRING, STRUCT<v: INT, w: INT>>, z STRUCT<q: INT COMMENT 'in'>",
      ),
    ).toEqual([
      String.raw`ALTER TABLE orders ADD COLUMNS (a.${'`x.y`'} STRING COMMENT 'it\'s new', c.element.e INT, m.value.w INT, z STRUCT<q: INT COMMENT 'in'>)`,
    ]);
  });

  it('drops columns and fields in one statement, before it adds', () => {
    expect(between('a INT, b STRUCT<c: INT, d: INT>, e INT', 'b STRUCT<c: INT>, e INT, f INT')).toEqual([
      'ALTER TABLE orders DROP COLUMNS (a, b.d)',
      'ALTER TABLE orders ADD COLUMNS (f INT)',
    ]);
  });

  it('changes types where they are, in arrays and values too', () => {
    expect(
      between(
        'a INT, b ARRAY<INT>, c MAP<STRING, FLOAT>, d ARRAY<STRUCT<e: DECIMAL(5,2)>>',
        'a BIGINT, b ARRAY<BIGINT>, c MAP<STRING, DOUBLE>, d ARRAY<STRUCT<e: DECIMAL(7,2)>>',
      ),
    ).toEqual([
      'ALTER TABLE orders ALTER COLUMN a TYPE BIGINT',
      'ALTER TABLE orders ALTER COLUMN b.element TYPE BIGINT',
      'ALTER TABLE orders ALTER COLUMN c.value TYPE DOUBLE',
      'ALTER TABLE orders ALTER COLUMN d.element.e TYPE DECIMAL(7,2)',
    ]);
  });

  it('changes nullability and comments', () => {
    expect(between("a INT NOT NULL COMMENT 'x', b INT", "a INT, b INT NOT NULL COMMENT 'y'")).toEqual([
      'ALTER TABLE orders ALTER COLUMN a DROP NOT NULL',
      "ALTER TABLE orders ALTER COLUMN a COMMENT ''",
      'ALTER TABLE orders ALTER COLUMN b SET NOT NULL',
      "ALTER TABLE orders ALTER COLUMN b COMMENT 'y'",
    ]);
  });

  it.each([
    ['STRUCT<x: INT>', 'STRING'],
    ['STRING', 'ARRAY<STRING>'],
    ['ARRAY<INT>', 'MAP<STRING, INT>'],
    ['MAP<INT, STRING>', 'MAP<BIGINT, STRING>'],
    ['STRUCT<x: INT>', 'STRUCT<y: INT>'],
    ['ARRAY<STRUCT<x: INT>>', 'ARRAY<STRUCT<y: INT>>'],
  ])('drops and adds a column that cannot go from %s to %s', (before, after) => {
    expect(between(`k INT, a ${before}`, `k INT, a ${after}`)).toEqual([
      'ALTER TABLE orders DROP COLUMNS (a)',
      `ALTER TABLE orders ADD COLUMNS (a ${after})`,
    ]);
  });
});
