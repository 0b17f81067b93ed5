import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { knownColumns } from '../../../src/features/columns/known-columns.ts';
import { renamesOf } from '../../../src/features/columns/renames.ts';
import { columnFact } from '../../../src/evolution/column-fact.ts';
import type { ColumnFact } from '../../../src/evolution/types.ts';
import { arrayOf, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import { parsePath, pathText } from '../../../src/schema/path.ts';
import type { DataType, Path } from '../../../src/schema/types.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { plainStruct } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const STRING = primitive('string');
const ADDRESS = structOf([field('city', STRING), field('zip', STRING)]);

function gone(path: string, type: DataType, renamedTo: string | null = null, version = 2): ColumnFact {
  const parsed = parsePath(path);
  if (!parsed.ok) throw new Error(`${path} is no path`);
  return columnFact(parsed.value, { dropped: { type, version, renamedTo, arrivedIn: null } });
}

function told(columns: ReturnType<typeof knownColumns>) {
  return columns.map(({ text, status, tombstone }) => [text, status, tombstone?.dropped.version ?? null]);
}

describe('the columns of a dataset', () => {
  it('are those of its schema, whatever it is, each once', () => {
    fc.assert(
      fc.property(plainStruct, (schema) => {
        const columns = knownColumns(schema, []);
        const expected = [...fieldsOf(schema)].map(({ path }) => pathText(path));
        expect(columns.map(({ text }) => text).sort()).toEqual(expected.sort());
        expect(columns.every(({ status, field: at }) => status === 'PRESENT' && at !== null)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('are those that are gone, with all that went with them', () => {
    const dropped = [
      gone('address', ADDRESS),
      gone('items', arrayOf(structOf([field('sku', STRING)]))),
      gone('parties', mapOf(STRING, ADDRESS)),
    ];
    expect(told(knownColumns(structOf([field('id', STRING)]), dropped))).toEqual([
      ['address', 'DROPPED', 2],
      ['address.city', 'DROPPED', 2],
      ['address.zip', 'DROPPED', 2],
      ['id', 'PRESENT', null],
      ['items', 'DROPPED', 2],
      ['items.element.sku', 'DROPPED', 2],
      ['parties', 'DROPPED', 2],
      ['parties.value.city', 'DROPPED', 2],
      ['parties.value.zip', 'DROPPED', 2],
    ]);
  });

  it('went by themselves before what held them did', () => {
    const facts = [gone('address', ADDRESS, null, 5), gone('address.zip', STRING, null, 3)];
    for (const order of [facts, [...facts].reverse()]) {
      expect(told(knownColumns(null, order))).toEqual([
        ['address', 'DROPPED', 5],
        ['address.city', 'DROPPED', 5],
        ['address.zip', 'DROPPED', 3],
      ]);
    }
  });

  it('are also told under the names that what held them had when they went', () => {
    const facts = [
      gone('address', structOf([field('city', STRING)]), 'home', 5),
      gone('home.fax', STRING, null, 3),
      gone('home.zip', STRING, 'postcode', 4),
      gone('home.street', STRING, null, 6),
    ];
    expect(told(knownColumns(null, facts))).toEqual([
      ['address', 'RENAMED', 5],
      ['address.city', 'RENAMED', 5],
      ['address.fax', 'DROPPED', 3],
      ['address.zip', 'RENAMED', 4],
      ['home.fax', 'DROPPED', 3],
      ['home.street', 'DROPPED', 6],
      ['home.zip', 'RENAMED', 4],
    ]);
  });

  it('are told under every name that was given at several levels', () => {
    const facts = [gone('a', STRING, 'b', 9), gone('b.x', STRING, 'y', 8), gone('b.y.k', STRING, null, 7)];
    expect(told(knownColumns(null, facts)).map(([text]) => text)).toEqual([
      'a',
      'a.x',
      'a.x.k',
      'a.y.k',
      'b.x',
      'b.x.k',
      'b.y.k',
    ]);
  });

  it('are there once where only a part of a dropped one came back', () => {
    const active = structOf([field('address', structOf([field('city', STRING)]))]);
    expect(told(knownColumns(active, [gone('address.zip', STRING)]))).toEqual([
      ['address', 'PRESENT', null],
      ['address.city', 'PRESENT', null],
      ['address.zip', 'DROPPED', 2],
    ]);
  });
});

describe('a renamed column', () => {
  const where = (facts: readonly ColumnFact[]) => {
    const columns = knownColumns(null, facts);
    const { nowAt, aliasesOf, namesOf } = renamesOf(columns);
    const text = (path: Path | null) => (path === null ? null : pathText(path));
    return {
      now: Object.fromEntries(columns.map((column) => [column.text, text(nowAt(column))])),
      aliases: (path: string) => aliasesOf({ path: path.split('.') }).map(pathText),
      names: Object.fromEntries(columns.map((column) => [column.text, namesOf(column).map(pathText)])),
    };
  };

  it('leads to the name that it has now', () => {
    const { now, aliases } = where([gone('a', STRING, 'b')]);
    expect(now).toEqual({ a: 'b' });
    expect(aliases('b')).toEqual(['a']);
    expect(aliases('a')).toEqual([]);
  });

  it('takes all that it holds along', () => {
    const { now, aliases } = where([gone('address', ADDRESS, 'home')]);
    expect(now).toEqual({ address: 'home', 'address.city': 'home.city', 'address.zip': 'home.zip' });
    expect(aliases('home.zip')).toEqual(['address.zip']);
  });

  it('leads on where it was renamed again, or what holds it was', () => {
    const { now } = where([
      gone('a', STRING, 'b'),
      gone('b', STRING, 'c'),
      gone('address', ADDRESS, 'home'),
      gone('home.zip', STRING, 'post code'),
    ]);
    expect(now).toMatchObject({ a: 'c', 'address.zip': 'home.`post code`', 'home.zip': 'home.`post code`' });
  });

  it('has all its old names as aliases', () => {
    const { aliases } = where([gone('a', STRING, 'c'), gone('b', STRING, 'c'), gone('d', STRING)]);
    expect(aliases('c')).toEqual(['a', 'b']);
    expect(aliases('d')).toEqual([]);
  });

  it('is known by all its names, the one asked for first', () => {
    const { names } = where([
      gone('a', STRING, 'c'),
      gone('b', STRING, 'c'),
      gone('c', STRING),
      gone('d', STRING),
    ]);
    expect(names).toEqual({ a: ['a', 'c', 'b'], b: ['b', 'c', 'a'], c: ['c', 'a', 'b'], d: ['d'] });
  });

  it('is found even where names lead in a circle', () => {
    const { now } = where([gone('a', STRING, 'b'), gone('b', STRING, 'a')]);
    expect(Object.keys(now)).toEqual(['a', 'b']);
  });

  it('that was dropped under its new name is still that column', () => {
    const { now, aliases } = where([gone('a', STRING, 'b'), gone('b', STRING)]);
    expect(now).toEqual({ a: 'b', b: null });
    expect(aliases('b')).toEqual(['a']);
  });
});
