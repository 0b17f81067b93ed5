import { describe, expect, it } from '@jest/globals';
import { approve } from '../../../src/ddl/decisions/approve.ts';
import type { ApprovalOutcome, RequestedResolution } from '../../../src/ddl/decisions/types.ts';
import { columnFact, tombstoneOf } from '../../../src/evolution/column-fact.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import type { ColumnFact, PolicyInput, TableState } from '../../../src/evolution/types.ts';
import { primitive } from '../../../src/schema/constructors.ts';
import { sqlColumns } from '../../../src/schema/sql/type-text.ts';
import type { Path } from '../../../src/schema/types.ts';
import { NEXT_VERSION, schemaOf, tableWith } from '../ddl/support.ts';

type Approval = Extract<ApprovalOutcome, { ok: true }>;

interface Asked {
  readonly origin?: 'INFERRED' | 'DECLARED';
  readonly policy?: PolicyInput;
  readonly resolutions?: readonly RequestedResolution[];
}

function ask(table: TableState, columns: string, asked: Asked = {}): ApprovalOutcome {
  const { origin = 'INFERRED', policy = {}, resolutions = [] } = asked;
  return approve({
    table,
    submission: { schema: schemaOf(columns), origin, nullOnlyPaths: [], base: null },
    policy: resolvePolicy(policy, 'STRICT'),
    resolutions,
    nextVersion: NEXT_VERSION,
  });
}

function approved(table: TableState, columns: string, asked: Asked = {}): Approval {
  const outcome = ask(table, columns, asked);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome;
}

function columns({ schema }: Approval): string {
  return sqlColumns(schema).replaceAll('`', '');
}

function fact({ factUpdates }: Approval, ...path: Path): ColumnFact | undefined {
  return factUpdates.find((each) => JSON.stringify(each.path) === JSON.stringify(path));
}

const resolution = (path: Path, action: RequestedResolution['action'], to: string | null = null) => {
  return { path, rule: null, action, to };
};

describe('KEEP', () => {
  it.each([
    ['elements', 'tags ARRAY<BIGINT>', 'tags ARRAY<INT>', ['tags']],
    ['values', 'scores MAP<STRING, BIGINT>', 'scores MAP<STRING, INT>', ['scores']],
    ['fields in elements', 'l ARRAY<STRUCT<n: BIGINT>>', 'l ARRAY<STRUCT<n: INT>>', ['l', 'element', 'n']],
  ])('pins the field that holds the %s', (_, before, submitted, path) => {
    const outcome = approved(tableWith(before), submitted);
    expect(outcome.factUpdates).toEqual([columnFact(path, { pinned: true })]);
  });

  it('settles the type of a declared column, and what may be null without its type', () => {
    const outcome = approved(tableWith('a BIGINT, b STRING'), 'a INT, b STRING NOT NULL', {
      origin: 'DECLARED',
    });
    expect(fact(outcome, 'a')).toMatchObject({ pinned: true, settled: true });
    expect(fact(outcome, 'b')).toMatchObject({ settled: true });
    expect(columns(outcome)).toBe('a BIGINT, b STRING');
  });

  it('leaves what else is known of the column', () => {
    const facts = [columnFact(['a'], { absence: 'ALLOWED' }), columnFact(['b'], { pinned: true })];
    const outcome = approved(tableWith('a BIGINT, b INT', { facts }), 'a INT');
    expect(fact(outcome, 'a')).toMatchObject({ pinned: true, absence: 'ALLOWED' });
    expect(fact(outcome, 'b')).toMatchObject({ pinned: true, absence: 'ALLOWED' });
  });
});

