import { describe, expect, it } from '@jest/globals';
import { columnFact } from '../../../src/evolution/column-fact.ts';
import {
  alter,
  columnsAfter,
  done,
  force,
  refusals,
  refusalsForced,
  seenByNobody,
  tableWith,
} from './support.ts';

const ICEBERG = { format: 'ICEBERG' } as const;
const HUDI = { format: 'HUDI', properties: { 'hoodie.schema.on.read.enable': 'true' } } as const;

describe('ALTER COLUMN … TYPE that loses nothing and that the format can', () => {
  it('changes columns, fields, elements and values where they are', () => {
    const table = tableWith(
      "a INT NOT NULL COMMENT 'x', s STRUCT<b: INT>, l ARRAY<INT>, m MAP<STRING, FLOAT>, d ARRAY<STRUCT<e: INT>>",
      ICEBERG,
    );
    const actions = ['a TYPE BIGINT', 's.b TYPE BIGINT', 'l.element TYPE BIGINT', 'm.value TYPE DOUBLE'];
    const all = [...actions, 'd.element.e TYPE BIGINT'].map((action) => `ALTER COLUMN ${action}`);
    expect(columnsAfter(table, ...all)).toBe(
      "a BIGINT NOT NULL COMMENT 'x', s STRUCT<b: BIGINT>, l ARRAY<BIGINT>, m MAP<STRING, DOUBLE>, d ARRAY<STRUCT<e: BIGINT>>",
    );
  });

  it('is non-breaking, and pins the column', () => {
    const outcome = done(alter(tableWith('a INT', ICEBERG), 'ALTER COLUMN A TYPE BIGINT'));
    expect(outcome.changes).toEqual([
      {
        rule: 'TYPE_WIDENED',
        kind: 'TYPE',
        path: ['a'],
        before: 'integer',
        after: 'long',
        verdict: 'NON_BREAKING',
        reason: 'Column a went from integer to long by DDL, which loses nothing.',
      },
    ]);
    expect(outcome.factUpdates).toEqual([columnFact(['a'], { pinned: true })]);
  });

  it('pins the column that holds an element or a value', () => {
    const facts = [seenByNobody(['s', 'l'])].map((fact) => ({ ...fact, pinned: false }));
    const table = tableWith('s STRUCT<l: ARRAY<INT>>', { ...ICEBERG, facts });
    expect(done(alter(table, 'ALTER COLUMN s.l.element TYPE BIGINT')).factUpdates).toEqual([
      seenByNobody(['s', 'l']),
    ]);
  });

  it('keeps what may be null in arrays and maps', () => {
    const active = tableWith('a ARRAY<INT>').active;
    const [column] = active?.fields ?? [];
    if (column?.type.kind !== 'array') throw new Error('no array');
    const strict = { ...column, type: { ...column.type, containsNull: false } };
    const table = tableWith('a INT', { ...ICEBERG, active: { kind: 'struct', fields: [strict] } });
    const outcome = done(alter(table, 'ALTER COLUMN a.element TYPE BIGINT'));
    expect(outcome.schema.fields[0]?.type).toMatchObject({ containsNull: false });
  });

  it.each(['a TYPE INT', 'l.element TYPE STRING', 's TYPE STRUCT<b: INT>', 'l TYPE ARRAY<STRING>'])(
    'is nothing where it is the type that is there: %s',
    (action) => {
      const table = tableWith('a INT, s STRUCT<b: INT>, l ARRAY<STRING>');
      expect(done(alter(table, `ALTER COLUMN ${action}`))).toMatchObject({ changes: [], factUpdates: [] });
    },
  );

  it('is nothing where it comes back to the type that was there', () => {
    const actions = ['ALTER COLUMN a TYPE BIGINT', 'ALTER COLUMN a TYPE INT'];
    expect(done(alter(tableWith('a INT', ICEBERG), ...actions))).toMatchObject({
      changes: [],
      factUpdates: [],
    });
  });

  it('is part of the addition where the same request adds the column', () => {
    const outcome = done(alter(tableWith('id INT'), 'ADD COLUMN a BIGINT', 'ALTER COLUMN a TYPE INT'));
    expect(outcome.changes).toMatchObject([{ rule: 'FIELD_ADDED', after: 'integer' }]);
  });
});

