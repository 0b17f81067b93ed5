import { describe, expect, it } from '@jest/globals';
import { columnFact, tombstoneOf } from '../../../src/evolution/column-fact.ts';
import {
  alter,
  columnsAfter,
  done,
  NEXT_VERSION,
  refusals,
  seenByNobody,
  tableWith,
  tombstone,
} from './support.ts';

const BY_ID = { format: 'ICEBERG' } as const;
const forgotten = (...path: string[]) => columnFact(path);

describe('the name of a dropped column where columns resolve by name', () => {
  const table = tableWith('id BIGINT', {
    facts: [tombstone(['note'], 'STRUCT<a: INT NOT NULL, b: STRING>')],
  });

  it('comes back with the type it had, whatever may be null in it, and a warning', () => {
    const outcome = done(alter(table, "ADD COLUMN note STRUCT<a: INT, b: STRING COMMENT 'new'>"));
    expect(outcome.warnings).toEqual([
      {
        code: 'OLD_VALUES_RETURN',
        path: ['note'],
        message:
          'Column note was dropped in version 3 and is back: rows written before that show their old values.',
      },
    ]);
    expect(outcome.factUpdates).toEqual([
      seenByNobody(['note']),
      seenByNobody(['note', 'a']),
      seenByNobody(['note', 'b']),
    ]);
  });

  it('is refused another type, and told the one it had', () => {
    expect(alter(table, 'ADD COLUMN note STRUCT<a: BIGINT, b: STRING>')).toMatchObject({
      refusals: [
        {
          code: 'DROPPED_NAME_REUSED',
          path: ['note'],
          remediation: expect.stringContaining('struct<a: integer NOT NULL, b: string>'),
        },
      ],
    });
  });

  it('is refused in another case of letters', () => {
    expect(refusals(table, 'ADD COLUMN Note STRUCT<a: INT, b: STRING>')).toEqual(['0 CASE_COLLISION Note']);
  });

  it('is kept below a column that comes back', () => {
    const facts = [tombstone(['s'], 'STRUCT<a: INT>', 4), tombstone(['s', 'b'], 'STRING')];
    const { factUpdates } = done(alter(tableWith('id BIGINT', { facts }), 'ADD COLUMN s STRUCT<a: INT>'));
    expect(factUpdates).toEqual([seenByNobody(['s']), seenByNobody(['s', 'a'])]);
    expect(
      refusals(tableWith('id BIGINT', { facts }), 'ADD COLUMN s STRUCT<a: INT>', 'ADD COLUMN s.b INT'),
    ).toEqual(['1 DROPPED_NAME_REUSED s/b']);
  });

  it('comes back by its text where SQL cannot say the type in full', () => {
    const opaque = columnFact(['g'], { dropped: tombstoneOf({ kind: 'opaque', name: 'array<time(6)>' }, 2) });
    expect(refusals(tableWith('id BIGINT', { facts: [opaque] }), 'ADD COLUMN g ARRAY<TIME(6)>')).toEqual([]);
  });

  it('binds at once, also within one request', () => {
    expect(refusals(tableWith('id BIGINT, a INT'), 'DROP COLUMN a', 'ADD COLUMN a STRING')).toEqual([
      '1 DROPPED_NAME_REUSED a',
    ]);
    expect(columnsAfter(tableWith('a INT, id BIGINT'), 'DROP COLUMN a', 'ADD COLUMN a INT')).toBe(
      'id BIGINT, a INT',
    );
  });
});

describe('the name of a dropped column where columns resolve by id', () => {
  it.each([
    ['ICEBERG', {}],
    ['DELTA', { 'delta.columnMapping.mode': 'id' }],
    ['HUDI', { 'hoodie.schema.on.read.enable': 'true' }],
  ] as const)('is free on %s, without a warning', (format, properties) => {
    const table = tableWith('id BIGINT', { format, properties, facts: [tombstone(['a'], 'INT')] });
    const { factUpdates, warnings } = done(alter(table, 'ADD COLUMN a STRING'));
    expect(factUpdates).toEqual([seenByNobody(['a'])]);
    expect(warnings).toEqual([]);
  });

  it('takes along what was dropped below it, and what differs from it in case alone', () => {
    const facts = [
      tombstone(['S'], 'INT'),
      tombstone(['s'], 'STRUCT<a: INT>'),
      tombstone(['s', 'b'], 'STRING'),
    ];
    const { factUpdates } = done(
      alter(tableWith('id BIGINT', { ...BY_ID, facts }), 'ADD COLUMN s STRUCT<a: INT>'),
    );
    expect(new Set(factUpdates)).toEqual(
      new Set([seenByNobody(['s']), seenByNobody(['s', 'a']), forgotten('S'), forgotten('s', 'b')]),
    );
  });
});

describe('columns that come and go within one request', () => {
  it('leave no trace', () => {
    const outcome = done(
      alter(tableWith('id BIGINT'), 'ADD COLUMN a STRUCT<b: INT>', 'ADD COLUMN a.c INT', 'DROP COLUMN a'),
    );
    expect(outcome).toMatchObject({ changes: [], factUpdates: [] });
  });

  it('leave the tombstone that was there', () => {
    const table = tableWith('id BIGINT', { facts: [tombstone(['a'], 'INT')] });
    expect(done(alter(table, 'ADD COLUMN a INT', 'DROP COLUMN a'))).toMatchObject({
      changes: [],
      factUpdates: [],
    });
  });

  it('leave one tombstone when they were there before', () => {
    const outcome = done(
      alter(tableWith('id BIGINT, a INT'), 'DROP COLUMN a', 'ADD COLUMN a INT', 'DROP COLUMN a'),
    );
    expect(outcome.changes.map(({ rule }) => rule)).toEqual(['FIELD_REMOVED']);
    expect(outcome.factUpdates).toEqual([tombstone(['a'], 'INT', NEXT_VERSION)]);
  });
});