describe('ADOPT', () => {
  const onRead = { format: 'HUDI' as const, properties: { 'hoodie.schema.on.read.enable': 'true' } };

  it('does not pin a type that it takes: what a batch says next is a claim again', () => {
    const outcome = approved(tableWith('a BIGINT', onRead), 'a STRING');
    expect(columns(outcome)).toBe('a STRING');
    expect(outcome.factUpdates).toEqual([]);
    expect(outcome.verdict).toBe('BREAKING');
  });

  it('leaves a column pinned that was', () => {
    const table = tableWith('a BIGINT', { ...onRead, facts: [columnFact(['a'], { pinned: true })] });
    const outcome = approved(table, 'a STRING', { origin: 'DECLARED' });
    expect(columns(outcome)).toBe('a STRING');
    expect(fact(outcome, 'a')).toBeUndefined();
  });

  it('is tried before KEEP, which stands in where it cannot be', () => {
    const outcome = approved(tableWith('a BIGINT', { ...onRead, formerPkFields: [['a']] }), 'a STRING');
    expect(outcome.resolutions.map(({ rule, action }) => [rule, action])).toEqual([
      ['TYPE_WIDENING_LOSSY', 'KEEP'],
    ]);
    expect(columns(outcome)).toBe('a BIGINT');
  });
});

describe('LEAVE_OUT', () => {
  it('keeps the type that the field arrived with', () => {
    const outcome = approved(tableWith('a INT'), 'a INT, `_corrupt_record` STRING');
    expect(outcome.factUpdates).toEqual([
      columnFact(['_corrupt_record'], { dropped: tombstoneOf(primitive('string'), NEXT_VERSION) }),
    ]);
  });

  it('finds fields in a column that was renamed', () => {
    const facts = [
      columnFact(['place'], { dropped: { ...tombstoneOf(schemaOf('x INT'), 2), renamedTo: 'address' } }),
    ];
    const table = tableWith('address STRUCT<zip: INT>', { facts });
    const outcome = approved(table, 'place STRUCT<zip: INT, fax: INT>', {
      policy: { newFields: 'BLOCK' },
      resolutions: [resolution(['address', 'fax'], 'LEAVE_OUT')],
    });
    expect(columns(outcome)).toBe('address STRUCT<zip: INT>');
    expect(fact(outcome, 'address', 'fax')?.dropped).toMatchObject({ version: NEXT_VERSION });
  });

  it('finds fields in a column that is spelled in another case', () => {
    const outcome = approved(tableWith('address STRUCT<zip: INT>'), 'ADDRESS STRUCT<zip: INT, fax: INT>', {
      policy: { newFields: 'BLOCK' },
      resolutions: [resolution(['address', 'fax'], 'LEAVE_OUT')],
    });
    expect(columns(outcome)).toBe('address STRUCT<zip: INT>');
  });

  it('chooses one of two spellings where neither is a column', () => {
    const outcome = approved(tableWith('a INT'), 'a INT, b INT, B INT');
    expect(outcome.resolutions).toMatchObject([
      {
        path: ['b'],
        action: 'LEAVE_OUT',
        outcome:
          'Column b is left out where a batch has it beside the same name in another case; alone it is written under that name.',
      },
    ]);
    expect(columns(outcome)).toBe('a INT, B INT');
  });

  it('is no approval where nothing is left to store', () => {
    const outcome = ask(
      { ...tableWith('a INT'), active: null, activeVersion: null },
      '`_corrupt_record` STRING',
    );
    expect(outcome).toMatchObject({
      ok: false,
      why: 'NOT_APPROVABLE',
      changes: [{ rule: 'CORRUPT_RECORDS' }],
    });
    expect(!outcome.ok && outcome.why === 'NOT_APPROVABLE' && outcome.changes[0]?.reason).toMatch(
      /nothing is left to store\.$/,
    );
  });
});

describe('RENAME', () => {
  it('keeps what is known of the column, and the old name as an alias', () => {
    const facts = [columnFact(['town'], { pinned: true })];
    const outcome = approved(tableWith('id INT, town STRING', { facts }), 'id INT, city STRING', {
      resolutions: [resolution(['town'], 'RENAME', 'city')],
    });
    expect(columns(outcome)).toBe('id INT, city STRING');
    expect(fact(outcome, 'city')).toMatchObject({ pinned: true });
    expect(fact(outcome, 'town')?.dropped).toMatchObject({ renamedTo: 'city', version: NEXT_VERSION });
    expect(outcome.changes).toMatchObject([
      { rule: 'FIELD_RENAMED', path: ['city'], before: 'town', after: 'city', verdict: 'BREAKING' },
    ]);
  });
});

