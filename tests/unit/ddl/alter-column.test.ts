import { describe, expect, it } from '@jest/globals';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import {
  alter,
  columnsAfter,
  columnsForced,
  done,
  force,
  refusals,
  refusalsForced,
  tableWith,
} from './support.ts';

describe('ALTER COLUMN … DROP NOT NULL', () => {
  it('lets a column be null, which breaks nothing', () => {
    const outcome = done(alter(tableWith('a INT NOT NULL, b INT'), 'ALTER COLUMN a DROP NOT NULL'));
    expect(outcome.schema.fields[0]?.nullable).toBe(true);
    expect(outcome.changes).toEqual([
      {
        rule: 'NULLABILITY_RELAXED',
        kind: 'NULLABILITY',
        path: ['a'],
        before: 'NOT NULL',
        after: 'nullable',
        verdict: 'NON_BREAKING',
        reason: 'Column a may be null from now on, by DDL.',
      },
    ]);
  });

  it('is refused for a key, what holds it, and other guarded columns', () => {
    const table = tableWith('s STRUCT<id: INT NOT NULL> NOT NULL, b INT NOT NULL');
    const keyed = { ...table, pkFields: [['s', 'id']] };
    expect(refusalsForced(keyed, 'ALTER COLUMN s.id DROP NOT NULL')).toEqual(['0 NULLABILITY_RELAXED s/id']);
    expect(refusalsForced(keyed, 'ALTER COLUMN s DROP NOT NULL')).toEqual(['0 NULLABILITY_RELAXED s']);
    expect(refusalsForced({ ...table, protectedFields: [['b']] }, 'ALTER COLUMN b DROP NOT NULL')).toEqual([
      '0 PROTECTED_FIELD_CHANGED b',
    ]);
    expect(refusalsForced({ ...table, partitionKeys: [['b']] }, 'ALTER COLUMN b DROP NOT NULL')).toEqual([
      '0 PARTITION_FIELD_CHANGED b',
    ]);
  });
});

describe('ALTER COLUMN … SET NOT NULL', () => {
  it('is refused without force, since rows may hold nulls', () => {
    expect(alter(tableWith('a INT'), 'ALTER COLUMN a SET NOT NULL')).toMatchObject({
      refusals: [
        {
          code: 'NULLABILITY_TIGHTENED',
          reason: 'Column a may be null, and rows may hold nulls already.',
          remediation: 'Repeat it with "force": true and a "reason" once no row holds a null there.',
        },
      ],
    });
  });

  it('is BREAKING with force, also of elements and values', () => {
    const table = tableWith('a INT, l ARRAY<INT>, m MAP<STRING, INT>');
    const actions = ['a', 'l.element', 'm.value'].map((name) => `ALTER COLUMN ${name} SET NOT NULL`);
    const { schema, changes } = done(force(table, ...actions));
    expect(changes.map(({ rule, verdict, path }) => `${rule} ${verdict} ${path.join('/')}`)).toEqual([
      'NULLABILITY_TIGHTENED BREAKING a',
      'NULLABILITY_TIGHTENED BREAKING l/element',
      'NULLABILITY_TIGHTENED BREAKING m/value',
    ]);
    expect(schema.fields).toMatchObject([
      { nullable: false },
      { type: { containsNull: false } },
      { type: { valueContainsNull: false } },
    ]);
  });

  it('is nothing where it says what is, and where it takes back what the request did', () => {
    const table = tableWith('a INT NOT NULL');
    expect(done(alter(table, 'ALTER COLUMN a SET NOT NULL')).changes).toEqual([]);
    const there = ['ALTER COLUMN a DROP NOT NULL', 'ALTER COLUMN a SET NOT NULL'];
    expect(done(alter(table, ...there)).changes).toEqual([]);
  });

  it('is refused for a new column and for a protected one, and done for a key', () => {
    const table = tableWith('a INT');
    expect(refusalsForced(table, 'ADD COLUMN b INT', 'ALTER COLUMN b SET NOT NULL')).toEqual([
      '1 REQUIRED_FIELD_ADDED b',
    ]);
    const action = 'ALTER COLUMN a SET NOT NULL';
    expect(refusalsForced({ ...table, protectedFields: [['a']] }, action)).toEqual([
      '0 PROTECTED_FIELD_CHANGED a',
    ]);
    expect(refusalsForced({ ...table, pkFields: [['a']] }, action)).toEqual([]);
  });
});

