import { describe, expect, it } from '@jest/globals';
import { renamesIn } from '../../../src/rendering/renames-in.ts';

const change = { rule: 'FIELD_RENAMED', verdict: 'BREAKING', before: 'town' } as const;

describe('renamesIn', () => {
  it('finds what was renamed, by the names of its parents now', () => {
    expect(
      renamesIn([{ ...change, path: ['address', 'element', 'city'], before: '`old ``name```' }]),
    ).toEqual([{ parent: ['address', 'element'], from: 'old `name`', to: 'city' }]);
  });

  it('finds what was dropped: whoever has its name then is another column', () => {
    const removed = { rule: 'FIELD_REMOVED', verdict: 'NON_BREAKING', before: 'STRING' } as const;
    const added = { rule: 'FIELD_ADDED', verdict: 'NON_BREAKING', before: null } as const;
    expect(
      renamesIn([
        { ...removed, path: ['a', 'k'] },
        { ...added, path: ['a', 'k'] },
      ]),
    ).toEqual([{ parent: ['a'], from: 'k', to: null }]);
  });

  it('passes over batches that send an old name or lack a column, and all else', () => {
    expect(
      renamesIn([
        { ...change, verdict: 'NONE', path: ['city'] },
        { rule: 'FIELD_REMOVED', verdict: 'NONE', path: ['note'], before: 'STRING' },
        { rule: 'FIELD_ADDED', verdict: 'NON_BREAKING', path: ['b'], before: null },
      ]),
    ).toEqual([]);
  });
});
