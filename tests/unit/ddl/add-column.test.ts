import { describe, expect, it } from '@jest/globals';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import {
  alter,
  columnsAfter,
  done,
  refusals,
  refusalsForced,
  seenByNobody,
  tableWith,
  typeOf,
} from './support.ts';

const NESTED =
  'id BIGINT, address STRUCT<street: STRING>, points ARRAY<STRUCT<x: INT>>, tags MAP<STRUCT<k: INT>, STRUCT<v: INT>>';

describe('ADD COLUMN', () => {
  it('adds a nullable column at the end, with its comment', () => {
    expect(columnsAfter(tableWith('id BIGINT NOT NULL'), "ADD COLUMN note STRING COMMENT 'free text'")).toBe(
      "id BIGINT NOT NULL, note STRING COMMENT 'free text'",
    );
  });

  it('adds fields to structs, to those in arrays and in the values of maps too', () => {
    const actions = ['ADD COLUMNS (address.zip STRING, points.element.y INT, tags.value.w INT)'];
    expect(columnsAfter(tableWith(NESTED), ...actions)).toBe(
      'id BIGINT, address STRUCT<street: STRING, zip: STRING>, points ARRAY<STRUCT<x: INT, y: INT>>, ' +
        'tags MAP<STRUCT<k: INT>, STRUCT<v: INT, w: INT>>',
    );
  });

  it('keeps the nullability of arrays, maps and fields around a new one', () => {
    const active = tableWith('a ARRAY<STRUCT<x: INT NOT NULL>> NOT NULL').active;
    const [column] = active?.fields ?? [];
    if (column?.type.kind !== 'array') throw new Error('no array');
    const strict = { ...column, type: { ...column.type, containsNull: false } };
    const table = { ...tableWith('a INT'), active: { kind: 'struct' as const, fields: [strict] } };
    const [after] = done(alter(table, 'ADD COLUMN a.element.y INT')).schema.fields;
    expect(after?.nullable).toBe(false);
    expect(after?.type).toMatchObject({
      containsNull: false,
      elementType: {
        fields: [
          { name: 'x', nullable: false },
          { name: 'y', nullable: true },
        ],
      },
    });
  });

  it('finds what is there in any case of letters and spells it as the schema does', () => {
    const { changes } = done(alter(tableWith(NESTED), 'ADD COLUMN ADDRESS.Zip STRING'));
    expect(changes[0]?.path).toEqual(['address', 'Zip']);
  });

  it('lets a later operation build on an earlier one', () => {
    expect(columnsAfter(tableWith('id BIGINT'), 'ADD COLUMN a STRUCT<b: INT>', 'ADD COLUMN a.c INT')).toBe(
      'id BIGINT, a STRUCT<b: INT, c: INT>',
    );
  });

  it('reports a non-breaking FIELD_ADDED', () => {
    expect(done(alter(tableWith('id BIGINT'), 'ADD COLUMN price DECIMAL(10,2)')).changes).toEqual([
      {
        rule: 'FIELD_ADDED',
        kind: 'ADDED',
        path: ['price'],
        before: null,
        after: 'decimal(10,2)',
        verdict: 'NON_BREAKING',
        reason: expect.stringContaining('price'),
      },
    ]);
  });

  it('pins the column and every field in it, all of them unseen', () => {
    const { factUpdates } = done(
      alter(tableWith('id BIGINT'), 'ADD COLUMN a ARRAY<STRUCT<b: INT, c: STRUCT<d: INT>>>'),
    );
    expect(factUpdates).toEqual([
      seenByNobody(['a']),
      seenByNobody(['a', 'element', 'b']),
      seenByNobody(['a', 'element', 'c']),
      seenByNobody(['a', 'element', 'c', 'd']),
    ]);
  });

  it('does nothing but warn under IF NOT EXISTS', () => {
    const outcome = done(alter(tableWith('id BIGINT'), 'ADD COLUMNS IF NOT EXISTS (ID INT, b INT)'));
    expect(outcome.changes.map(({ path }) => path)).toEqual([['b']]);
    expect(outcome.warnings).toEqual([
      {
        code: 'COLUMN_EXISTS',
        path: ['id'],
        message: 'Column id is there already, whatever its type: nothing was added.',
      },
    ]);
  });
});