describe('ALTER COLUMN … COMMENT', () => {
  it('changes and takes away comments, of keys and protected columns too', () => {
    const table = tableWith("a INT COMMENT 'x', s STRUCT<b: INT>", { pkFields: [['a']] });
    const actions = ["ALTER COLUMN a COMMENT ''", "ALTER COLUMN s.b COMMENT 'it\\'s'"];
    expect(columnsAfter(table, ...actions)).toBe("a INT, s STRUCT<b: INT COMMENT 'it\\'s'>");
    expect(done(alter(table, ...actions)).changes).toMatchObject([
      { rule: 'COMMENT_CHANGED', path: ['a'], before: 'x', after: null, verdict: 'NON_BREAKING' },
      { rule: 'COMMENT_CHANGED', path: ['s', 'b'], before: null, after: "it's", verdict: 'NON_BREAKING' },
    ]);
  });

  it.each([["ALTER COLUMN a COMMENT 'x'"], ["ALTER COLUMN a COMMENT 'y'", "ALTER COLUMN a COMMENT 'x'"]])(
    'is nothing where it is the comment that was there: %s',
    (...actions) => {
      expect(done(alter(tableWith("a INT COMMENT 'x'"), ...actions)).changes).toEqual([]);
    },
  );

  it('is part of the addition where the same request adds the column', () => {
    const actions = ['ADD COLUMN b INT', "ALTER COLUMN b COMMENT 'new'"];
    expect(columnsAfter(tableWith('a INT'), ...actions)).toBe("a INT, b INT COMMENT 'new'");
    expect(done(alter(tableWith('a INT'), ...actions)).changes).toHaveLength(1);
  });

  it('is refused for elements, and with characters that cannot be stored', () => {
    expect(refusals(tableWith('l ARRAY<INT>'), "ALTER COLUMN l.element COMMENT 'x'")).toEqual([
      '0 NOT_A_COLUMN l/element',
    ]);
    const comment = { op: 'ALTER_COMMENT', path: ['a'], comment: 'nul \0' } as const;
    expect(applyOperations(tableWith('a INT'), [comment], 2)).toMatchObject({
      refusals: [{ code: 'COMMENT_INVALID', path: ['a'] }],
    });
  });
});

