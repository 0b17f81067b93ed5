import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { evolveIds, identify, type IdentifiedSchema, type Ids } from '../../../src/rendering/column-ids.ts';
import { differencesBetween } from '../../../src/rendering/differences-between.ts';
import type { Rename } from '../../../src/rendering/types.ts';
import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { StructType } from '../../../src/schema/types.ts';
import { plainStruct, structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { schemaOf } from './support.ts';

/** `name:id` of everything, in the order of the schema, what is below in brackets. */
function listed(ids: Ids): string {
  return [...ids]
    .map(([name, { id, below }]) => `${name}:${id}${below.size === 0 ? '' : `(${listed(below)})`}`)
    .join(' ');
}

function idsOf(...versions: string[]): string {
  return listed(history(versions.map((columns) => [columns])).ids);
}

/** Columns of each version, and the renames it made. */
function history(versions: (readonly [columns: string, ...renames: Rename[]])[]): IdentifiedSchema {
  const [first, ...rest] = versions;
  return rest.reduce(
    (before, [columns, ...renames]) => evolveIds(before, schemaOf(columns), renames),
    identify(schemaOf(first?.[0] ?? '')),
  );
}

const rename = (parent: string[], from: string, to: string | null): Rename => ({ parent, from, to });

describe('the ids of a first schema', () => {
  it('are given as Iceberg gives them: all fields of a struct before what is in them', () => {
    expect(idsOf('a INT, s STRUCT<x: INT, y: STRUCT<z: INT>>, b INT')).toBe('a:1 s:2(x:4 y:5(z:6)) b:3');
    expect(idsOf('l ARRAY<STRUCT<x: INT>>, m MAP<STRING, ARRAY<INT>>, k INT')).toBe(
      'l:1(element:4(x:5)) m:2(key:6 value:7(element:8)) k:3',
    );
  });
});

describe('the ids of a later schema', () => {
  it('go on behind the last, column by column in the order of the schema', () => {
    expect(idsOf('s STRUCT<x: INT>, a INT', 's STRUCT<x: INT, n: ARRAY<INT>>, a INT, z STRUCT<q: INT>')).toBe(
      's:1(x:3 n:4(element:5)) a:2 z:6(q:7)',
    );
  });

  it('stay where a column moves, widens, or changes what it says of itself', () => {
    expect(idsOf('a INT NOT NULL, b INT', "b BIGINT, a INT COMMENT 'x'")).toBe('b:2 a:1');
  });

  it('stay under a new name, and what had that name is gone', () => {
    const renamed = history([
      ['a STRUCT<x: INT, y: INT>, b INT'],
      ['c STRUCT<z: INT, y: INT>, a INT', rename([], 'a', 'c'), rename(['c'], 'x', 'z')],
    ]);
    expect(listed(renamed.ids)).toBe('c:1(z:3 y:4) a:5');
    const swapped = history([['a INT, b INT'], ['b INT, a INT', rename([], 'a', 'b'), rename([], 'b', 'a')]]);
    expect(listed(swapped.ids)).toBe('b:1 a:2');
  });

  it('are new where a column was dropped and came again', () => {
    expect(idsOf('a INT, b INT', 'a INT', 'a INT, b INT')).toBe('a:1 b:3');
  });

  it('are new where a column was dropped and another took its name in one version', () => {
    const other = history([
      ['a INT, s STRUCT<x: INT, k: INT>, l ARRAY<STRUCT<x: INT, k: INT>>'],
      [
        'a INT, s STRUCT<x: INT, k: INT>, l ARRAY<STRUCT<x: INT, k: INT>>',
        rename([], 'a', null),
        rename(['s'], 'k', null),
        rename(['l', 'element'], 'x', null),
      ],
    ]);
    expect(listed(other.ids)).toBe('a:9 s:2(x:4 k:10) l:3(element:6(x:11 k:8))');
    const taken = history([
      ['a INT, b INT, c INT'],
      ['b INT, a INT', rename([], 'b', null), rename([], 'a', 'b')],
    ]);
    expect(listed(taken.ids)).toBe('b:1 a:4');
  });

  it('are new from the top where nothing stays at the bottom: no engine drops the last field of a struct', () => {
    const emptied = history([
      ['k INT, a STRUCT<b: ARRAY<STRUCT<c: INT>>>'],
      ['k INT, a STRUCT<b: ARRAY<STRUCT<c: INT>>>', rename(['a', 'b', 'element'], 'c', null)],
    ]);
    expect(listed(emptied.ids)).toBe('k:1 a:6(b:7(element:8(c:9)))');
  });

  it('keep a column without a name apart from what is new', () => {
    const [before, after] = [
      structOf([field('', primitive('long'))]),
      structOf([field('a', primitive('long')), field('', primitive('long'))]),
    ];
    expect(listed(evolveIds(identify(before), after).ids)).toBe('a:2 :1');
  });

  it.each([
    ['STRUCT<x: INT>', 'STRING', 'a:4'],
    ['STRUCT<x: INT>', 'STRUCT<y: INT>', 'a:4(y:5)'],
    ['ARRAY<INT>', 'ARRAY<STRUCT<y: INT>>', 'a:4(element:5(y:6))'],
    ['STRING', 'ARRAY<STRING>', 'a:3(element:4)'],
  ])('are new where %s cannot become %s', (before, after, expected) => {
    expect(idsOf(`k INT, a ${before}`, `k INT, a ${after}`)).toBe(`k:1 ${expected}`);
  });
});

/** Versions of one table: each keeps some of what the one before had, and has something else. */
const histories = fc
  .array(fc.tuple(plainStruct, fc.nat(), fc.option(fc.nat(), { nil: null })), { minLength: 1, maxLength: 6 })
  .map((steps) => {
    const versions: (readonly [StructType, readonly Rename[]])[] = [];
    for (const [struct, kept, renamed] of steps) {
      const last = versions.at(-1)?.[0] ?? structOf([]);
      const old = last.fields.filter((_, index) => ((kept >> index) & 1) === 1);
      const names = new Set(old.map(({ name }) => name));
      const fresh = struct.fields.filter(({ name }) => !names.has(name));
      const [from] = renamed === null ? [] : last.fields.filter(({ name }) => !names.has(name));
      const [to] = fresh;
      const renames = from === undefined || to === undefined ? [] : [rename([], from.name, to.name)];
      versions.push([structOf([...old, ...fresh]), renames]);
    }
    return versions;
  });

function replay(versions: readonly (readonly [StructType, readonly Rename[]])[]): IdentifiedSchema[] {
  const identified: IdentifiedSchema[] = [];
  for (const [schema, renames] of versions) {
    const before = identified.at(-1);
    identified.push(before === undefined ? identify(schema) : evolveIds(before, schema, renames));
  }
  return identified;
}

function allIds(ids: Ids): number[] {
  return [...ids.values()].flatMap(({ id, below }) => [id, ...allIds(below)]);
}

describe('ids through a history', () => {
  it('are unique in each version, and never used again once they are gone', () => {
    fc.assert(
      fc.property(histories, (versions) => {
        const gone = new Set<number>();
        let before: readonly number[] = [];
        for (const { ids, lastId } of replay(versions)) {
          const now = allIds(ids);
          expect(new Set(now).size).toBe(now.length);
          expect(Math.max(0, ...now)).toBeLessThanOrEqual(lastId);
          for (const id of before) if (!now.includes(id)) gone.add(id);
          expect(now.filter((id) => gone.has(id))).toEqual([]);
          before = now;
        }
      }),
      { numRuns: runs },
    );
  });

  it('stay as they are when versions are added', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (versions, cut) => {
        const length = 1 + (cut % versions.length);
        const whole = replay(versions)[length - 1];
        expect(replay(versions.slice(0, length)).at(-1)?.ids).toEqual(whole?.ids);
      }),
      { numRuns: runs },
    );
  });

  it('are given in the order in which the statements add the columns', () => {
    fc.assert(
      fc.property(histories, (versions) => {
        const all = replay(versions);
        for (const [index, after] of all.entries()) {
          const before = all[index - 1];
          if (before === undefined) continue;
          const added = differencesBetween(before, after).added.map(({ path }) => idAt(after.ids, path));
          expect(added).toEqual([...added].sort((a, b) => a - b));
          expect(added.filter((id) => id <= before.lastId)).toEqual([]);
        }
      }),
      { numRuns: runs },
    );
  });

  it('are there for every part of any schema', () => {
    fc.assert(
      fc.property(structType, structType, (first, second) => {
        const before = identify(first);
        const after = evolveIds(before, second);
        expect(allIds(before.ids)).toHaveLength(before.lastId);
        expect(after.ids.size).toBe(second.fields.length);
        expect(new Set(allIds(after.ids)).size).toBe(allIds(after.ids).length);
      }),
      { numRuns: runs },
    );
  });
});

function idAt(ids: Ids, [first = '', ...rest]: readonly string[]): number {
  const identity = ids.get(first);
  if (identity === undefined) return 0;
  return rest.length === 0 ? identity.id : idAt(identity.below, rest);
}
