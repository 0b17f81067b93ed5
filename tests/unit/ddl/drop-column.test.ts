import { describe, expect, it } from '@jest/globals';
import { columnFact } from '../../../src/evolution/column-fact.ts';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { Path } from '../../../src/schema/types.ts';
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

const NESTED =
  'id BIGINT, address STRUCT<street: STRING, fax: STRING>, points ARRAY<STRUCT<x: INT, y: INT>>, tags MAP<STRUCT<k: INT, l: INT>, STRUCT<v: INT, w: INT>>, only STRUCT<one: INT>';

describe('DROP COLUMN', () => {
  it('drops columns and fields at any depth', () => {
    expect(
      columnsAfter(tableWith(NESTED), 'DROP COLUMNS (only, address.fax, points.element.y, tags.value.w)'),
    ).toBe(
      'id BIGINT, address STRUCT<street: STRING>, points ARRAY<STRUCT<x: INT>>, tags MAP<STRUCT<k: INT, l: INT>, STRUCT<v: INT>>',
    );
  });

  it('finds the column in any case of letters', () => {
    expect(done(alter(tableWith(NESTED), 'DROP COLUMN ADDRESS.FAX')).changes[0]?.path).toEqual([
      'address',
      'fax',
    ]);
  });

  it('prefers the column that is spelled so where two differ in case alone', () => {
    expect(columnsAfter(tableWith('a INT, A BIGINT, b INT'), 'DROP COLUMN A')).toBe('a INT, b INT');
  });

  it('reports a non-breaking FIELD_REMOVED', () => {
    expect(done(alter(tableWith('a INT, b ARRAY<STRING>'), 'DROP COLUMN b')).changes).toEqual([
      {
        rule: 'FIELD_REMOVED',
        kind: 'REMOVED',
        path: ['b'],
        before: 'array<string>',
        after: null,
        verdict: 'NON_BREAKING',
        reason: expect.stringMatching(/^Column b \(array<string>\) was dropped by DDL/),
      },
    ]);
  });

  it('leaves a tombstone of the next version with the type the column had', () => {
    expect(done(alter(tableWith(NESTED), 'DROP COLUMN address.fax')).factUpdates).toEqual([
      tombstone(['address', 'fax'], 'STRING', NEXT_VERSION),
    ]);
  });

  it('takes the facts below along, except for what was dropped below before', () => {
    const facts = [seenByNobody(['address', 'street']), tombstone(['address', 'old'], 'INT')];
    const { factUpdates } = done(alter(tableWith(NESTED, { facts }), 'DROP COLUMN address'));
    expect(factUpdates).toEqual([
      tombstone(['address'], 'STRUCT<street: STRING, fax: STRING>', NEXT_VERSION),
      columnFact(['address', 'street']),
    ]);
  });

  it('keeps a pin on what was dropped', () => {
    const { factUpdates } = done(
      alter(tableWith('a INT, b INT', { facts: [seenByNobody(['b'])] }), 'DROP COLUMN b'),
    );
    expect(factUpdates).toEqual([{ ...tombstone(['b'], 'INT', NEXT_VERSION), pinned: true }]);
  });

  it('does nothing but warn under IF EXISTS', () => {
    const outcome = done(alter(tableWith('a INT, b INT'), 'DROP COLUMNS IF EXISTS (nope, a)'));
    expect(outcome.changes.map(({ path }) => path)).toEqual([['a']]);
    expect(outcome.warnings).toEqual([
      {
        code: 'COLUMN_NOT_FOUND',
        path: ['nope'],
        message: 'There is no column nope. Nothing was dropped for it.',
      },
    ]);
  });
});

