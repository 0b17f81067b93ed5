import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compareColumns, isAfter, positionOf } from '../../../src/features/columns/column-position.ts';
import { cursorCodec } from '../../../src/http/cursor.ts';
import { z } from '../../../src/http/openapi-zod.ts';
import { pathText } from '../../../src/schema/path.ts';
import { fieldName, path } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const text = path.map(pathText);
const longText = fc.tuple(text, fc.constantFrom('', 'x'.repeat(250))).map(([end, start]) => start + end);

describe('the order of columns', () => {
  it('is one: of any two one comes first, the same one both ways', () => {
    fc.assert(
      fc.property(longText, longText, (a, b) => {
        expect(Math.sign(compareColumns(a, b)) + Math.sign(compareColumns(b, a))).toBe(0);
        expect(compareColumns(a, b) === 0).toBe(a === b);
      }),
      { numRuns: runs },
    );
  });

  it('is the same by two columns as by one and a position', () => {
    fc.assert(
      fc.property(longText, longText, (a, b) => {
        expect(isAfter(a, positionOf(b))).toBe(compareColumns(a, b) > 0);
      }),
      { numRuns: runs },
    );
  });

  it('has parents before what they hold', () => {
    fc.assert(
      fc.property(path, fieldName, (parent, name) => {
        const texts = [pathText(parent), pathText([...parent, name])] as const;
        fc.pre(texts[0].length < 200);
        expect(compareColumns(...texts)).toBeLessThan(0);
      }),
      { numRuns: runs },
    );
  });

  it('has nothing between a parent and what it holds', () => {
    expect(['ab', 'a_b', 'a.b', '`a-b`', 'a', '`a`.b'].sort(compareColumns)).toEqual([
      '`a-b`',
      '`a`.b',
      'a',
      'a.b',
      'a_b',
      'ab',
    ]);
  });
});

describe('a position', () => {
  it.each(['\u0001', '日', '💡', '"'])('fits into a cursor, however the path is written (%j)', (unit) => {
    const codec = cursorCodec('columns', z.object({ start: z.string(), hash: z.string() }));
    const position = positionOf(pathText([unit.repeat(255), unit.repeat(255)]));
    const cursor = codec.encode(position);
    expect(cursor.length).toBeLessThanOrEqual(2048);
    expect(codec.decode(cursor)).toEqual({ ok: true, value: position });
  });
});
