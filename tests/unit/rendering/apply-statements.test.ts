import { describe, expect, it } from '@jest/globals';
import { TABLE_FORMATS } from '../../../src/evolution/types.ts';
import { applyStatements } from '../../../src/rendering/apply-statements.ts';
import { schemaOf, tableOf } from './support.ts';

function between(before: string, after: string): string[] {
  return applyStatements(schemaOf(before), schemaOf(after), tableOf('ICEBERG'));
}

describe('applyStatements', () => {
  it('is nothing between equal schemas', () => {
    expect(between('a INT, b STRUCT<c: INT, d: INT>', 'a INT, b STRUCT<c: INT, d: INT>')).toEqual([]);
  });

  it('is nothing for a table without metadata, and for one that is yet to be created', () => {
    const [before, after] = [schemaOf('a INT'), schemaOf('a INT, b INT')];
    expect(applyStatements(before, after, tableOf('PARQUET'))).toEqual([]);
    for (const format of TABLE_FORMATS) expect(applyStatements(null, after, tableOf(format))).toEqual([]);
  });

  it('names the table by all its parts, quoted where needed', () => {
    const [before, after] = [schemaOf('a INT'), schemaOf('a INT, b INT')];
    expect(applyStatements(before, after, tableOf('DELTA', { name: ['lake', 'my-shop', 'orders'] }))).toEqual(
      ['ALTER TABLE lake.`my-shop`.orders ADD COLUMNS (b INT)'],
    );
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
      '-- b cannot become NOT NULL in place: rewrite the table, or have who writes see to it.',
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

  it('moves as few columns as bring about the order', () => {
    expect(
      between('a INT, b STRUCT<c: INT, d: INT>, e INT', 'b STRUCT<d: INT, c: INT>, e INT, a INT'),
    ).toEqual(['ALTER TABLE orders ALTER COLUMN b.c AFTER d', 'ALTER TABLE orders ALTER COLUMN a AFTER e']);
    expect(between('a INT, b INT', 'new INT, a INT, b INT')).toEqual([
      'ALTER TABLE orders ADD COLUMNS (new INT)',
      'ALTER TABLE orders ALTER COLUMN new FIRST',
    ]);
  });

  it('leaves out what has no type yet, and adds it once it has one', () => {
    expect(between('a INT', 'a INT, b VOID')).toEqual([]);
    expect(between('a INT, b VOID', 'a INT, b STRING')).toEqual([
      'ALTER TABLE orders ADD COLUMNS (b STRING)',
    ]);
  });

  it('says what has to be rewritten, in one line whatever names hold', () => {
    expect(between('`a\nDROP TABLE x` BIGINT, k INT', '`a\nDROP TABLE x` INT, k INT')).toEqual([
      '-- orders: `a DROP TABLE x` cannot become INT: ICEBERG cannot turn long into integer. Rewrite the table with its new columns before the next batch is written to it.',
    ]);
    expect(between('a INT', 'b INT')).toEqual([
      '-- orders: None of its columns stays. Rewrite the table with its new columns before the next batch is written to it.',
    ]);
  });
});

describe('applyStatements with renames', () => {
  function renamed(before: string, after: string, ...renames: [from: string, to: string | null][]): string[] {
    return applyStatements(
      schemaOf(before),
      schemaOf(after),
      tableOf('ICEBERG'),
      renames.map(([from, to]) => {
        const steps = from.split('.');
        return { parent: steps.slice(0, -1), from: steps.at(-1) ?? '', to };
      }),
    );
  }

  it('renames, and neither drops nor adds', () => {
    expect(renamed('a INT, b INT', 'a INT, c BIGINT', ['b', 'c'])).toEqual([
      'ALTER TABLE orders RENAME COLUMN b TO c',
      'ALTER TABLE orders ALTER COLUMN c TYPE BIGINT',
    ]);
  });

  it('renames a struct before what is in it', () => {
    const [before, after] = ['k INT, s STRUCT<a: INT, x: INT>', 'k INT, t STRUCT<b: INT, x: INT>'];
    const expected = ['ALTER TABLE orders RENAME COLUMN s TO t', 'ALTER TABLE orders RENAME COLUMN t.a TO b'];
    expect(renamed(before, after, ['s', 't'], ['t.a', 'b'])).toEqual(expected);
  });

  it('frees a name before it is given again', () => {
    expect(renamed('a INT, b INT, c INT', 'b INT, c INT, a STRING', ['b', 'c'], ['a', 'b'])).toEqual([
      'ALTER TABLE orders DROP COLUMNS (c)',
      'ALTER TABLE orders RENAME COLUMN b TO c',
      'ALTER TABLE orders RENAME COLUMN a TO b',
      'ALTER TABLE orders ADD COLUMNS (a STRING)',
    ]);
  });

  it('lets a column wait under another name where two swap theirs', () => {
    expect(renamed('a INT, b STRING', 'b INT, a STRING', ['a', 'b'], ['b', 'a'])).toEqual([
      'ALTER TABLE orders RENAME COLUMN a TO a_aside',
      'ALTER TABLE orders RENAME COLUMN b TO a',
      'ALTER TABLE orders RENAME COLUMN a_aside TO b',
    ]);
  });

  it('follows a column through a chain of names, and its type with it', () => {
    expect(
      renamed('id BIGINT, a STRING, b INT', 'id BIGINT, b STRING, c BIGINT', ['a', 'b'], ['b', 'c']),
    ).toEqual([
      'ALTER TABLE orders RENAME COLUMN b TO c',
      'ALTER TABLE orders RENAME COLUMN a TO b',
      'ALTER TABLE orders ALTER COLUMN c TYPE BIGINT',
    ]);
  });

  it.each(['STRING', 'BIGINT'])(
    'drops and adds where another column of type %s has the name then',
    (type) => {
      expect(renamed('id BIGINT, c INT, k STRING', `id BIGINT, k STRING, c ${type}`, ['c', null])).toEqual([
        'ALTER TABLE orders DROP COLUMNS (c)',
        `ALTER TABLE orders ADD COLUMNS (c ${type})`,
      ]);
    },
  );

  it('drops a column before another one gets its name', () => {
    expect(
      renamed(
        'id INT, s STRUCT<a: INT, b: INT>',
        'id INT, t STRUCT<b: INT>',
        ['s', 't'],
        ['t.b', null],
        ['t.a', 'b'],
      ),
    ).toEqual([
      'ALTER TABLE orders DROP COLUMNS (s.b)',
      'ALTER TABLE orders RENAME COLUMN s TO t',
      'ALTER TABLE orders RENAME COLUMN t.a TO b',
    ]);
  });

  it('adds a column anew where no field of its struct stays', () => {
    expect(
      renamed('k INT, a STRUCT<b: STRUCT<c: INT>>', 'k INT, a STRUCT<b: STRUCT<c: INT>>', ['a.b.c', null]),
    ).toEqual([
      'ALTER TABLE orders DROP COLUMNS (a)',
      'ALTER TABLE orders ADD COLUMNS (a STRUCT<b: STRUCT<c: INT>>)',
    ]);
  });

  it('spells a column in another case by way of another name: engines take both for one', () => {
    expect(renamed('id INT, b INT', 'ID INT, b INT', ['id', 'ID'])).toEqual([
      'ALTER TABLE orders RENAME COLUMN id TO id_aside',
      'ALTER TABLE orders RENAME COLUMN id_aside TO ID',
    ]);
  });

  it('passes over a rename of what is not there', () => {
    expect(renamed('a INT', 'a INT, c INT', ['b', 'c'], ['a', 'd'])).toEqual([
      'ALTER TABLE orders ADD COLUMNS (c INT)',
    ]);
  });
});

describe('applyStatements by format', () => {
  const [before, after] = [
    schemaOf('a INT, b STRUCT<c: INT NOT NULL>, d INT'),
    schemaOf('a BIGINT, b STRUCT<c: INT, e: INT>'),
  ];

  it.each([
    [
      'a DELTA table without column mapping and type widening',
      tableOf('DELTA'),
      [
        '-- orders: d cannot be dropped, for a DELTA table without column mapping can neither drop nor rename a column. Rewrite the table with its new columns before the next batch is written to it.',
        'ALTER TABLE orders ADD COLUMNS (b.e INT)',
        '-- orders: a cannot become BIGINT: DELTA without type widening cannot turn integer into long. Rewrite the table with its new columns before the next batch is written to it.',
        'ALTER TABLE orders ALTER COLUMN b.c DROP NOT NULL',
      ],
    ],
    [
      'a DELTA table with both',
      tableOf('DELTA', {
        properties: { 'delta.columnMapping.mode': 'name', 'delta.enableTypeWidening': 'true' },
      }),
      [
        'ALTER TABLE orders DROP COLUMNS (d)',
        'ALTER TABLE orders ADD COLUMNS (b.e INT)',
        'ALTER TABLE orders ALTER COLUMN a TYPE BIGINT',
        'ALTER TABLE orders ALTER COLUMN b.c DROP NOT NULL',
      ],
    ],
    [
      'a HUDI table',
      tableOf('HUDI'),
      [
        '-- orders: d cannot be dropped, for a HUDI table without schema-on-read can neither drop nor rename a column. Rewrite the table with its new columns before the next batch is written to it.',
        '-- b.e needs no statement: Hudi adds it with the next batch that has it.',
        '-- a needs no statement: Hudi promotes it with the next batch that is written.',
        '-- orders: b.c cannot lose its NOT NULL: that takes hoodie.schema.on.read.enable. Rewrite the table with its new columns before the next batch is written to it.',
      ],
    ],
    [
      'a HUDI table with schema-on-read',
      tableOf('HUDI', { properties: { 'hoodie.schema.on.read.enable': 'true' } }),
      [
        'SET hoodie.schema.on.read.enable = true',
        'SET hoodie.datasource.write.schema.allow.auto.evolution.column.drop = true',
        'ALTER TABLE orders DROP COLUMNS (d)',
        'SET hoodie.datasource.write.schema.allow.auto.evolution.column.drop = false',
        'ALTER TABLE orders ADD COLUMNS (b.e INT)',
        'ALTER TABLE orders ALTER COLUMN a TYPE BIGINT',
        'ALTER TABLE orders ALTER COLUMN b.c DROP NOT NULL',
      ],
    ],
  ])('tells %s what it can do', (_what, table, expected) => {
    expect(applyStatements(before, after, table)).toEqual(expected);
  });

  it('has nothing to tell of types that are stored alike', () => {
    const [small, wider] = [schemaOf('a TINYINT, b VARCHAR(3)'), schemaOf('a SMALLINT, b STRING')];
    expect(applyStatements(small, wider, tableOf('ICEBERG'))).toEqual([]);
    const widening = tableOf('DELTA', { properties: { 'delta.enableTypeWidening': 'true' } });
    expect(applyStatements(small, wider, widening)).toEqual([
      'ALTER TABLE orders ALTER COLUMN a TYPE SMALLINT',
      'ALTER TABLE orders ALTER COLUMN b TYPE STRING',
    ]);
  });
});
