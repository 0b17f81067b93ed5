import { describe, expect, it } from '@jest/globals';
import { renamesIn } from '../../../src/rendering/renames-in.ts';

const change = { rule: 'FIELD_RENAMED', verdict: 'BREAKING', before: 'town' } as const;

describe('renamesIn', () => {
  it('finds what was renamed, by the names of its parents now', () => {
    expect(
      renamesIn([{ ...change, path: ['address', 'element', 'city'], before: '`old ``name```' }]),
    ).toEqual([{ parent: ['address', 'element'], from: 'old `name`', to: 'city' }]);
  });

  it('passes over batches that send an old name, and all else', () => {
    expect(
      renamesIn([
        { ...change, verdict: 'NONE', path: ['city'] },
        { rule: 'FIELD_ADDED', verdict: 'NON_BREAKING', path: ['b'], before: null },
      ]),
    ).toEqual([]);
  });
});
