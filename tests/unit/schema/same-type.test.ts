import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayOf, decimal, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import { structFromJson } from '../../../src/schema/parse-json.ts';
import { structToJson } from '../../../src/schema/print-json.ts';
import { sameType, sameTypeIgnoringNullability } from '../../../src/schema/same-type.ts';
import type { DataType } from '../../../src/schema/types.ts';
import { dataType, structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const long = primitive('long');
const udt = (json: Record<string, string>): DataType => ({ kind: 'udt', json });

describe('the same type', () => {
  it('is one that was printed and read', () => {
    fc.assert(
      fc.property(structType, (struct) => {
        const copy = structFromJson(structToJson(struct));
        expect(
          copy.ok && sameType(copy.value, struct) && sameTypeIgnoringNullability(copy.value, struct),
        ).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('does not depend on which side it stands, and implies the looser one', () => {
    fc.assert(
      fc.property(dataType, dataType, (a, b) => {
        expect(sameType(a, b)).toBe(sameType(b, a));
        expect(!sameType(a, b) || sameTypeIgnoringNullability(a, b)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('does not depend on metadata', () => {
    const commented = field('a', long, { metadata: { comment: 'x' } });
    expect(sameType(structOf([commented]), structOf([field('a', long)]))).toBe(true);
  });

  it('does not depend on the order of keys in a user-defined type', () => {
    expect(sameType(udt({ type: 'udt', class: 'A' }), udt({ class: 'A', type: 'udt' }))).toBe(true);
  });

  const ab = structOf([field('a', long), field('b', long)]);
  it.each<[string, DataType, DataType]>([
    ['primitives', long, primitive('integer')],
    ['decimals', decimal(10, 2), decimal(10, 3)],
    ['kinds', long, decimal(20, 0)],
    [
      'a name and its text',
      { kind: 'opaque', name: 'char(1)' },
      { kind: 'character', name: 'char', length: 1 },
    ],
    ['names', ab, structOf([field('a', long), field('B', long)])],
    ['orders', ab, structOf([field('b', long), field('a', long)])],
    ['numbers of fields', ab, structOf([field('a', long)])],
    ['nested types', arrayOf(mapOf(long, long)), arrayOf(mapOf(long, primitive('date')))],
    ['keys', mapOf(long, long), mapOf(primitive('date'), long)],
    ['user-defined types', udt({ class: 'A' }), udt({ class: 'B' })],
  ])('is not two with different %s', (_, a, b) => {
    expect(sameTypeIgnoringNullability(a, b)).toBe(false);
    expect(sameTypeIgnoringNullability(b, a)).toBe(false);
  });

  it.each<[string, DataType, DataType]>([
    ['field', structOf([field('a', long)]), structOf([field('a', long, { nullable: false })])],
    ['element', arrayOf(long, true), arrayOf(long, false)],
    ['value', mapOf(long, long, true), mapOf(long, long, false)],
    ['deep', arrayOf(mapOf(long, arrayOf(long, false))), arrayOf(mapOf(long, arrayOf(long, true)))],
  ])('differs by the nullability of a %s unless that is ignored', (_, a, b) => {
    expect(sameType(a, b)).toBe(false);
    expect(sameTypeIgnoringNullability(a, b)).toBe(true);
  });
});
