import { describe, expect, it } from '@jest/globals';
import { rollBack } from '../../../src/ddl/decisions/roll-back.ts';
import type { TableState } from '../../../src/evolution/types.ts';
import { evolveIds, identify } from '../../../src/rendering/column-ids.ts';
import { renamesIn } from '../../../src/rendering/renames-in.ts';
import { sqlColumns } from '../../../src/schema/sql/type-text.ts';
import { done, force, NEXT_VERSION, schemaOf, tableAfter, tableWith } from '../ddl/support.ts';

type Format = TableState['format'];

/** What a roll back to the first schema says, after some versions of one action or more each. */
function backFrom(columns: string, versions: readonly (readonly string[])[], format: Format = 'ICEBERG') {
  let table = tableWith(columns, { format });
  const first = schemaOf(columns);
  const then = identify(first);
  let now = then;
  for (const actions of versions) {
    const outcome = done(force(table, ...actions));
    table = tableAfter(table, outcome);
    now = evolveIds(now, outcome.schema, renamesIn(outcome.changes));
  }
  const ids = { before: now.ids, after: then.ids };
  const outcome = rollBack({
    table,
    target: first,
    version: 1,
    nextVersion: NEXT_VERSION,
    force: false,
    ids,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** What it changes: names alone of what is renamed. */
function changesFrom(
  columns: string,
  versions: readonly (readonly string[])[],
  format: Format = 'ICEBERG',
): string[] {
  const outcome = backFrom(columns, versions, format);
  expect(sqlColumns(outcome.schema)).toBe(columns);
  return outcome.changes
    .filter(({ rule }) => rule !== 'FIELD_REORDERED')
    .map(({ rule, path, before }) =>
      rule === 'FIELD_RENAMED' ? `${before ?? ''} -> ${path.join('.')}` : `${rule} ${path.join('.')}`,
    );
}

describe('a roll back where columns have ids', () => {
  const columns = 'id BIGINT, c STRING, k STRING';

  it('takes a rename back though another column has the old name by now', () => {
    expect(changesFrom(columns, [['RENAME COLUMN c TO d'], ['ADD COLUMN c STRING']])).toEqual([
      'FIELD_REMOVED c',
      'd -> c',
    ]);
  });

  it('takes back renames that follow each other', () => {
    expect(changesFrom('b STRING, c STRING', [['RENAME COLUMN c TO d'], ['RENAME COLUMN b TO c']])).toEqual([
      'c -> b',
      'd -> c',
    ]);
  });

  it('takes back names that were exchanged', () => {
    const exchanged = [['RENAME COLUMN c TO x', 'RENAME COLUMN k TO c', 'RENAME COLUMN x TO k']];
    expect(changesFrom(columns, exchanged)).toEqual(['k -> c', 'c -> k']);
  });

  it('sees that the schema looks the same and is another one', () => {
    const exchanged = ['RENAME COLUMN c TO x', 'RENAME COLUMN k TO c', 'RENAME COLUMN x TO k'];
    expect(changesFrom(columns, [exchanged, ['ALTER COLUMN k AFTER c']])).toEqual(['c -> k', 'k -> c']);
  });

  it('gives a name back to its column, and brings the one that had it before back empty', () => {
    expect(changesFrom(columns, [['DROP COLUMN c'], ['RENAME COLUMN k TO c']])).toEqual([
      'c -> k',
      'FIELD_ADDED c',
    ]);
  });

  it('does the same in structs', () => {
    expect(
      changesFrom('id BIGINT, s STRUCT<a: STRING, b: INT>', [
        ['RENAME COLUMN s TO t'],
        ['RENAME COLUMN t.a TO z', 'ADD COLUMN t.a STRING'],
      ]),
    ).toEqual(['t -> s', 'FIELD_REMOVED s.a', 'z -> s.a']);
  });

  it('lets a column be that was dropped and came again', () => {
    expect(changesFrom(columns, [['DROP COLUMN c'], ['ADD COLUMN c STRING'], ['ADD COLUMN n INT']])).toEqual([
      'FIELD_REMOVED n',
    ]);
  });
});

describe('a roll back where columns are found by name', () => {
  it('goes by the names', () => {
    const versions = [['RENAME COLUMN c TO d'], ['ADD COLUMN c STRING']];
    expect(changesFrom('id BIGINT, c STRING', versions, 'PARQUET')).toEqual(['FIELD_REMOVED d']);
  });
});
