import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../src/evolution/judge.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import type { Change, Origin, PolicyInput, TableState } from '../../../src/evolution/types.ts';
import { arrayOf, field, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { DataType, StructType } from '../../../src/schema/types.ts';
import { alter, schemaOf, tableWith } from '../ddl/support.ts';

interface Situation {
  readonly has: string;
  readonly sends: string | StructType;
  readonly table?: Partial<TableState>;
  readonly policy?: PolicyInput;
  readonly origin?: Origin;
}

/** The changes of a batch, the breaking ones first. */
function changes({ has, sends, table, policy, origin }: Situation): readonly Change[] {
  const schema = typeof sends === 'string' ? schemaOf(sends) : sends;
  const submission = { schema, origin: origin ?? 'INFERRED', nullOnlyPaths: [], base: null };
  const found = judge(tableWith(has, table), submission, resolvePolicy(policy ?? {}, 'STRICT')).changes;
  return [...found].sort((a, b) => Number(b.verdict === 'BREAKING') - Number(a.verdict === 'BREAKING'));
}

function remedy(situation: Situation): string {
  const [change] = changes(situation);
  if (change?.remediation === undefined) throw new Error('nothing is breaking');
  return change.remediation;
}

/** The statements of a remedy, with a name where one has to be found. */
function statements(text: string): string[] {
  return [...text.matchAll(/"ALTER TABLE <table> ([^"]*)"/g)].map(([, clause]) =>
    (clause ?? '').replace('<new name>', 'fresh'),
  );
}

const udt: DataType = { kind: 'udt', json: { type: 'udt', class: 'x.A' } };

describe('a remedy for a type that does not fit', () => {
  it.each([
    ['m MAP<STRING, BIGINT>', 'm MAP<STRING, STRING>', 'ADD COLUMN fresh MAP<STRING, STRING>', 'drop m when'],
    ['a ARRAY<BIGINT>', 'a ARRAY<STRING>', 'ADD COLUMN fresh ARRAY<STRING>', 'drop a when'],
    [
      'a ARRAY<MAP<STRING, DATE>>',
      'a ARRAY<MAP<STRING, BIGINT>>',
      'ADD COLUMN fresh ARRAY<MAP<STRING, BIGINT>>',
      'the whole of a',
    ],
    ['m MAP<INT, BIGINT>', 'm MAP<BIGINT, BIGINT>', 'ADD COLUMN fresh MAP<BIGINT, BIGINT>', 'the whole of m'],
    [
      'a ARRAY<STRUCT<x: DATE, y: INT>>',
      'a ARRAY<STRUCT<x: BIGINT, y: INT>>',
      'ADD COLUMN a.element.fresh BIGINT',
      'the new type',
    ],
    ['a ARRAY<INT>', 'a ARRAY<STRUCT<x: INT>>', 'ADD COLUMN fresh ARRAY<STRUCT<x: INT>>', 'the whole of a'],
  ])('names the column that holds it: %s, sent as %s', (has, sends, statement, words) => {
    const text = remedy({ has, sends });
    expect(statements(text)).toEqual([statement]);
    expect(text).toContain(words);
    expect(alter(tableWith(has), statement)).toMatchObject({ ok: true });
  });

  it('has no statement where SQL cannot say the type', () => {
    const sends = (type: DataType) => structOf([field('s', type)]);
    const told = (type: DataType) => remedy({ has: 's STRING', sends: sends(type) });
    expect(told(arrayOf(primitive('void')))).toBe('Send string, or send the new form under a new name.');
    expect(told(udt)).toBe('Send string, or send the new type under a new name.');
  });

  it('has no statement for a type that the table does not store', () => {
    const table = { format: 'HUDI' as const };
    const text = remedy({ has: 's STRING', sends: 's MAP<BIGINT, STRING>', table });
    expect(statements(text)).toEqual([]);
  });

  it('drops nothing where the table cannot', () => {
    const table = { format: 'DELTA' as const };
    expect(remedy({ has: 'd DATE', sends: 'd STRING', table })).not.toContain('drop d');
  });

  it('of a cast that costs digits says so', () => {
    const [change] = changes({ has: 'd DOUBLE', sends: 'd BIGINT' });
    const cost = 'whole numbers beyond 2^53 lose their last digits';
    expect(change?.reason).toContain(cost);
    expect(change?.remediation).toBe(
      `Send double, or set evolutionPolicy.narrowerTypes to "ALLOW" (PATCH /datasets/{dataset}): the job casts (${cost}).`,
    );
    const [lax] = changes({ has: 'd DOUBLE', sends: 'd BIGINT', policy: { preset: 'TOLERANT' } });
    expect(lax?.reason).not.toContain('every value fits');
  });
});

