import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseLabelFilter } from '../../../src/features/datasets/label-filter.ts';
import { runs } from '../../support/property.ts';

describe('parseLabelFilter', () => {
  it('reads keys, and keys with values', () => {
    expect(parseLabelFilter('tier:gold,team')).toEqual([
      [
        { key: 'tier:gold', value: null },
        { key: 'tier', value: 'gold' },
      ],
      [{ key: 'team', value: null }],
    ]);
  });

  it('reads what has colons in every way that it can be meant', () => {
    expect(parseLabelFilter('a:b:c')).toEqual([
      [
        { key: 'a:b:c', value: null },
        { key: 'a', value: 'b:c' },
        { key: 'a:b', value: 'c' },
      ],
    ]);
  });

  it('takes an empty value for one', () => {
    expect(parseLabelFilter('tier:')?.[0]).toContainEqual({ key: 'tier', value: '' });
  });

  it.each(['', ',', 'a,', ',a', 'a,,b', '\\', 'a\\', 'a,\\'])('refuses %j', (text) => {
    expect(parseLabelFilter(text)).toBeNull();
  });

  it('knows how long keys and values can be', () => {
    const long = 'x'.repeat(255);
    expect(parseLabelFilter(`${long}:${long}`)).toEqual([[{ key: long, value: long }]]);
    expect(parseLabelFilter(`${long}x`)).toBeNull();
    expect(parseLabelFilter(`a:${long}x`)).toBeNull();
  });

  it('finds every key and value that is written with backslashes where needed', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,9}$/);
    const label = fc.tuple(key, fc.string({ maxLength: 10 }));
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), (labels) => {
        const written = labels.map(([name, value]) => `${name}:${value.replaceAll(/[\\,]/g, '\\$&')}`);
        const read = parseLabelFilter(written.join(','));
        expect(read).toHaveLength(labels.length);
        for (const [index, [name, value]] of labels.entries()) {
          expect(read?.[index]).toContainEqual({ key: name, value });
        }
      }),
      { numRuns: runs },
    );
  });
});
