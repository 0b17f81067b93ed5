import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parsePath, pathKey, pathText, samePath } from '../../../src/schema/path.ts';
import { path } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

describe('the text of a path', () => {
  it.each([
    [['id'], 'id'],
    [['address', 'element', 'zip'], 'address.element.zip'],
    [['address', 'zip.code'], 'address.`zip.code`'],
    [['a`b'], '`a``b`'],
    [['9lives'], '`9lives`'],
    [['größe'], '`größe`'],
    [[''], '``'],
    [['`'], '````'],
    [['__proto__', 'constructor'], '__proto__.constructor'],
  ])('of %j is %s, and is read back', (steps, text) => {
    expect(pathText(steps)).toBe(text);
    expect(parsePath(text)).toEqual({ ok: true, value: steps });
  });

  it('is read back whatever the steps are', () => {
    fc.assert(
      fc.property(path, (steps) => {
        expect(parsePath(pathText(steps))).toEqual({ ok: true, value: steps });
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['zip-code', ['zip-code']],
    ['order lines.first name', ['order lines', 'first name']],
    ['`id`', ['id']],
  ])('%s may be written without, or with needless, back-quotes', (text, steps) => {
    expect(parsePath(text)).toEqual({ ok: true, value: steps });
  });
});

describe('a text that is no path', () => {
  it.each([
    ['', 1],
    ['a.', 3],
    ['.a', 1],
    ['a..b', 3],
    ['a`b', 2],
    ['`a', 1],
    ['a.`b', 3],
    ['`a`b', 4],
    ['a.\0', 3],
    ['\ud800', 1],
    [`a.${'n'.repeat(256)}`, 3],
    [Array(51).fill('a').join('.'), 100],
  ])('%j is refused at column %i', (text, column) => {
    expect(parsePath(text)).toMatchObject({
      ok: false,
      errors: [{ pointer: '', position: { line: 1, column } }],
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '.', 'a', '\0', '\ud800', 'é') }), (text) => {
        const parsed = parsePath(text);
        expect(parsed.ok || parsed.errors.length > 0).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

describe('comparing paths', () => {
  it.each([
    [['a', 'b'], ['a.b']],
    [['a'], ['a', '']],
    [[], ['']],
    [['1:a'], ['1', 'a']],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  ])('%j and %j are two', (left, right) => {
    expect(samePath(left, right)).toBe(false);
    expect(pathKey(left)).not.toBe(pathKey(right));
  });

  it('agrees between keys, texts and steps', () => {
    fc.assert(
      fc.property(path, path, (left, right) => {
        const same = samePath(left, right);
        expect(pathKey(left) === pathKey(right)).toBe(same);
        expect(pathText(left) === pathText(right)).toBe(same);
        expect(samePath(left, [...left])).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});