describe('FIRST and AFTER', () => {
  const table = tableWith('a INT, b INT, c INT, s STRUCT<d: INT, e: INT, f: INT>');

  it.each([
    [['ALTER COLUMN c FIRST'], 'c, a, b, s'],
    [['ALTER COLUMN a AFTER C'], 'b, c, a, s'],
    [['ALTER COLUMN a AFTER s'], 'b, c, s, a'],
    [['ADD COLUMN n INT FIRST'], 'n, a, b, c, s'],
    [['ADD COLUMN n INT AFTER a', 'ADD COLUMN o INT AFTER n'], 'a, n, o, b, c, s'],
    [['ADD COLUMN n INT AFTER s'], 'a, b, c, s, n'],
    [['ALTER COLUMN c FIRST', 'ALTER COLUMN a FIRST'], 'a, c, b, s'],
  ])('%j', (actions, names) => {
    expect(
      done(alter(table, ...actions))
        .schema.fields.map(({ name }) => name)
        .join(', '),
    ).toBe(names);
  });

  it('work within structs', () => {
    const actions = ['ALTER COLUMN s.f FIRST', 'ADD COLUMN s.n INT AFTER d'];
    expect(columnsAfter(table, ...actions)).toBe(
      'a INT, b INT, c INT, s STRUCT<f: INT, d: INT, n: INT, e: INT>',
    );
  });

  it('of a column that is there are a non-breaking FIELD_REORDERED of its parent', () => {
    expect(done(alter(table, 'ALTER COLUMN s.f FIRST', 'ALTER COLUMN c FIRST')).changes).toEqual([
      {
        rule: 'FIELD_REORDERED',
        kind: 'ORDER',
        path: [],
        before: null,
        after: null,
        verdict: 'NON_BREAKING',
        reason: 'DDL moved c; jobs write by name, so they go on as before.',
      },
      expect.objectContaining({
        rule: 'FIELD_REORDERED',
        path: ['s'],
        reason: 'DDL moved f within s; jobs write by name, so they go on as before.',
      }),
    ]);
  });

  it.each([
    [['ALTER COLUMN a FIRST']],
    [['ALTER COLUMN b AFTER a']],
    [['ALTER COLUMN a AFTER c', 'ALTER COLUMN a FIRST']],
  ])('are nothing where the column stands there: %j', (actions) => {
    expect(done(alter(table, ...actions)).changes).toEqual([]);
  });

  it.each([
    ['ALTER COLUMN a AFTER nope', 'COLUMN_NOT_FOUND nope'],
    ['ALTER COLUMN s.d AFTER a', 'COLUMN_NOT_FOUND s/a'],
    ['ADD COLUMN n INT AFTER nope', 'COLUMN_NOT_FOUND nope'],
    ['ADD COLUMN n INT AFTER n', 'COLUMN_NOT_FOUND n'],
    ['ALTER COLUMN a AFTER A', 'POSITION_INVALID a'],
  ])('are refused: %s', (action, refusal) => {
    expect(refusals(table, action)).toEqual([`0 ${refusal}`]);
  });

  it('are refused for elements', () => {
    expect(refusals(tableWith('l ARRAY<INT>, b INT'), 'ALTER COLUMN l.element FIRST')).toEqual([
      '0 NOT_A_COLUMN l/element',
    ]);
  });

  it('are not for HUDI without schema-on-read, the end aside', () => {
    const hudi = { ...table, format: 'HUDI' } as const;
    expect(refusals(hudi, 'ALTER COLUMN c FIRST', 'ADD COLUMN n INT AFTER a')).toEqual([
      '0 FORMAT_CANNOT c',
      '1 FORMAT_CANNOT n',
    ]);
    expect(refusals(hudi, 'ADD COLUMN n INT AFTER s', 'ALTER COLUMN a FIRST')).toEqual([]);
    const onRead = { ...hudi, properties: { 'hoodie.schema.on.read.enable': 'true' } };
    expect(refusals(onRead, 'ALTER COLUMN c AFTER a', 'ADD COLUMN n INT AFTER a')).toEqual([]);
  });

  it('know no FIRST for columns of HUDI, with schema-on-read either', () => {
    const properties = { 'hoodie.schema.on.read.enable': 'true' };
    const hudi = { ...table, format: 'HUDI', properties } as const;
    expect(refusals(hudi, 'ALTER COLUMN c FIRST', 'ADD COLUMN n INT FIRST')).toEqual([
      '0 FORMAT_CANNOT c',
      '1 FORMAT_CANNOT n',
    ]);
    expect(alter(hudi, 'ALTER COLUMN c FIRST')).toMatchObject({
      refusals: [{ remediation: expect.stringMatching(/^Say AFTER and the name of another column;/) }],
    });
    expect(refusals(hudi, 'ALTER COLUMN a FIRST', 'ALTER COLUMN s.f FIRST')).toEqual([]);
  });

  it('warn where a Hive metastore counts positions', () => {
    const inHive = tableWith('a BIGINT, b STRING, c DATE', { properties: { alsoReadAs: 'HIVE' } });
    expect(done(alter(inHive, 'ALTER COLUMN c FIRST')).warnings.map(({ code }) => code)).toEqual([
      'HIVE_TYPES_BY_POSITION',
    ]);
  });

  it('stay with a column that gets another name', () => {
    const actions = ['ALTER COLUMN c FIRST', 'RENAME COLUMN c TO z', 'ADD COLUMN n INT AFTER z'];
    expect(columnsForced(tableWith('a INT, b INT, c INT'), ...actions)).toBe('z INT, n INT, a INT, b INT');
  });
});