describe('ADD COLUMN is refused', () => {
  it.each([
    ['a name that is taken', 'ADD COLUMN id INT', 'COLUMN_EXISTS id'],
    ['a name that is taken in another case', 'ADD COLUMN Id INT', 'CASE_COLLISION Id'],
    ['a nested name that is taken', 'ADD COLUMN address.STREET INT', 'CASE_COLLISION address/STREET'],
    ['NOT NULL', 'ADD COLUMN a INT NOT NULL', 'REQUIRED_FIELD_ADDED a'],
    ['a parent that is not there', 'ADD COLUMN nope.a INT', 'COLUMN_NOT_FOUND nope'],
    ['a nested parent that is not there', 'ADD COLUMN address.nope.a INT', 'COLUMN_NOT_FOUND address/nope'],
    ['a parent that has no fields', 'ADD COLUMN id.a INT', 'NOT_A_COLUMN id/a'],
    ['a field of an array itself', 'ADD COLUMN points.y INT', 'NOT_A_COLUMN points/y'],
    ['the element of an array', 'ADD COLUMN points.element INT', 'NOT_A_COLUMN points/element'],
    ['a field of a map itself', 'ADD COLUMN tags.w INT', 'NOT_A_COLUMN tags/w'],
    ['a field of the keys of a map', 'ADD COLUMN tags.key.l INT', 'MAP_KEY_CHANGED tags/key'],
    ['a column of no type', 'ADD COLUMN a ARRAY<VOID>', 'TYPE_NOT_STORABLE a'],
    ['a struct of no fields', 'ADD COLUMN a STRUCT<b: STRUCT<>>', 'TYPE_NOT_STORABLE a'],
    ['fields that differ in case alone', 'ADD COLUMN a STRUCT<b: INT, B: INT>', 'CASE_COLLISION a'],
    ['a column without a name', 'ADD COLUMN `` INT', 'FIELD_NAME_INVALID '],
    [
      'a name that engines use',
      'ADD COLUMN _hoodie_commit_time STRING',
      'RESERVED_FIELD _hoodie_commit_time',
    ],
    ['a name that readers use', 'ADD COLUMN _RESCUED_data STRING', 'RESERVED_FIELD _RESCUED_data'],
  ])('%s', (_what, action, refusal) => {
    expect(refusals(tableWith(NESTED), action)).toEqual([`0 ${refusal}`]);
  });

  it('a name that the format does not store, at any depth', () => {
    const delta = tableWith('id BIGINT', { format: 'DELTA' });
    expect(refusals(delta, 'ADD COLUMN `a b` INT', 'ADD COLUMN c STRUCT<`d;e`: INT>')).toEqual([
      '0 FIELD_NAME_INVALID a b',
      '1 FIELD_NAME_INVALID c/d;e',
    ]);
    const mapped = { ...delta, properties: { 'delta.columnMapping.mode': 'name' } };
    expect(refusals(mapped, 'ADD COLUMN `a b` INT')).toEqual([]);
  });

  it('names that are not stored, with what whoever names them can do', () => {
    const hudi = tableWith('id BIGINT', { format: 'HUDI' });
    expect(alter(hudi, 'ADD COLUMN `x y` INT', 'ADD COLUMN `` INT')).toMatchObject({
      refusals: [
        { code: 'FIELD_NAME_INVALID', remediation: 'Choose another name.' },
        { code: 'FIELD_NAME_INVALID', reason: 'A column needs a name.', remediation: 'Give it one.' },
      ],
    });
  });

  it.each([
    ['ICEBERG', 'a INTERVAL DAY TO SECOND', 'a'],
    ['ICEBERG', 'a ARRAY<STRUCT<b: VARIANT>>', 'a/element/b'],
    ['HUDI', 'a MAP<INT, STRING>', 'a'],
    ['HUDI', 'a STRUCT<b: STRUCT<c: VARIANT>>', 'a/b/c'],
    ['DELTA', 'a MAP<STRING, INTERVAL YEAR TO MONTH>', 'a'],
  ] as const)('what %s does not store, though somebody insists: %s', (format, what, path) => {
    const table = tableWith('id BIGINT', { format });
    expect(refusalsForced(table, `ADD COLUMN ${what}`)).toEqual([`0 TYPE_NOT_STORABLE ${path}`]);
  });

  it('a type that is not stored, with the setting that would help', () => {
    const table = tableWith('id BIGINT', { format: 'ICEBERG' });
    expect(alter(table, 'ADD COLUMN a VARIANT')).toMatchObject({
      refusals: [{ remediation: expect.stringContaining('properties["iceberg.format-version"] to "3"') }],
    });
    const upgraded = { ...table, properties: { 'iceberg.format-version': '3' } };
    expect(refusals(upgraded, 'ADD COLUMN a VARIANT')).toEqual([]);
  });

  it.each(['pkFields', 'partitionKeys', 'protectedFields'] as const)('a field below one of %s', (setting) => {
    const table = tableWith('id BIGINT, k STRUCT<a: INT>', { [setting]: [['K']] });
    expect(refusals(table, 'ADD COLUMN k.b INT')).toEqual([
      expect.stringMatching(/^0 (KEY|PARTITION|PROTECTED)_FIELD_CHANGED k\/b$/),
    ]);
  });

  it('but a key that the schema lacks may be added', () => {
    expect(refusals(tableWith('a INT', { pkFields: [['id']] }), 'ADD COLUMN id BIGINT')).toEqual([]);
  });

  it('Hudi stores _hoodie_is_deleted as data', () => {
    const action = 'ADD COLUMN _hoodie_is_deleted BOOLEAN';
    expect(refusals(tableWith('id BIGINT', { format: 'HUDI' }), action)).toEqual([]);
    expect(refusals(tableWith('id BIGINT'), action)).toHaveLength(1);
  });

  it('with a comment that cannot be stored', () => {
    const add = {
      op: 'ADD_COLUMN',
      path: ['a'],
      type: typeOf('INT'),
      nullable: true,
      position: null,
      ifNotExists: false,
    } as const;
    expect(applyOperations(tableWith('id BIGINT'), [{ ...add, comment: 'nul \0' }], 2)).toMatchObject({
      refusals: [{ code: 'COMMENT_INVALID', path: ['a'] }],
    });
  });

  it('beyond 50 levels', () => {
    const deep = (levels: number): string =>
      `ADD COLUMN a ${'ARRAY<'.repeat(levels)}INT${'>'.repeat(levels)}`;
    expect(refusals(tableWith('id BIGINT'), deep(49))).toEqual([]);
    const type = typeOf(`${'ARRAY<'.repeat(50)}INT${'>'.repeat(50)}`);
    const operation = {
      op: 'ADD_COLUMN',
      path: ['a'],
      type,
      nullable: true,
      comment: null,
      position: null,
      ifNotExists: false,
    } as const;
    expect(applyOperations(tableWith('id BIGINT'), [operation], 2)).toMatchObject({
      ok: false,
      refusals: [{ code: 'LIMIT_EXCEEDED', path: ['a'] }],
    });
  });

  it('beyond 10,000 fields, what was dropped not counted', () => {
    const names = Array.from({ length: 9_997 }, (_, i) => `f${i} INT`).join(', ');
    const wide = tableWith(`id BIGINT, ${names}, s STRUCT<a: INT>`);
    expect(refusals(wide, 'ADD COLUMN a INT')).toEqual(['0 LIMIT_EXCEEDED a']);
    expect(refusals(wide, 'DROP COLUMN s', 'ADD COLUMNS (a INT, b INT)')).toEqual([]);
    expect(refusals(wide, 'DROP COLUMN s', 'ADD COLUMN a STRUCT<b: INT, c: INT>')).toEqual([
      '1 LIMIT_EXCEEDED a',
    ]);
  });

  it('without an active schema', () => {
    expect(refusals({ ...tableWith('a INT'), active: null }, 'ADD COLUMN a INT', 'DROP COLUMN b')).toEqual([
      '0 NO_ACTIVE_SCHEMA a',
      '1 NO_ACTIVE_SCHEMA b',
    ]);
  });

  it('as a whole when one of the operations is, each of which is told', () => {
    expect(
      refusals(tableWith('id BIGINT'), 'ADD COLUMN a INT', 'ADD COLUMN id INT', 'DROP COLUMN b'),
    ).toEqual(['1 COLUMN_EXISTS id', '2 COLUMN_NOT_FOUND b']);
  });

  it('with a reason and what to do instead', () => {
    const outcome = alter(tableWith('points ARRAY<INT>, b INT'), 'ADD COLUMN points.x INT');
    expect(outcome).toMatchObject({
      refusals: [
        {
          reason: 'Column points is an array, not a struct.',
          remediation: 'Write points.element.… for a field of its elements.',
        },
      ],
    });
  });
});
