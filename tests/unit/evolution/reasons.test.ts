import { describe, expect, it } from '@jest/globals';
import { columnFact } from '../../../src/evolution/column-fact.ts';
import { judge } from '../../../src/evolution/judge.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import type { PolicyInput, RuleId, TableState } from '../../../src/evolution/types.ts';
import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { StructField } from '../../../src/schema/types.ts';
import { plainTable } from './arbitrary-table.ts';
import { type } from './types-by-name.ts';

const long = primitive('long');
const id = field('id', long);

interface Situation {
  readonly table: Partial<TableState>;
  readonly has: readonly StructField[];
  readonly sends: readonly StructField[];
  readonly policy?: PolicyInput;
}

/** What a person on call reads about one change. */
function told(rule: RuleId, { table, has, sends, policy }: Situation): readonly [string, string | undefined] {
  const judgement = judge(
    { ...plainTable(structOf(has)), ...table },
    { schema: structOf(sends), origin: 'INFERRED', nullOnlyPaths: [], base: null },
    resolvePolicy(policy ?? {}, 'STRICT'),
  );
  const change = judgement.changes.find((found) => found.rule === rule);
  if (change === undefined) throw new Error(`no ${rule}`);
  return [change.reason, change.remediation];
}

describe('what a person on call reads', () => {
  it('about a missing column: what is missing, and the three ways out', () => {
    expect(
      told('FIELD_REMOVED', { table: {}, has: [id, field('amount', type('double'))], sends: [id] }),
    ).toEqual([
      'Column amount (double) is in the table, but not in the batch.',
      'Bring the field back in the producer; if it is optional, set evolutionPolicy.missingFields to "ALLOW" ' +
        '(PATCH /datasets/{dataset}); if it is gone for good, POST /datasets/{dataset}/ddl with ' +
        '"ALTER TABLE <table> DROP COLUMN amount".',
    ]);
  });

  it('about a missing column that may not be null: what has to be let go of first', () => {
    const has = [id, field('amount', long, { nullable: false })];
    expect(told('FIELD_REMOVED', { table: {}, has, sends: [id] })).toEqual([
      'Column amount (long) is in the table, but not in the batch, and it may not be null.',
      'Bring the field back in the producer; if it is optional, POST /datasets/{dataset}/ddl with "ALTER TABLE ' +
        '<table> ALTER COLUMN amount DROP NOT NULL", and set evolutionPolicy.missingFields to "ALLOW" ' +
        '(PATCH /datasets/{dataset}); if it is gone for good, POST /datasets/{dataset}/ddl with ' +
        '"ALTER TABLE <table> DROP COLUMN amount".',
    ]);
  });

  it('about user-defined types: their classes', () => {
    const udt = (name: string): StructField =>
      field('a', { kind: 'udt', json: { type: 'udt', class: name } });
    expect(told('TYPE_CHANGED', { table: {}, has: [id, udt('x.A')], sends: [id, udt('x.B')] })[0]).toBe(
      'Column a is udt x.A in the table and udt x.B in the batch: neither type can become the other.',
    );
  });

  it('about a column without a value that may not be null: what may happen', () => {
    const situation = {
      table: {},
      has: [id, field('n', long, { nullable: false })],
      sends: [id, field('n', primitive('void'))],
    };
    expect(told('NULL_ONLY_FIELD', situation)[0]).toBe(
      "Column n had no value in any record; the table's long may not be null, so the write fails if the values really are null.",
    );
  });

  it.each([
    ['UNSEEN', 'it was added by hand and no batch has brought it yet, so null is written.'],
    ['ALLOWED', 'it was decided that it may be absent, so null is written.'],
  ] as const)('about a column that may be absent, being %s', (absence, why) => {
    const facts = [columnFact(['n'], { pinned: true, absence })];
    const [reason, remediation] = told('FIELD_REMOVED', {
      table: { facts },
      has: [id, field('n', long)],
      sends: [id],
    });
    expect(reason).toBe(`Column n (long) is in the table, but not in the batch; ${why}`);
    expect(remediation).toBeUndefined();
  });

  it('about a type that this engine cannot read: the setting that would', () => {
    const table = { properties: { 'engine.spark.version': '3.5' } };
    const has = [field('n', type('integer'))];
    expect(told('TYPE_WIDENING_UNSUPPORTED', { table, has, sends: [field('n', long)] })).toEqual([
      'Column n is integer in the table and long in the batch: nothing would be lost, but PARQUET read by Spark 3 ' +
        'cannot turn integer into long.',
      'Send integer, or PARQUET read by Spark 4 can: set properties["engine.spark.version"] to "4" ' +
        '(PATCH /datasets/{dataset}) once every reader runs it.',
    ]);
  });

  it('about a type that may not fit: how to pin it, and how to replace it', () => {
    const [reason, remediation] = told('TYPE_UNFIT', {
      table: {},
      has: [field('at', type('timestamp'))],
      sends: [field('at', type('string'))],
    });
    expect(reason).toBe(
      'Column at is timestamp in the table and string in the batch: some values may not fit.',
    );
    expect(remediation).toContain(
      'set evolutionPolicy.typeHints to {"at":"TIMESTAMP"} (PATCH /datasets/{dataset});',
    );
    expect(remediation).toContain('have the producer send the values under the new name');
    expect(remediation).toContain('ADD COLUMN <new name> STRING');
    expect(remediation).toContain('drop at when');
  });

  it('about names that are data: how many, which, and what they have in common', () => {
    const users = [1, 2, 3, 4].map((n) => field(`user_${n}`, long));
    const by = (fields: StructField[]): StructField => field('by', structOf(fields));
    const policy = { maxNewFields: 3 };
    const nested = { table: {}, has: [id, by([id])], sends: [id, by([id, ...users])], policy };
    expect(told('TOO_MANY_NEW_FIELDS', { table: {}, has: [id], sends: [id, ...users], policy })).toEqual([
      'Too many fields: the batch has 4 new fields (user_1, user_2, user_3, …; 4 of them are like user_#), ' +
        'and maxNewFields is 3.',
      'Names that are data belong into a map or an array: mend the producer. If they are columns, ' +
        'set evolutionPolicy.maxNewFields to 4 (PATCH /datasets/{dataset}).',
    ]);
    expect(told('TOO_MANY_NEW_FIELDS', nested)[0]).toContain('4 new fields in by (user_1');
  });

  it('about many fields of no pattern: just some of them', () => {
    const sends = [id, field('name', long), field('town', long)];
    const [reason] = told('TOO_MANY_NEW_FIELDS', {
      table: {},
      has: [id],
      sends,
      policy: { maxNewFields: 1 },
    });
    expect(reason).toBe('Too many fields: the batch has 2 new fields (name, town), and maxNewFields is 1.');
  });

  it('about a key: what is left, since no policy lets it change', () => {
    const table = { pkFields: [['n']] };
    const situation = { table, has: [field('n', type('integer'))], sends: [field('n', long)] };
    expect(told('KEY_FIELD_CHANGED', situation)).toEqual([
      'Column n is integer in the table and long in the batch, and as a key of the table it may not change.',
      'Send it as the table has it; if the values fit it, give it a type hint, so that jobs cast: set ' +
        'evolutionPolicy.typeHints to {"n":"INT"} (PATCH /datasets/{dataset}); no policy lets the column itself ' +
        'change. A table with other pkFields is another dataset (POST /datasets).',
    ]);
  });

  it('about a key that no cast leads to: that no policy helps', () => {
    const table = { pkFields: [['n']] };
    const situation = { table, has: [field('n', type('date'))], sends: [field('n', long)] };
    expect(told('KEY_FIELD_CHANGED', situation)[1]).toBe(
      'Send it as the table has it: no policy allows this change. A table with other pkFields is another dataset ' +
        '(POST /datasets).',
    );
  });

  it('about the order of a nested struct', () => {
    const to = (...names: string[]): StructField =>
      field('to', structOf(names.map((name) => field(name, long))));
    expect(told('FIELD_REORDERED', { table: {}, has: [to('a', 'b')], sends: [to('b', 'a')] })[0]).toBe(
      "The fields of column to come in another order in the batch; the table's order stays.",
    );
  });

  it('about a huge type: enough of it', () => {
    const huge = structOf(Array.from({ length: 500 }, (_, n) => field(`field_${n}`, long)));
    const [reason] = told('STRUCTURE_CHANGED', {
      table: {},
      has: [field('x', huge)],
      sends: [field('x', long)],
    });
    expect(reason.length).toBeLessThan(400);
    expect(reason).toContain('field_3: long');
  });
});