describe('ALTER COLUMN … TYPE that the format cannot, though nothing would be lost', () => {
  it('is refused with the setting that helps, and force is no way around it', () => {
    const table = tableWith('a INT', { format: 'DELTA' });
    expect(refusalsForced(table, 'ALTER COLUMN a TYPE BIGINT')).toEqual(['0 FORMAT_CANNOT a']);
    expect(force(table, 'ALTER COLUMN a TYPE BIGINT')).toMatchObject({
      refusals: [
        {
          reason:
            'Column a would go from integer to long, which loses nothing, but DELTA without type widening cannot turn integer into long.',
          remediation: expect.stringContaining('properties["delta.enableTypeWidening"] to "true"'),
        },
      ],
    });
    const widening = { ...table, properties: { 'delta.enableTypeWidening': 'true' } };
    expect(refusals(widening, 'ALTER COLUMN a TYPE BIGINT')).toEqual([]);
  });
});

describe('ALTER COLUMN … TYPE that the format can, though values can change', () => {
  it('is refused without force', () => {
    expect(alter(tableWith('a BIGINT', HUDI), 'ALTER COLUMN a TYPE FLOAT')).toMatchObject({
      refusals: [
        {
          code: 'TYPE_WIDENING_LOSSY',
          path: ['a'],
          reason:
            'Column a would go from long to float: HUDI with schema-on-read changes the type in place, and values can change on the way.',
          remediation: expect.stringMatching(
            /^Repeat it with "force": true and a "reason" if they may, or use a column beside it/,
          ),
        },
      ],
    });
  });

  it.each([
    ['BIGINT', 'DOUBLE', 'PRECISION'],
    ['INT', 'STRING', 'STRINGIFIED'],
    ['BIGINT', 'FLOAT', undefined],
  ])('is BREAKING with force: %s to %s', (from, to, risk) => {
    const outcome = done(force(tableWith(`a ${from}`, HUDI), `ALTER COLUMN a TYPE ${to}`));
    expect(outcome.changes).toMatchObject([{ rule: 'TYPE_WIDENING_LOSSY', verdict: 'BREAKING' }]);
    expect(outcome.changes[0]?.risk).toBe(risk);
    expect(outcome.warnings).toEqual([]);
    expect(outcome.factUpdates).toEqual([columnFact(['a'], { pinned: true })]);
  });
});

describe('ALTER COLUMN … TYPE that no format does in place', () => {
  it.each([
    ['BIGINT', 'INT', 'TYPE_NARROWED'],
    ['DECIMAL(10,2)', 'DECIMAL(8,2)', 'TYPE_NARROWED'],
    ['STRING', 'BIGINT', 'TYPE_CHANGED'],
    ['BOOLEAN', 'DATE', 'TYPE_CHANGED'],
  ])(
    'is refused without force, and with it needs the table to be written anew: %s to %s',
    (from, to, rule) => {
      const table = tableWith(`a ${from}`, ICEBERG);
      expect(refusals(table, `ALTER COLUMN a TYPE ${to}`)).toEqual([`0 ${rule} a`]);
      const outcome = done(force(table, `ALTER COLUMN a TYPE ${to}`));
      expect(outcome.changes).toMatchObject([{ rule, verdict: 'BREAKING', path: ['a'] }]);
      expect(outcome.warnings).toMatchObject([{ code: 'REWRITE_NEEDED', path: ['a'] }]);
    },
  );

  it('says why, and what to do instead', () => {
    expect(alter(tableWith('a BIGINT', ICEBERG), 'ALTER COLUMN a TYPE INT')).toMatchObject({
      refusals: [
        {
          reason: 'Column a would go from long to integer, and ICEBERG cannot turn long into integer.',
          remediation:
            'Repeat it with "force": true and a "reason" once the table has been, or is about to be, written anew with that type, ' +
            'or use a column beside it: POST /datasets/{dataset}/ddl with "ALTER TABLE <table> ADD COLUMN <new name> INT".',
        },
      ],
    });
  });
});

