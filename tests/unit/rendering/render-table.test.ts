import { describe, expect, it } from '@jest/globals';
import type { TableFormat } from '../../../src/evolution/types.ts';
import { registerTable } from '../../../src/rendering/register-table.ts';
import { renderTable } from '../../../src/rendering/render-engine.ts';
import { ENGINES, type Engine, type TableSpec } from '../../../src/rendering/types.ts';
import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import { faultsIn } from './sql-parsers.ts';
import { schemaOf, tableOf } from './support.ts';

function rendered(engine: Engine, columns: string, format: TableFormat, rest: Partial<TableSpec> = {}) {
  return renderTable(engine, schemaOf(columns), tableOf(format, { location: 's3a://lake/t', ...rest }));
}

function codes(engine: Engine, columns: string, format: TableFormat): string[] {
  return rendered(engine, columns, format).warnings.map(
    ({ code, path }) => `${code} ${(path ?? []).join('/')}`,
  );
}

describe('what a table cannot be made of', () => {
  it.each(ENGINES)('comes as a comment for %s: a partition column that the job adds', (engine) => {
    const { lines, warnings } = rendered(engine, 'id BIGINT', 'PARQUET', { partitionKeys: [['day']] });
    expect(lines.every(({ isComment }) => isComment)).toBe(true);
    expect(lines[0]?.sql).toMatch(/^-- The table is partitioned by day, which the schema does not have/);
    expect(lines[1]?.sql).toMatch(/^-- CREATE /);
    for (const line of lines[1]?.sql.split('\n') ?? []) expect(line).toMatch(/^-- /);
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'COLUMN_UNKNOWN', path: ['day'] }));
  });

  it('is partitions within a column, but for Iceberg', () => {
    const nested = { partitionKeys: [['address', 'country']] };
    const columns = 'id BIGINT, address STRUCT<country: STRING>';
    expect(rendered('SPARK', columns, 'DELTA', nested).lines[0]?.sql).toBe(
      '-- The table is partitioned by address.country, and DELTA partitions by columns alone, not by what is in them.',
    );
    expect(rendered('SPARK', columns, 'ICEBERG', nested).lines[0]?.sql).toContain(
      'PARTITIONED BY (address.country)',
    );
    expect(rendered('TRINO', columns, 'ICEBERG', nested).lines[0]?.sql).toContain(
      `partitioning = ARRAY['"address.country"']`,
    );
  });

  it.each(['HIVE', 'FLINK'] as const)('is partitions within a column of Iceberg for %s', (engine) => {
    const nested = { partitionKeys: [['address', 'country']] };
    const { lines } = rendered(engine, 'id BIGINT, address STRUCT<country: STRING>', 'ICEBERG', nested);
    expect(lines.every(({ isComment }) => isComment)).toBe(true);
    expect(lines.map(({ sql }) => sql).join('\n')).toMatch(
      /-- The table is partitioned by address.country, and the SQL of (?:Hive|Flink) can say that of columns alone/,
    );
  });

  it.each(['HIVE', 'FLINK'] as const)('is a Delta table that %s cannot read', (engine) => {
    const told = (columns: string, properties = {}) =>
      rendered(engine, columns, 'DELTA', { properties }).lines.some(({ isComment }) => !isComment);
    expect(told('a INT, b VOID, c VARCHAR(3)')).toBe(true);
    expect(told('a INT', { 'delta.columnMapping.mode': 'none' })).toBe(true);
    for (const properties of [
      { 'delta.columnMapping.mode': 'name' },
      { 'delta.enableTypeWidening': 'true' },
      { 'delta.enableDeletionVectors': 'true' },
    ])
      expect(told('a INT', properties)).toBe(false);
    for (const type of ['TIMESTAMP_NTZ', 'VARIANT', 'STRUCT<v: VARIANT, k: INT>'])
      expect(told(`a INT, b ${type}`)).toBe(false);
  });

  it('is a name that its catalog refuses, but in a catalog of its own', () => {
    const named = (engine: Engine, format: TableFormat, ...name: string[]) => {
      const { lines, warnings } = rendered(engine, 'a INT', format, { name });
      return [lines.some(({ isComment }) => !isComment), ...warnings.map(({ message }) => message)];
    };
    const [runs, message] = named('HIVE', 'PARQUET', 'lake', 'shop', 'my-orders.v1');
    expect([runs, message]).toEqual([
      false,
      'Hive takes names of letters, digits and underscores alone, and `my-orders.v1` is none: set table.name to what the table is called there (PATCH /datasets/{dataset}).',
    ]);
    expect(named('SPARK', 'DELTA', 'my-orders.v1')).toEqual([
      false,
      "Spark's own catalog takes names of letters, digits and underscores alone, and `my-orders.v1` is none: set table.name to what the table is called there, or table.catalog where it is in another one (PATCH /datasets/{dataset}).",
    ]);
    expect(named('SPARK', 'HUDI', 'spark_catalog', 'my-shop', 'orders')[0]).toBe(false);
    expect(named('SPARK', 'ICEBERG', 'lake', 'my-shop', 'my-orders.v1')).toEqual([true]);
    expect(named('TRINO', 'ICEBERG', 'lake', 'my-shop', 'my-orders.v1')).toEqual([true]);
  });

  it('is all columns as partitions, and none at all', () => {
    expect(rendered('HIVE', 'a INT', 'PARQUET', { partitionKeys: [['a']] }).lines[0]).toMatchObject({
      isComment: true,
    });
    expect(rendered('TRINO', 'a VARIANT', 'DELTA').lines[0]).toEqual({
      sql: '-- There is no column that the table could have.',
      isComment: true,
    });
  });

  it('is a location that nobody has said, where the engine needs it', () => {
    const made = rendered('FLINK', 'a INT', 'HUDI', { location: null });
    expect(made.lines.every(({ isComment }) => isComment)).toBe(true);
    expect(made.warnings).toMatchObject([{ code: 'SETTING_MISSING' }]);
    expect(rendered('SPARK', 'a INT', 'DELTA', { location: null }).lines[0]).toMatchObject({
      isComment: false,
    });
  });
});

