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
      name: ['my-shop', 'order'],
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

  it('feeds nothing where there is no topic', () => {
    expect(statements('FLINK', 'DELTA')[0]?.sql).toBe(
      '-- The dataset has no topic: there is no source to declare.',
    );
  });
});