describe('ALTER COLUMN … TYPE is refused, forced or not', () => {
  const table = tableWith('a INT, s STRUCT<b: INT>, l ARRAY<INT>, m MAP<STRING, INT>');

  it.each([
    ['another struct as a whole', 's TYPE STRUCT<b: BIGINT>', 'STRUCTURE_CHANGED s'],
    ['another array as a whole', 'l TYPE ARRAY<BIGINT>', 'STRUCTURE_CHANGED l'],
    ['another map as a whole', 'm TYPE MAP<STRING, BIGINT>', 'STRUCTURE_CHANGED m'],
    ['nested from plain', 'a TYPE ARRAY<INT>', 'STRUCTURE_CHANGED a'],
    ['plain from nested', 's TYPE STRING', 'STRUCTURE_CHANGED s'],
    ['one nested type from another', 'l TYPE MAP<STRING, INT>', 'STRUCTURE_CHANGED l'],
    ['the keys of a map', 'm.key TYPE BIGINT', 'MAP_KEY_CHANGED m/key'],
    ['no type', 'a TYPE VOID', 'TYPE_NOT_STORABLE a'],
    ['a column that is not there', 'nope TYPE INT', 'COLUMN_NOT_FOUND nope'],
    ['a field of what has none', 'a.b TYPE INT', 'NOT_A_COLUMN a/b'],
  ])('%s', (_what, action, refusal) => {
    expect(refusalsForced(table, `ALTER COLUMN ${action}`)).toEqual([`0 ${refusal}`]);
  });

  it('what the format does not store', () => {
    expect(refusalsForced({ ...table, format: 'ICEBERG' }, 'ALTER COLUMN l.element TYPE VARIANT')).toEqual([
      '0 TYPE_NOT_STORABLE l/element',
    ]);
  });

  it.each([
    ['l TYPE ARRAY<BIGINT>', 'Write ALTER COLUMN l.element TYPE BIGINT.'],
    ['m TYPE MAP<STRING, BIGINT>', 'Write ALTER COLUMN m.value TYPE BIGINT; its keys never change.'],
    [
      's TYPE STRUCT<c: INT>',
      'Write ALTER COLUMN s.<field> TYPE …, ADD COLUMN s.<field> … or DROP COLUMN s.<field>.',
    ],
  ])('with the statement that does it: %s', (action, remediation) => {
    expect(force(table, `ALTER COLUMN ${action}`)).toMatchObject({ refusals: [{ remediation }] });
  });

  it.each([
    ['pkFields', 'KEY_FIELD_CHANGED'],
    ['partitionKeys', 'PARTITION_FIELD_CHANGED'],
    ['protectedFields', 'PROTECTED_FIELD_CHANGED'],
  ] as const)('one of %s, and what is part of it', (setting, code) => {
    expect(refusalsForced({ ...table, [setting]: [['A']] }, 'ALTER COLUMN a TYPE BIGINT')).toEqual([
      `0 ${code} a`,
    ]);
    expect(refusalsForced({ ...table, [setting]: [['l']] }, 'ALTER COLUMN l.element TYPE BIGINT')).toEqual([
      `0 ${code} l/element`,
    ]);
  });
});

describe('CHANGE COLUMN', () => {
  it('gives a column another type, comment and place at once', () => {
    const table = tableWith('a INT, b INT', ICEBERG);
    expect(columnsAfter(table, "CHANGE COLUMN b B BIGINT COMMENT 'x' FIRST")).toBe(
      "b BIGINT COMMENT 'x', a INT",
    );
  });
});