describe('an approval', () => {
  it('is not told of as an arrival of what was dropped: nobody has sent it again', () => {
    const facts = [columnFact(['old'], { dropped: tombstoneOf(primitive('string'), 2) })];
    const outcome = approved(tableWith('a BIGINT', { facts }), 'a INT, old STRING');
    expect(fact(outcome, 'old')).toBeUndefined();
  });

  it('is about the problem: what else the submission brings is left to the next batch, and said', () => {
    const outcome = approved(tableWith('id INT, a INT, b INT, t ARRAY<INT>'), 'id INT, b INT, opt STRING');
    expect(columns(outcome)).toBe('id INT, a INT, b INT, t ARRAY<INT>');
    expect(outcome.warnings).toEqual([
      {
        code: 'LEFT_TO_NEXT_BATCH',
        path: null,
        message:
          'What was submitted also brings opt (string). That is no part of the problem: the next batch that brings it changes the table.',
      },
    ]);
  });

  it.each([
    ['a column', 'a INT, n INT', 'n BIGINT', 'n'],
    ['a nested one', 'a INT, s STRUCT<n: INT, m: INT>', 's STRUCT<n: BIGINT, m: INT>', 's'],
    ['elements', 'a INT, l ARRAY<INT>', 'l ARRAY<BIGINT>', 'l'],
    ['values', 'a INT, m MAP<STRING, INT>', 'm MAP<STRING, BIGINT>', 'm'],
  ])('leaves wider types of other columns to the next batch: %s', (_, before, submitted, name) => {
    const outcome = approved(tableWith(before), submitted);
    expect(columns(outcome)).toBe(before);
    expect(outcome.factUpdates.map(({ path }) => path)).toEqual([['a']]);
    expect(fact(outcome, name)).toBeUndefined();
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['LEFT_TO_NEXT_BATCH']);
  });

  it('says nothing of the type of a declared column whose wider one waits', () => {
    const outcome = approved(tableWith('a INT, n INT'), 'n BIGINT', {
      origin: 'DECLARED',
      resolutions: [resolution(['a'], 'KEEP')],
    });
    expect(columns(outcome)).toBe('a INT, n INT');
    expect(fact(outcome, 'n')).toBeUndefined();
  });

  it.each([
    ['too many at once', tableWith('a INT'), 'a INT, b INT, c STRUCT<d: INT>'],
    [
      'those of a first schema',
      { ...tableWith('a INT'), active: null, activeVersion: null },
      'b INT, c STRUCT<d: INT>, `_corrupt_record` STRING',
    ],
  ])('takes fields that it is about, and other batches may lack them: %s', (_, table, submitted) => {
    const outcome = approved(table, submitted, { policy: { maxNewFields: 1 } });
    expect(columns(outcome)).toContain('b INT, c STRUCT<d: INT>');
    for (const path of [['b'], ['c'], ['c', 'd']]) {
      expect(fact(outcome, ...path)).toMatchObject({ absence: 'UNSEEN' });
    }
  });

  it('counts what one decision brings about into the next', () => {
    const outcome = approved(tableWith('a INT'), 'a INT, b INT, c INT', {
      policy: { newFields: 'BLOCK', maxNewFields: 1 },
    });
    expect(outcome.resolutions.map(({ rule, action }) => [rule, action])).toEqual([
      ['FIELD_ADDED', 'ADOPT'],
      ['FIELD_ADDED', 'ADOPT'],
      ['TOO_MANY_NEW_FIELDS', 'ADOPT'],
    ]);
  });

  it('is refused as a whole where one change cannot be approved', () => {
    const outcome = ask(tableWith('a BIGINT, b DATE, c INT'), 'a INT, b BOOLEAN');
    expect(outcome).toMatchObject({ ok: false, why: 'NOT_APPROVABLE', changes: [{ path: ['b'] }] });
  });

  it('is not needed for what breaks nothing', () => {
    expect(ask(tableWith('a INT'), 'a INT, b INT')).toEqual({ ok: false, why: 'HARMLESS' });
  });
});
