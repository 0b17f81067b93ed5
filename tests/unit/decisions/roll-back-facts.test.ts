import { describe, expect, it } from '@jest/globals';
import { rollBack, type RollBackOutcome } from '../../../src/ddl/decisions/roll-back.ts';
import { columnFact, tombstoneOf } from '../../../src/evolution/column-fact.ts';
import type { TableState } from '../../../src/evolution/types.ts';
import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import { sqlColumns } from '../../../src/schema/sql/type-text.ts';
import type { DataType, StructType } from '../../../src/schema/types.ts';
import { NEXT_VERSION, schemaOf, tableWith } from '../ddl/support.ts';

type RolledBack = Extract<RollBackOutcome, { ok: true }>;

function back(table: TableState, target: StructType | string, force = false): RollBackOutcome {
  const schema = typeof target === 'string' ? schemaOf(target) : target;
  return rollBack({ table, target: schema, version: 2, nextVersion: NEXT_VERSION, force, ids: null });
}

function done(outcome: RollBackOutcome): RolledBack {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome;
}

const gone = (path: readonly string[], type: DataType, rest: object = {}) =>
  columnFact(path, { ...rest, dropped: tombstoneOf(type, 3) });

describe('what a roll back knows of columns', () => {
  it.each([true, false])('that come back: pinned as they were when they went (%s)', (pinned) => {
    const facts = [gone(['b'], primitive('double'), { pinned })];
    const { factUpdates } = done(back(tableWith('a INT', { facts }), 'a INT, b DOUBLE'));
    expect(factUpdates).toEqual([columnFact(['b'], { pinned, absence: 'UNSEEN' })]);
  });

  it('that nobody remembers: pinned, since a person says them', () => {
    const { factUpdates } = done(back(tableWith('a INT'), 'a INT, b DOUBLE'));
    expect(factUpdates).toEqual([columnFact(['b'], { pinned: true, absence: 'UNSEEN' })]);
  });

  it('that go: a tombstone of the new version', () => {
    const { factUpdates } = done(back(tableWith('a INT, b DOUBLE'), 'a INT'));
    expect(factUpdates).toMatchObject([{ path: ['b'], dropped: { version: NEXT_VERSION } }]);
  });
});

describe('a roll back finds a column', () => {
  it('by the name that it had', () => {
    const alias = { ...tombstoneOf(primitive('string'), 3), renamedTo: 'city' };
    const facts = [columnFact(['town'], { dropped: alias })];
    const outcome = done(back(tableWith('id INT, city STRING', { facts }), 'id INT, town STRING'));
    expect(outcome.changes.map(({ rule, path }) => [rule, path])).toEqual([['FIELD_RENAMED', ['town']]]);
    expect(outcome.changes[0]?.reason).toBe('Column town is called so again, as in version 2; it was city.');
  });

  it('by its name in another case', () => {
    const outcome = done(back(tableWith('id INT, Town STRING'), 'id INT, town STRING'));
    expect(outcome.changes.map(({ rule }) => rule)).toEqual(['FIELD_RENAMED']);
  });

  it('only where it can become what it was: a struct is no number', () => {
    const table = tableWith('id INT, a STRUCT<x: INT>', { format: 'ICEBERG' });
    const outcome = done(back(table, 'id INT, a INT'));
    expect(outcome.changes.map(({ rule }) => rule)).toEqual(['FIELD_REMOVED', 'FIELD_ADDED']);
  });
});

describe('a roll back restores', () => {
  it('the order, at every depth', () => {
    const table = tableWith('s STRUCT<y: INT, x: INT>, a INT');
    const outcome = done(back(table, 'a INT, s STRUCT<x: INT, y: INT>'));
    expect(outcome.schema).toEqual(schemaOf('a INT, s STRUCT<x: INT, y: INT>'));
    expect(outcome.changes.map(({ rule, path }) => [rule, path])).toEqual([
      ['FIELD_REORDERED', []],
      ['FIELD_REORDERED', ['s']],
    ]);
  });

  it('metadata, but not what Delta keeps for itself', () => {
    const columnWith = (metadata: Record<string, string>) =>
      structOf([field('a', primitive('integer'), { metadata })]);
    const active = columnWith({ unit: 'km', 'delta.id': '7' });
    const outcome = done(back({ ...tableWith('a INT'), active }, columnWith({ unit: 'm', 'delta.id': '1' })));
    expect(outcome.schema.fields[0]?.metadata).toEqual({ unit: 'm', 'delta.id': '7' });
    expect(outcome.changes).toMatchObject([{ rule: 'METADATA_CHANGED', path: ['a'] }]);
  });

  it('a table whose columns are all others', () => {
    const outcome = done(back(tableWith('x INT, y INT', { format: 'ICEBERG' }), 'a INT, b INT'));
    expect(outcome.schema).toEqual(schemaOf('a INT, b INT'));
  });
});

describe('a roll back is refused', () => {
  it('once per column, whatever else stands behind it', () => {
    const table = tableWith('id INT, a INT, b INT', { protectedFields: [['a'], ['b']] });
    const outcome = back(table, 'id INT');
    expect(outcome).toMatchObject({ why: 'REFUSED', refusals: [{ path: ['a'] }, { path: ['b'] }] });
  });

  it('where data written since may contradict it, unless it is forced', () => {
    const table = tableWith('a BIGINT, b INT');
    const target = 'a INT, b INT NOT NULL';
    expect(back(table, target)).toMatchObject({
      ok: false,
      why: 'REFUSED',
      refusals: [{ code: 'TYPE_NARROWED' }, { code: 'NULLABILITY_TIGHTENED' }],
    });
    expect(sqlColumns(done(back(table, target, true)).schema)).toBe(sqlColumns(schemaOf(target)));
  });
});
