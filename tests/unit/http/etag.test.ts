import { describe, expect, it } from '@jest/globals';
import { ifMatchFails, matchesWeakly, parseEntityTags, strongValues } from '../../../src/http/etag.ts';

describe('entity tags', () => {
  it('are read from a list', () => {
    expect(parseEntityTags('"a", W/"b" ,"c,d"')).toEqual({
      any: false,
      tags: [
        { weak: false, value: 'a' },
        { weak: true, value: 'b' },
        { weak: false, value: 'c,d' },
      ],
    });
  });

  it.each(['a', '"a', '"a" "b"', '', ' ', ',', '"a",x', 'w/"a"'])('are not read from %j', (header) => {
    expect(parseEntityTags(header)).toBeNull();
  });

  it('compare weakly for If-None-Match', () => {
    expect(matchesWeakly({ any: false, tags: [{ weak: true, value: 'a' }] }, 'a')).toBe(true);
    expect(matchesWeakly({ any: false, tags: [{ weak: false, value: 'b' }] }, 'a')).toBe(false);
    expect(matchesWeakly({ any: true }, 'a')).toBe(true);
  });

  it('compare strongly for If-Match: weak ones never match', () => {
    const weak = strongValues({ any: false, tags: [{ weak: true, value: 'a' }] });
    expect(ifMatchFails(weak, 'a')).toBe(true);
  });

  it('let everything through where If-Match is absent or a star', () => {
    expect(ifMatchFails(null, 'a')).toBe(false);
    expect(ifMatchFails(['*'], 'a')).toBe(false);
    expect(ifMatchFails(['b', 'a'], 'a')).toBe(false);
  });
});