describe('what an engine cannot hold', () => {
  it('is left out and told, also within columns', () => {
    const columns =
      'a INT, s STRUCT<v: VARIANT, k: INT>, l ARRAY<VARIANT>, m MAP<STRUCT<x: INT>, INT>, n VOID';
    expect(codes('HIVE', columns, 'PARQUET')).toEqual([
      'COLUMN_LEFT_OUT s/v',
      'COLUMN_LEFT_OUT l/element',
      'COLUMN_LEFT_OUT m',
      'COLUMN_LEFT_OUT n',
    ]);
    expect(rendered('HIVE', columns, 'PARQUET').lines[0]?.sql).toContain('`s` STRUCT<`k`: INT>\n)');
  });

  it('is NOT NULL in places', () => {
    const columns = 'a INT NOT NULL, s STRUCT<b: INT NOT NULL> NOT NULL, l ARRAY<STRUCT<c: INT NOT NULL>>';
    expect(codes('SPARK', columns, 'ICEBERG')).toEqual([]);
    expect(codes('SPARK', columns, 'DELTA')).toEqual(['NOT_NULL_LEFT_OUT l/element/c']);
    expect(codes('TRINO', columns, 'DELTA')).toEqual(['NOT_NULL_LEFT_OUT ']);
    expect(rendered('HIVE', columns, 'PARQUET').warnings.map(({ message }) => message)).toEqual([
      'Hive takes no NOT NULL there: a, s, s.b and 1 more. Who writes has to see to it.',
    ]);
  });

  it('is the comment of a field within a column', () => {
    const columns = "a INT COMMENT 'x', s STRUCT<b: INT COMMENT 'y', v: VARIANT COMMENT 'z'>";
    expect(codes('SPARK', "s STRUCT<b: INT COMMENT 'y'>", 'DELTA')).toEqual([]);
    for (const engine of ['TRINO', 'HIVE', 'FLINK'] as const) {
      expect(codes(engine, columns, 'PARQUET')).toEqual(['COLUMN_LEFT_OUT s/v', 'COMMENT_LEFT_OUT s/b']);
    }
  });

  it('is text of limited length in Delta, for Hive', () => {
    expect(rendered('HIVE', 'a CHAR(3), b VARCHAR(9)', 'DELTA').lines[0]?.sql).toContain(
      '(\n  `a` STRING,\n  `b` STRING\n)',
    );
  });

  it('is a user-defined type, but as what it is stored as', () => {
    const udt = (sqlType: string) =>
      ({ kind: 'udt', json: { type: 'udt', class: 'a.Point', sqlType } }) as const;
    const schema = structOf([
      field('p', udt('double')),
      field('q', udt('nonsense')),
      field('k', primitive('long')),
    ]);
    const { lines, warnings } = renderTable('SPARK', schema, tableOf('DELTA'));
    expect(lines[0]?.sql).toContain('(\n  p DOUBLE,\n  k BIGINT\n)');
    expect(warnings).toMatchObject([{ code: 'COLUMN_LEFT_OUT', path: ['q'] }]);
  });

  it('is a name that takes another mark apart, in Hive', () => {
    expect(codes('HIVE', '`a.b` INT, `a b` INT, s STRUCT<`c:d`: INT, e: INT>', 'PARQUET')).toEqual([
      'COLUMN_LEFT_OUT a.b',
      'COLUMN_LEFT_OUT s/c:d',
    ]);
  });
});

