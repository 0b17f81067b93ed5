import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { textPositions } from '../../../../src/schema/sql/text-positions.ts';
import { runs } from '../../../support/property.ts';

describe('textPositions', () => {
  it('counts lines, whatever ends them, and characters, whatever they take', () => {
    const text = 'a\r\nb\rc\n😀d';
    const at = (found: string) => text.indexOf(found);
    expect(textPositions(text, [0, at('b'), at('c'), at('d'), text.length])).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 2 },
      { line: 4, column: 3 },
    ]);
  });

  it('says of each offset what it says of it alone', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\r\n', '😀') });
    fc.assert(
      fc.property(text, (each) => {
        const offsets = Array.from({ length: each.length + 1 }, (_, index) => index).filter(
          (index) => (each.charCodeAt(index) & 0xfc00) !== 0xdc00,
        );
        const alone = offsets.flatMap((offset) => textPositions(each, [offset]));
        expect(textPositions(each, offsets)).toEqual(alone);
      }),
      { numRuns: runs },
    );
  });
});
