import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { movesBehindFirst, movesBetween } from '../../../src/rendering/moves-between.ts';
import { runs } from '../../support/property.ts';

function moved(names: readonly string[], moves: ReturnType<typeof movesBetween>): string[] {
  const order = [...names];
  for (const { name, after } of moves) {
    order.splice(order.indexOf(name), 1);
    order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, name);
  }
  return order;
}

const orders = fc
  .uniqueArray(fc.nat({ max: 30 }).map(String), { maxLength: 10 })
  .chain((names) =>
    fc.shuffledSubarray(names, { minLength: names.length }).map((shuffled) => ({ names, shuffled })),
  );

describe('movesBetween', () => {
  it('brings one order to the other, by no more moves than columns but one', () => {
    fc.assert(
      fc.property(orders, ({ names, shuffled }) => {
        const moves = movesBetween(names, shuffled);
        expect(moved(names, moves)).toEqual(shuffled);
        expect(moves.length).toBeLessThanOrEqual(Math.max(0, names.length - 1));
      }),
      { numRuns: runs },
    );
  });

  it('moves the one column that stands elsewhere', () => {
    expect(movesBetween(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'])).toEqual([{ name: 'a', after: 'd' }]);
    expect(movesBetween(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual([{ name: 'd', after: null }]);
  });
});

describe('columns that are better left where they are', () => {
  it('stay where others can go as well', () => {
    expect(movesBetween(['a', 'b'], ['b', 'a'], new Set(['a']))).toEqual([{ name: 'b', after: null }]);
    expect(movesBetween(['a', 'b'], ['b', 'a'], new Set(['b']))).toEqual([{ name: 'a', after: 'b' }]);
    expect(movesBehindFirst(['k', 'a', 'b'], ['k', 'b', 'a'], new Set(['a']))).toEqual([
      { name: 'b', after: 'k' },
    ]);
  });

  it('go where that takes fewer moves', () => {
    expect(movesBetween(['k', 'a', 'b'], ['a', 'b', 'k'], new Set(['k']))).toEqual([
      { name: 'k', after: 'b' },
    ]);
  });

  it('are never more that go than without them, and no more moves', () => {
    fc.assert(
      fc.property(orders, fc.nat({ max: 2 ** 30 }), ({ names, shuffled }, chosen) => {
        const anchors = new Set(names.filter((_, index) => ((chosen >> index) & 1) === 1));
        const [plain, anchored] = [movesBetween(names, shuffled), movesBetween(names, shuffled, anchors)];
        const moving = (moves: typeof plain) => moves.filter(({ name }) => anchors.has(name)).length;
        expect(moved(names, anchored)).toEqual(shuffled);
        expect(anchored).toHaveLength(plain.length);
        expect(moving(anchored)).toBeLessThanOrEqual(moving(plain));
      }),
      { numRuns: runs },
    );
  });
});

describe('movesBehindFirst', () => {
  it('brings one order to the other, and puts no name first', () => {
    fc.assert(
      fc.property(orders, ({ names, shuffled }) => {
        const moves = movesBehindFirst(names, shuffled);
        expect(moved(names, moves)).toEqual(shuffled);
        expect(moves.filter(({ after }) => after === null)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('moves what stands before', () => {
    expect(movesBehindFirst(['a', 'b', 'c'], ['b', 'a', 'c'])).toEqual([{ name: 'a', after: 'b' }]);
    expect(movesBehindFirst(['a', 'b', 'c'], ['a', 'c', 'b'])).toEqual([{ name: 'b', after: 'c' }]);
  });
});