describe('names and texts', () => {
  const hostile = 'o\'clock\\ -- "x"; DROP TABLE `y`\nnew line';
  const schema = structOf([
    field('select', primitive('long'), { metadata: { comment: hostile } }),
    field('a`b"c', primitive('long')),
    field('wie heißt das 💡', primitive('long')),
  ]);

  it.each(ENGINES)('are quoted for %s, whatever they hold', (engine) => {
    const spec = tableOf('PARQUET', {
      name: ['shop', 'order'],
      location: "s3a://lake/it's",
      description: hostile,
      kafkaTopic: 'orders',
      properties: { 'kafka.bootstrap.servers': 'kafka:9092' },
    });
    const { lines } = renderTable(engine, schema, spec);
    expect(lines.filter(({ isComment }) => !isComment)).toHaveLength(1);
    expect(faultsIn(engine, lines)).toEqual([]);
    expect(faultsIn(engine, registerTable(engine, schema, spec).lines)).toEqual([]);
  });

  it('in comments stay in their line', () => {
    const { lines } = renderTable(
      'SPARK',
      schema,
      tableOf('PARQUET', { partitionKeys: [['a\nDROP TABLE t']] }),
    );
    for (const { sql } of lines) for (const line of sql.split(/\r?\n/)) expect(line).toMatch(/^-- /);
  });
});