describe('a remedy for what HUDI would change, and what fits as it is', () => {
  const table = { format: 'HUDI' as const, properties: { 'hoodie.schema.on.read.enable': 'true' } };

  it('names both ways out', () => {
    const text = remedy({ has: 's STRING', sends: 's DATE', table });
    expect(text).toBe(
      'Send string, or set evolutionPolicy.narrowerTypes to "ALLOW" (PATCH /datasets/{dataset}): the column stays, and ' +
        'the job casts; to have the column changed, POST /datasets/{dataset}/ddl with ' +
        '"ALTER TABLE <table> ALTER COLUMN s TYPE DATE", "force": true and a "reason".',
    );
  });
});

describe('a remedy for a missing column', () => {
  const sends = 'id BIGINT';
  const has = 'id BIGINT, n BIGINT';

  it.each([
    ['DELTA' as const, 'set properties["delta.columnMapping.mode"] to "name"'],
    ['HUDI' as const, 'set properties["hoodie.schema.on.read.enable"] to "true"'],
  ])('drops it on %s only once the table can', (format, setting) => {
    const text = remedy({ has, sends, table: { format } });
    expect(text).toMatch(/if it is gone for good, first .*, and then POST .*DROP COLUMN n"\.$/);
    expect(text).toContain(setting);
  });

  it('that may not be null lets go of that alone where absence is allowed', () => {
    const text = remedy({ has: 'id BIGINT, n BIGINT NOT NULL', sends, policy: { preset: 'TOLERANT' } });
    expect(statements(text)).toEqual(['ALTER COLUMN n DROP NOT NULL', 'DROP COLUMN n']);
    expect(text).not.toContain('evolutionPolicy');
  });

  it('that holds a key offers nothing that a key stands against', () => {
    const found = changes({
      has: 'id BIGINT, k STRUCT<n: BIGINT>',
      sends,
      table: { pkFields: [['k', 'n']] },
    });
    expect(found.find(({ rule }) => rule === 'FIELD_REMOVED')?.remediation).toBe(
      'Bring the field back in the producer: it holds k.n, a key of the table, so it can neither be absent nor dropped.',
    );
  });
});

describe('a remedy for a guarded column', () => {
  const table = { partitionKeys: [['d']] };

  it('names the hint that lets a cast through', () => {
    const situation = { has: 'd DATE', sends: 'd STRING', table };
    expect(remedy(situation)).toContain('set evolutionPolicy.typeHints to {"d":"DATE"}');
    const [change] = changes({ ...situation, policy: { typeHints: { d: 'DATE' } } });
    expect(change).toMatchObject({ rule: 'PARTITION_FIELD_CHANGED', verdict: 'NONE', risk: 'CHECKED' });
  });

  it('names no hint to who declares', () => {
    const situation = { has: 'd DATE', sends: 'd STRING', table, origin: 'DECLARED' as const };
    expect(remedy(situation)).toContain('no policy allows this change');
  });

  it('says what a column of another shape holds', () => {
    const [change] = changes({
      has: 'k STRUCT<id: BIGINT>',
      sends: 'k STRING',
      table: { pkFields: [['k', 'id']] },
    });
    expect(change?.reason).toContain('It holds k.id, a key of the table.');
    expect(change?.remediation).not.toContain('new name');
  });
});

describe('what is said of a text whose length stands in the metadata', () => {
  const text = (type: string): StructType =>
    structOf([field('s', primitive('string'), { metadata: { __CHAR_VARCHAR_TYPE_STRING: type } })]);
  const active = text('varchar(10)');
  const submission = {
    schema: text('char(20)'),
    origin: 'INFERRED' as const,
    nullOnlyPaths: [],
    base: null,
  };
  const table = { ...tableWith('s STRING'), active };

  it('names a hint that is taken, and has an effect', () => {
    const before = judge(table, submission, resolvePolicy({ preset: 'TOLERANT' }, 'STRICT'));
    expect(before.changes[0]?.remediation).toContain('set evolutionPolicy.typeHints to {"s":"VARCHAR(10)"}');
    const hinted = resolvePolicy({ preset: 'TOLERANT', typeHints: { s: 'VARCHAR(10)' } }, 'STRICT');
    const after = judge(table, submission, hinted);
    expect(after.verdict).toBe('NONE');
    expect(after.warnings).toEqual([]);
    expect(after.changes[0]?.reason).toContain('the write fails on the first text that is too long');
  });
});
