import { describe, expect, it } from '@jest/globals';
import { columnFact } from '../../../src/evolution/column-fact.ts';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { TableState } from '../../../src/evolution/types.ts';
import {
  alias,
  alter,
  columnsForced,
  done,
  force,
  NEXT_VERSION,
  refusals,
  refusalsForced,
  seenByNobody,
  tableAfter,
  tableWith,
  tombstone,
} from './support.ts';

const BY_ID = { format: 'ICEBERG' } as const;
const NESTED =
  'id BIGINT, address STRUCT<street: STRING, zip: STRING>, points ARRAY<STRUCT<x: INT>>, tags MAP<STRUCT<k: INT>, STRUCT<v: INT>>';

describe('RENAME COLUMN', () => {
  it('gives a column another name and leaves it where it stands', () => {
    expect(columnsForced(tableWith("a INT, b STRING COMMENT 'x', c INT"), 'RENAME COLUMN b TO d')).toBe(
      "a INT, d STRING COMMENT 'x', c INT",
    );
  });

  it('renames fields of structs, of those in arrays and in the values of maps too', () => {
    const actions = [
      'RENAME COLUMN address.zip TO postcode',
      'RENAME COLUMN points.element.x TO `x.1`',
      'RENAME COLUMN tags.value.v TO w',
    ];
    expect(columnsForced(tableWith(NESTED), ...actions)).toBe(
      'id BIGINT, address STRUCT<street: STRING, postcode: STRING>, points ARRAY<STRUCT<`x.1`: INT>>, ' +
        'tags MAP<STRUCT<k: INT>, STRUCT<w: INT>>',
    );
  });

  it('is recorded as BREAKING, under the new name', () => {
    expect(done(force(tableWith(NESTED, BY_ID), 'RENAME COLUMN ADDRESS.Zip TO postcode')).changes).toEqual([
      {
        rule: 'FIELD_RENAMED',
        kind: 'NAME',
        path: ['address', 'postcode'],
        before: 'zip',
        after: 'postcode',
        verdict: 'BREAKING',
        reason: 'Field address.zip was renamed to postcode by DDL.',
        remediation:
          'Tell whoever reads it by its name; jobs may go on sending zip, which is written as postcode.',
      },
    ]);
  });

  it.each([
    ['RENAME COLUMN b TO c', 'RENAME COLUMN a TO b'],
    ['RENAME COLUMN b TO c', 'ADD COLUMN B STRING'],
  ])('does not call a name an alias that another column has: %s, %s', (...actions) => {
    const outcome = done(force(tableWith('id BIGINT, a STRING, b STRING', BY_ID), ...actions));
    const change = outcome.changes.find(({ path }) => path[0] === 'c');
    expect(change?.remediation).toBe(
      'Tell whoever reads it by its name, and whoever writes it: what jobs send as b goes to another column now.',
    );
    expect(
      outcome.factUpdates.find(({ path }) => path[0]?.toLowerCase() === 'b')?.dropped ?? null,
    ).toBeNull();
  });

  it('leaves no alias where two columns swap their names', () => {
    const swap = ['RENAME COLUMN a TO tmp', 'RENAME COLUMN b TO a', 'RENAME COLUMN tmp TO b'];
    expect(done(force(tableWith('a STRING, b STRING', BY_ID), ...swap)).factUpdates).toEqual([]);
  });

  it('leaves the old name as an alias with the type that the column has', () => {
    expect(done(force(tableWith(NESTED, BY_ID), 'RENAME COLUMN address TO home')).factUpdates).toEqual([
      alias(['address'], 'STRUCT<street: STRING, zip: STRING>', 'home'),
    ]);
  });

  it('takes along what is known of the column and of all below it, also what was dropped there', () => {
    const facts = [
      columnFact(['address'], { absence: 'ALLOWED' }),
      seenByNobody(['address', 'zip']),
      tombstone(['address', 'fax'], 'STRING'),
      alias(['address', 'lane'], 'STRING', 'street', 2),
    ];
    const table = tableWith(NESTED, { ...BY_ID, facts });
    const after = tableAfter(table, force(table, 'RENAME COLUMN address TO home'));
    expect(new Set(after.facts)).toEqual(
      new Set([
        alias(['address'], 'STRUCT<street: STRING, zip: STRING>', 'home'),
        columnFact(['home'], { absence: 'ALLOWED' }),
        seenByNobody(['home', 'zip']),
        tombstone(['home', 'fax'], 'STRING'),
        alias(['home', 'lane'], 'STRING', 'street', 2),
      ]),
    );
  });

  it('takes the alias of a column along that is renamed once more', () => {
    const table = tableWith('id BIGINT, b INT', { ...BY_ID, facts: [alias(['a'], 'INT', 'b', 4)] });
    const after = tableAfter(table, force(table, 'RENAME COLUMN b TO c'));
    expect(after.facts).toEqual([alias(['a'], 'INT', 'c', 4), alias(['b'], 'INT', 'c')]);
  });

  it('leaves no alias of a name that the column gets back', () => {
    const table = tableWith('id BIGINT, b INT', { facts: [alias(['a'], 'INT', 'b', 4)] });
    const after = tableAfter(table, force(table, 'RENAME COLUMN b TO a'));
    expect(after.facts).toEqual([alias(['b'], 'INT', 'a')]);
  });

  it('leaves an alias neither of a name that differs in case alone nor of one that never was active', () => {
    expect(done(force(tableWith('Id BIGINT, b INT'), 'RENAME COLUMN Id TO ID')).factUpdates).toEqual([]);
    const outcome = force(
      tableWith('id BIGINT, b INT', BY_ID),
      'RENAME COLUMN b TO c',
      'RENAME COLUMN c TO d',
    );
    expect(done(outcome).factUpdates).toEqual([alias(['b'], 'INT', 'd')]);
  });

  it('changes case alone, without a word of old files', () => {
    const outcome = done(force(tableWith('Id BIGINT, b INT'), 'RENAME COLUMN id TO ID'));
    expect(outcome.schema.fields.map(({ name }) => name)).toEqual(['ID', 'b']);
    expect(outcome.changes).toMatchObject([{ rule: 'FIELD_RENAMED', before: 'Id', after: 'ID' }]);
    expect(outcome.warnings).toEqual([]);
  });

  it('lets two columns change names', () => {
    const table = tableWith('a INT, b STRING', BY_ID);
    const actions = ['RENAME COLUMN a TO c', 'RENAME COLUMN b TO a', 'RENAME COLUMN c TO b'];
    const outcome = done(force(table, ...actions));
    expect(outcome.schema.fields.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(outcome.factUpdates).toEqual([]);
  });

  it('of a column that the same request adds is no rename', () => {
    const outcome = done(alter(tableWith('id BIGINT'), 'ADD COLUMN a INT', 'RENAME COLUMN a TO b'));
    expect(outcome.changes).toMatchObject([{ rule: 'FIELD_ADDED', path: ['b'] }]);
    expect(outcome.factUpdates).toEqual([seenByNobody(['b'])]);
  });

  it('of a column that the same request drops leaves one tombstone, of the name it had', () => {
    const table = tableWith('id BIGINT, a INT', BY_ID);
    const outcome = done(force(table, 'RENAME COLUMN a TO b', 'DROP COLUMN b'));
    expect(outcome.changes).toMatchObject([{ rule: 'FIELD_REMOVED', path: ['a'] }]);
    expect(outcome.factUpdates).toEqual([tombstone(['a'], 'INT', NEXT_VERSION)]);
  });

  it('lets another column take the name while the first goes for good', () => {
    const table = tableWith('id BIGINT, a INT, c STRING', BY_ID);
    const actions = ['RENAME COLUMN a TO b', 'RENAME COLUMN c TO a', 'DROP COLUMN b'];
    const outcome = done(force(table, ...actions));
    expect(outcome.changes).toMatchObject([
      { rule: 'FIELD_REMOVED', path: ['a'], before: 'integer' },
      { rule: 'FIELD_RENAMED', path: ['a'], before: 'c' },
    ]);
    expect(outcome.factUpdates).toEqual([alias(['c'], 'STRING', 'a')]);
  });

  it('leaves an alias that stands for all spellings, and takes it back as it was', () => {
    const facts = [tombstone(['A'], 'STRING')];
    const table = tableWith('id BIGINT, a INT', { ...BY_ID, facts });
    const after = tableAfter(table, force(table, 'RENAME COLUMN a TO b'));
    expect(after.facts).toEqual([alias(['a'], 'INT', 'b')]);
    const back = done(force(table, 'RENAME COLUMN a TO b', 'RENAME COLUMN b TO a'));
    expect(back.factUpdates).toEqual([]);
  });

  it('of what holds other columns takes their aliases along', () => {
    const table = tableWith('id BIGINT, s STRUCT<b: INT>', {
      ...BY_ID,
      facts: [alias(['s', 'a'], 'INT', 'b', 4)],
    });
    const after = tableAfter(table, force(table, 'RENAME COLUMN s TO t', 'RENAME COLUMN t.b TO c'));
    expect(new Set(after.facts)).toEqual(
      new Set([
        alias(['s'], 'STRUCT<b: INT>', 't'),
        alias(['t', 'a'], 'INT', 'c', 4),
        alias(['t', 'b'], 'INT', 'c'),
      ]),
    );
  });

  it('to the name that it has is nothing at all, and needs no force', () => {
    expect(done(alter(tableWith('a INT'), 'RENAME COLUMN A TO a'))).toMatchObject({
      changes: [],
      factUpdates: [],
    });
  });

  it('warns where columns resolve by name that old rows show null', () => {
    expect(done(force(tableWith('id BIGINT, a INT'), 'RENAME COLUMN a TO b')).warnings).toEqual([
      {
        code: 'OLD_FILES_KEEP_NAME',
        path: ['b'],
        message:
          'Rows written before show null in column b: files keep the name that they were written with, a. ' +
          'Write the table anew to have the old values under the new name.',
      },
    ]);
    expect(done(force(tableWith('id BIGINT, a INT', BY_ID), 'RENAME COLUMN a TO b')).warnings).toEqual([]);
  });

  it('warns where derivedFields still names the column', () => {
    const table = tableWith('id BIGINT, a INT', { ...BY_ID, derivedFields: [['A']] });
    expect(done(force(table, 'RENAME COLUMN a TO b')).warnings).toMatchObject([
      { code: 'DERIVED_FIELD_RENAMED', path: ['a'] },
    ]);
  });
});

describe('RENAME COLUMN takes a name that was used before', () => {
  it('where columns have ids, whatever it was', () => {
    const facts = [tombstone(['b'], 'STRING'), tombstone(['B'], 'STRING'), tombstone(['b', 'x'], 'INT')];
    const table = tableWith('id BIGINT, a INT', { ...BY_ID, facts });
    const after = tableAfter(table, force(table, 'RENAME COLUMN a TO b'));
    expect(after.facts).toEqual([alias(['a'], 'INT', 'b')]);
  });

  it('where they resolve by name only if the type is the same, and says that old values return', () => {
    const facts = [tombstone(['b'], 'INT')];
    expect(refusalsForced(tableWith('a STRING, c INT', { facts }), 'RENAME COLUMN a TO b')).toEqual([
      '0 DROPPED_NAME_REUSED b',
    ]);
    expect(refusalsForced(tableWith('a STRING, c INT', { facts }), 'RENAME COLUMN a TO B')).toEqual([
      '0 CASE_COLLISION B',
    ]);
    const outcome = done(force(tableWith('a STRING, c INT', { facts }), 'RENAME COLUMN c TO b'));
    expect(outcome.warnings.map(({ code }) => code)).toEqual([
      'OLD_VALUES_RETURN',
      'OLD_NAME_TAKEN',
      'OLD_FILES_KEEP_NAME',
    ]);
  });

  it('where they resolve by name and it was its own: what files hold under it shows again', () => {
    const facts = [alias(['b'], 'INT', 'c', 3)];
    const outcome = done(force(tableWith('a STRING, c INT', { facts }), 'RENAME COLUMN c TO b'));
    expect(outcome.warnings[0]).toMatchObject({
      code: 'OLD_VALUES_RETURN',
      message:
        'Column b was renamed to c in version 3 and is back: rows written before that show their old values.',
    });
    const thereAndBack = ['RENAME COLUMN a TO x', 'RENAME COLUMN x TO a'];
    expect(done(force(tableWith('a STRING, c INT'), ...thereAndBack)).warnings).toEqual([]);
  });

  it('gives a name back that the request only passes through', () => {
    const facts = [tombstone(['b'], 'STRING')];
    const table = tableWith('id BIGINT, a INT', { ...BY_ID, facts });
    const outcome = done(force(table, 'RENAME COLUMN a TO b', 'RENAME COLUMN b TO c'));
    expect(outcome.factUpdates).toEqual([alias(['a'], 'INT', 'c')]);
  });
});

describe('a name that producers may still send for another column', () => {
  const table = tableWith('id BIGINT, c INT, k INT', BY_ID);
  const taken = (path: string, whose: string) => ({
    code: 'OLD_NAME_TAKEN',
    path: [path],
    message:
      `Column ${path} has a name that producers may still send for ${whose}: what they send as ${path} is written into ` +
      'this column from now on. Make sure that nobody sends it for the other one any more, or choose another name.',
  });
  const warnings = (after: TableState, ...actions: string[]) => done(force(after, ...actions)).warnings;

  it('is warned of where another column takes it in the same request', () => {
    expect(warnings(table, 'RENAME COLUMN c TO d', 'RENAME COLUMN k TO c')).toEqual([taken('c', 'column d')]);
  });

  it('is warned of later, too, and where a new column takes it', () => {
    const later = tableAfter(table, force(table, 'RENAME COLUMN c TO d'));
    expect(warnings(later, 'RENAME COLUMN k TO c')).toEqual([taken('c', 'column d')]);
    expect(warnings(later, 'ADD COLUMN c INT')).toEqual([taken('c', 'column d')]);
  });

  it('is warned of where it was dropped and another column takes it, not where it is added again', () => {
    const later = tableAfter(table, force(table, 'DROP COLUMN c'));
    expect(warnings(later, 'RENAME COLUMN k TO c')).toEqual([taken('c', 'a column that was dropped')]);
    expect(warnings(later, 'ADD COLUMN c INT')).toEqual([]);
  });

  it('is not warned of where the column itself takes it back, or nobody keeps it', () => {
    const later = tableAfter(table, force(table, 'RENAME COLUMN c TO d'));
    expect(warnings(later, 'RENAME COLUMN d TO c')).toEqual([]);
    expect(warnings(later, 'RENAME COLUMN k TO c', 'RENAME COLUMN c TO k')).toEqual([]);
    expect(warnings(later, 'ADD COLUMN c INT', 'DROP COLUMN d')).toEqual([]);
  });
});

describe('RENAME COLUMN is refused', () => {
  it.each([
    ['a column that is not there', 'RENAME COLUMN nope TO a', 'COLUMN_NOT_FOUND nope'],
    ['a field that is not there', 'RENAME COLUMN address.nope TO a', 'COLUMN_NOT_FOUND address/nope'],
    ['the element of an array', 'RENAME COLUMN points.element TO a', 'NOT_A_COLUMN points/element'],
    ['a field of the keys of a map', 'RENAME COLUMN tags.key.k TO a', 'MAP_KEY_CHANGED tags/key'],
    ['a name that is taken', 'RENAME COLUMN id TO address', 'COLUMN_EXISTS address'],
    ['a name that is taken in another case', 'RENAME COLUMN id TO Address', 'CASE_COLLISION Address'],
    ['a nested name that is taken', 'RENAME COLUMN address.zip TO STREET', 'CASE_COLLISION address/STREET'],
    ['no name', 'RENAME COLUMN id TO ``', 'FIELD_NAME_INVALID '],
    ['a name that engines use', 'RENAME COLUMN id TO _hoodie_file_name', 'RESERVED_FIELD _hoodie_file_name'],
  ])('%s', (_what, action, refusal) => {
    expect(refusalsForced(tableWith(NESTED), action)).toEqual([`0 ${refusal}`]);
  });

  it('without force, which says what happens then', () => {
    const outcome = alter(tableWith(NESTED), 'RENAME COLUMN address.zip TO postcode');
    expect(outcome).toMatchObject({
      refusals: [
        {
          code: 'FIELD_RENAMED',
          path: ['address', 'zip'],
          reason:
            'Field address.zip would be called postcode, and whoever reads it by its name has to follow.',
          remediation:
            'Repeat it with "force": true and a "reason" if they can: batches may go on sending zip, which is written as postcode.',
        },
      ],
    });
  });

  it.each([
    ['pkFields', 'KEY_FIELD_CHANGED'],
    ['partitionKeys', 'PARTITION_FIELD_CHANGED'],
    ['protectedFields', 'PROTECTED_FIELD_CHANGED'],
  ] as const)('one of %s, what holds it and what is part of it', (setting, code) => {
    const table = tableWith('a INT, s STRUCT<t: STRUCT<u: INT>, w: INT>', { [setting]: [['S', 't']] });
    expect(refusalsForced(table, 'RENAME COLUMN s TO r')).toEqual([`0 ${code} s`]);
    expect(refusalsForced(table, 'RENAME COLUMN s.t TO r')).toEqual([`0 ${code} s/t`]);
    expect(refusalsForced(table, 'RENAME COLUMN s.t.u TO r')).toEqual([`0 ${code} s/t/u`]);
    expect(refusalsForced(table, 'RENAME COLUMN s.w TO r')).toEqual([]);
  });

  it.each([
    ['DELTA', { 'delta.columnMapping.mode': 'name' }],
    ['HUDI', { 'hoodie.schema.on.read.enable': 'true' }],
  ] as const)('what %s cannot do without its setting', (format, properties) => {
    const table = tableWith('a INT, b INT', { format });
    expect(refusalsForced(table, 'RENAME COLUMN b TO c')).toEqual(['0 FORMAT_CANNOT b']);
    expect(refusalsForced({ ...table, properties }, 'RENAME COLUMN b TO c')).toEqual([]);
  });

  it('a name that the format does not store', () => {
    const hudi = tableWith('a INT', {
      format: 'HUDI',
      properties: { 'hoodie.schema.on.read.enable': 'true' },
    });
    expect(refusalsForced(hudi, 'RENAME COLUMN a TO `a-b`')).toEqual(['0 FIELD_NAME_INVALID a-b']);
  });

  it('the empty path, and a table without a schema', () => {
    const rename = { op: 'RENAME_COLUMN', path: [], to: 'a' } as const;
    expect(applyOperations(tableWith('a INT'), [rename], 2)).toMatchObject({
      refusals: [{ code: 'NOT_A_COLUMN' }],
    });
    expect(refusals({ ...tableWith('a INT'), active: null }, 'RENAME COLUMN a TO b')).toEqual([
      '0 NO_ACTIVE_SCHEMA a',
    ]);
  });
});