describe('DROP COLUMN is refused', () => {
  it.each([
    ['a column that is not there', 'DROP COLUMN nope', 'COLUMN_NOT_FOUND nope'],
    ['a field that is not there', 'DROP COLUMN address.nope', 'COLUMN_NOT_FOUND address/nope'],
    ['the element of an array', 'DROP COLUMN points.element', 'NOT_A_COLUMN points/element'],
    ['the value of a map', 'DROP COLUMN tags.value', 'NOT_A_COLUMN tags/value'],
    ['the key of a map', 'DROP COLUMN tags.key', 'NOT_A_COLUMN tags/key'],
    ['a field of the key of a map', 'DROP COLUMN tags.key.l', 'MAP_KEY_CHANGED tags/key'],
    ['the last field of a struct', 'DROP COLUMN only.one', 'LAST_COLUMN only/one'],
    ['a field of what has none, also under IF EXISTS', 'DROP COLUMN IF EXISTS id.a', 'NOT_A_COLUMN id/a'],
  ])('%s', (_what, action, refusal) => {
    expect(refusals(tableWith(NESTED), action)).toEqual([`0 ${refusal}`]);
  });

  it('the last column', () => {
    expect(refusals(tableWith('a INT, b INT'), 'DROP COLUMNS (a, b)')).toEqual(['1 LAST_COLUMN b']);
  });

  it.each([
    ['pkFields', 'KEY_FIELD_CHANGED'],
    ['partitionKeys', 'PARTITION_FIELD_CHANGED'],
    ['protectedFields', 'PROTECTED_FIELD_CHANGED'],
  ] as const)('one of %s, what holds it and what is part of it, in any case of letters', (setting, code) => {
    const table = tableWith('a INT, s STRUCT<t: STRUCT<u: INT, v: INT>, w: INT>', {
      [setting]: [['S', 't']],
    });
    expect(refusals(table, 'DROP COLUMN s')).toEqual([`0 ${code} s`]);
    expect(refusals(table, 'DROP COLUMN s.T')).toEqual([`0 ${code} s/t`]);
    expect(refusals(table, 'DROP COLUMN s.t.u')).toEqual([`0 ${code} s/t/u`]);
    expect(refusals(table, 'DROP COLUMN s.w')).toEqual([]);
  });

  it.each([
    ['DELTA', { 'delta.columnMapping.mode': 'name' }],
    ['HUDI', { 'hoodie.schema.on.read.enable': 'true' }],
  ] as const)('what %s cannot do without its setting', (format, properties) => {
    const table = tableWith('a INT, b INT', { format });
    const outcome = alter(table, 'DROP COLUMN b');
    expect(outcome).toMatchObject({ refusals: [{ code: 'FORMAT_CANNOT', path: ['b'] }] });
    expect(outcome.ok ? '' : outcome.refusals[0]?.remediation).toContain(Object.keys(properties)[0]);
    expect(refusals({ ...table, properties }, 'DROP COLUMN b')).toEqual([]);
  });

  it('the empty path', () => {
    const outcome = applyOperations(tableWith('a INT'), [{ op: 'DROP_COLUMN', path: [], ifExists: true }], 2);
    expect(outcome).toMatchObject({ refusals: [{ code: 'NOT_A_COLUMN', path: [] }] });
  });
});

describe('DROP COLUMN of a table in a Hive metastore', () => {
  const warned = (columns: string, partitionKeys: Path[] = []) =>
    done(
      alter(tableWith(columns, { properties: { alsoReadAs: 'HIVE' }, partitionKeys }), 'DROP COLUMN b'),
    ).warnings.map(({ code, message }) => `${code}: ${message}`);

  it('warns where the columns behind it move to positions of another type', () => {
    expect(warned('a BIGINT, b STRING, c DATE')).toEqual([
      expect.stringMatching(/^HIVE_TYPES_BY_POSITION: .*\(string of b before date of c\)/),
    ]);
  });

  it.each([['a BIGINT, b STRING'], ['a BIGINT, b STRING, c STRING']])('says nothing of %s', (columns) => {
    expect(warned(columns)).toEqual([]);
  });

  it('leaves partition columns out of the count', () => {
    expect(warned('a BIGINT, b STRING, day DATE', [['day']])).toEqual([]);
  });
});