describe('registration', () => {
  const columns = schemaOf('id BIGINT, day DATE');
  const statements = (engine: Engine, format: TableFormat, rest: Partial<TableSpec> = {}) =>
    registerTable(engine, columns, tableOf(format, { location: 's3a://lake/t', ...rest })).lines;

  it('finds the partitions of files that are there', () => {
    const rest = { name: ['hive', 'shop', 't'], partitionKeys: [['day']] };
    expect(statements('SPARK', 'PARQUET', rest).at(-1)?.sql).toBe('MSCK REPAIR TABLE hive.shop.t');
    expect(statements('HIVE', 'PARQUET', rest).at(-1)?.sql).toBe('MSCK REPAIR TABLE `shop`.`t`');
    expect(statements('TRINO', 'PARQUET', rest).at(-1)?.sql).toBe(
      "CALL hive.system.sync_partition_metadata(schema_name => 'shop', table_name => 't', mode => 'FULL')",
    );
  });

  it('says what has to be filled in', () => {
    const lines = statements('TRINO', 'DELTA', { location: null });
    expect(lines.every(({ isComment }) => isComment)).toBe(true);
    expect(lines.at(-1)?.sql).toBe(
      "-- CALL system.register_table(schema_name => '<database>', table_name => 'orders', table_location => '<location>')",
    );
    expect(statements('FLINK', 'DELTA', { kafkaTopic: 'orders' }).every(({ isComment }) => isComment)).toBe(
      false,
    );
    expect(statements('FLINK', 'DELTA', { kafkaTopic: 'orders' }).at(-1)).toMatchObject({ isComment: true });
  });

  it.each([
    ['SPARK', ['PARQUET', 'DELTA', 'HUDI', 'ICEBERG']],
    ['TRINO', ['PARQUET', 'DELTA', 'HUDI', 'ICEBERG']],
    ['HIVE', ['PARQUET', 'DELTA', 'HUDI', 'ICEBERG']],
    ['FLINK', ['PARQUET', 'DELTA', 'HUDI']],
  ] as const)('runs nothing for %s where nobody said where the table is', (engine, formats) => {
    for (const format of formats) {
      const spec = { location: null, name: ['shop', 't'], partitionKeys: [['day']] };
      expect(statements(engine, format, spec).filter(({ isComment }) => !isComment)).toEqual([]);
      const { warnings } = registerTable(engine, columns, tableOf(format, spec));
      const isAsked = format !== 'ICEBERG' && !(engine === 'TRINO' && format === 'HUDI');
      if (isAsked) expect(warnings).toMatchObject([{ code: 'SETTING_MISSING' }]);
    }
  });

  it('makes no new Iceberg table in the place of one that Hive does not know', () => {
    const lines = statements('HIVE', 'ICEBERG', { name: ['shop', 't'] });
    expect(lines.every(({ isComment }) => isComment)).toBe(true);
    expect(lines.at(-1)?.sql).toContain(
      "--   'metadata_location' = 's3a://lake/t/metadata/<newest>.metadata.json'",
    );
  });

  it('feeds no maps from JSON but those whose keys are strings', () => {
    const schema = schemaOf(
      'id BIGINT, m MAP<INT, STRING>, s STRUCT<m: MAP<BIGINT, INT>, k: INT>, t MAP<STRING, INT>',
    );
    const spec = tableOf('ICEBERG', {
      name: ['t'],
      kafkaTopic: 't',
      properties: { 'kafka.bootstrap.servers': 'kafka:9092' },
    });
    const { lines, warnings } = registerTable('FLINK', schema, spec);
    const running = lines.filter(({ isComment }) => !isComment).map(({ sql }) => sql);
    expect(running[0]).toContain('(\n  `id` BIGINT,\n  `s` ROW<`k` INT>,\n  `t` MAP<STRING, INT>\n) WITH');
    expect(running[1]).toContain('`m` MAP<INT, STRING>');
    expect(running[2]).toBe('INSERT INTO `t` (`id`, `t`) SELECT `id`, `t` FROM `t_source`');
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ['COLUMN_LEFT_OUT', ['m']],
      ['COLUMN_LEFT_OUT', ['s', 'm']],
    ]);
  });

  it('feeds no table that wants what the topic cannot give', () => {
    const spec = tableOf('ICEBERG', {
      kafkaTopic: 't',
      properties: { 'kafka.bootstrap.servers': 'kafka:9092' },
    });
    const { lines } = registerTable('FLINK', schemaOf('id BIGINT, m MAP<INT, STRING> NOT NULL'), spec);
    expect(lines.slice(-2)).toEqual([
      { sql: '-- The table wants a value for `m`, which the source cannot give.', isComment: true },
      { sql: '-- INSERT INTO `orders` (`id`) SELECT `id` FROM `orders_source`', isComment: true },
    ]);
  });

  it('feeds nothing where there is no topic', () => {
    expect(statements('FLINK', 'DELTA')[0]?.sql).toBe(
      '-- The dataset has no topic: there is no source to declare.',
    );
  });
});
