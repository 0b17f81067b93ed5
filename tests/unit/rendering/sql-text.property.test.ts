import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { TABLE_FORMATS } from '../../../src/evolution/types.ts';
import { evolveIds, identify } from '../../../src/rendering/column-ids.ts';
import { renderChange, renderTable } from '../../../src/rendering/render-engine.ts';
import { registerTable } from '../../../src/rendering/register-table.ts';
import { ENGINES, type TableSpec } from '../../../src/rendering/types.ts';
import type { StructType } from '../../../src/schema/types.ts';
import { runs } from '../../support/property.ts';
import { renderable } from './renderable.ts';
import { faultsIn, faultsOf } from './sql-parsers.ts';
import { tableOf } from './support.ts';

const format = fc.constantFrom(...TABLE_FORMATS);
const properties = fc.constantFrom<Readonly<Record<string, string>>[]>(
  {},
  { 'delta.columnMapping.mode': 'name', 'hoodie.schema.on.read.enable': 'true', 'format-version': '2' },
);

/** A table, laid out by some of its columns. */
function tables(schema: StructType): fc.Arbitrary<TableSpec> {
  const columns = fc.subarray(schema.fields.map(({ name }) => [name]));
  return fc
    .record({
      format,
      properties,
      by: columns,
      keys: columns,
      location: fc.constantFrom(null, "s3a://lake/it's"),
    })
    .map(({ format: chosen, properties: own, by, keys, location }) =>
      tableOf(chosen, {
        name: ['crm', 'orders'],
        mode: keys.length > 0 ? 'upsert' : 'append',
        properties: own,
        partitionKeys: by.slice(0, 2),
        pkFields: keys,
        location,
        description: "What's in it\nand more",
        kafkaTopic: 'orders',
      }),
    );
}

const laidOut = renderable.chain((schema) => tables(schema).map((spec) => ({ schema, spec })));

describe.each(ENGINES)('the text for %s', (engine) => {
  it('of a table is read by a parser of its SQL', () => {
    fc.assert(
      fc.property(laidOut, ({ schema, spec }) => {
        expect(faultsIn(engine, renderTable(engine, schema, spec).lines)).toEqual([]);
        expect(faultsIn(engine, registerTable(engine, schema, spec).lines)).toEqual([]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('of a change is read by a parser of its SQL', () => {
    fc.assert(
      fc.property(laidOut, renderable, ({ schema, spec }, next) => {
        const before = identify(schema);
        const after = evolveIds(before, next, renamesBetween(schema, next));
        expect(faultsIn(engine, renderChange(engine, before, after, spec).lines)).toEqual([]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

/** The first column of one as that of the other. */
function renamesBetween(before: StructType, after: StructType) {
  const [from, to] = [before.fields[0]?.name, after.fields[0]?.name];
  return from === undefined || to === undefined || from === to ? [] : [{ parent: [], from, to }];
}

describe('the parsers', () => {
  // They tell the console of what they refuse.
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['SPARK', 'CREATE TABLE t (a INT'],
    ['SPARK', 'ALTER TABLE t DROP COLUMNS a b'],
    ['TRINO', "CREATE TABLE t (a integer) WITH (location = 'it's')"],
    ['TRINO', 'ALTER TABLE t ADD COLUMN a'],
    ['HIVE', 'CREATE EXTERNAL TABLE t (a INT) STORED PARQUET'],
    ['HIVE', 'ALTER TABLE t CHANGE COLUMN a INT'],
    ['FLINK', 'CREATE TABLE t (`a` INT, PRIMARY KEY (`a`) ENFORCED NOT) WITH (1)'],
    ['FLINK', 'ALTER TABLE t ADD (`a` INT `b` INT)'],
  ] as const)('of %s refuse %s', (engine, sql) => {
    expect(faultsOf(engine, sql)).not.toEqual([]);
  });
});
