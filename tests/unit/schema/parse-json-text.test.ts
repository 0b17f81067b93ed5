import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isRawNumber, isRecord } from '../../../src/schema/json-value.ts';
import { parseJsonText } from '../../../src/schema/parse-json-text.ts';
import { runs } from '../../support/property.ts';

function native(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Raw numbers as JSON.parse would have read them. */
function withNumbers(value: unknown): unknown {
  if (isRawNumber(value)) return Number(value.value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
}

describe('JSON text', () => {
  it('is taken exactly when JSON.parse takes it, unless a key stands twice', () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '1',
        ' ',
        'a',
        '\\',
        'null',
        '"a":',
        '0',
        '.',
        '-',
        'e',
      ),
    });
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 4 }), soup), (text) => {
        const ours = parseJsonText(text);
        const theirs = native(text);
        const twice = !ours.ok && ours.errors[0]?.message.includes('twice') === true;
        expect(ours.ok || twice).toBe(theirs !== null || twice);
        if (ours.ok) expect(withNumbers(ours.value)).toEqual(theirs?.value);
      }),
      { numRuns: runs * 5 },
    );
  });

  it('may hold the same key in different objects', () => {
    expect(parseJsonText('[{"a":{"a":[{"a":1}]}},{"a":":","b":"\\"a\\":"}]').ok).toBe(true);
  });
});
