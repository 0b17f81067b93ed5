import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayOf, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import {
  countFields,
  fieldAt,
  fieldsByLowerName,
  fieldsOf,
  lowerKey,
  typeAt,
} from '../../../src/schema/walk.ts';
import { structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';

const point = structOf([field('x', primitive('double')), field('element', primitive('long'))]);
const schema = structOf([
  field('id', primitive('long')),
  field('points', arrayOf(arrayOf(point))),
  field('places', mapOf(point, structOf([field('key', primitive('string'))]))),
  field('__proto__', primitive('string')),
  field('ID', primitive('string')),
]);

describe('the fields of a schema', () => {
  it('come parents first, in the order written, through elements, keys and values', () => {
    expect(Array.from(fieldsOf(schema), ({ path }) => path)).toEqual([
      ['id'],
      ['points'],
      ['points', 'element', 'element', 'x'],
      ['points', 'element', 'element', 'element'],
      ['places'],
      ['places', 'key', 'x'],
      ['places', 'key', 'element'],
      ['places', 'value', 'key'],
      ['__proto__'],
      ['ID'],
    ]);
  });

  it('are counted at every depth', () => {
    expect(countFields(schema)).toBe(10);
    expect(countFields(structOf([]))).toBe(0);
  });

  it('are found at the paths they come with', () => {
    fc.assert(
      fc.property(structType, (struct) => {
        const all = Array.from(fieldsOf(struct));
        expect(countFields(struct)).toBe(all.length);
        for (const { path, field: found } of all) {
          expect(fieldAt(struct, path)).toBe(found);
          expect(typeAt(struct, path)).toBe(found.type);
        }
      }),
      { numRuns: runs },
    );
  });

  it('are walked however deep they lie', () => {
    let deep = structOf([field('leaf', primitive('long'))]);
    for (let level = 0; level < 2_000; level++) deep = structOf([field('f', arrayOf(deep))]);
    expect(countFields(deep)).toBe(2_001);
    expect(Array.from(fieldsOf(deep)).at(-1)?.path).toHaveLength(4_001);
  });
});

describe('looking up a path', () => {
  it('leads to elements, keys and values, which are no fields', () => {
    expect(typeAt(schema, ['points', 'element', 'element'])).toBe(point);
    expect(fieldAt(schema, ['points', 'element', 'element'])).toBeUndefined();
    expect(typeAt(schema, ['places', 'key'])).toBe(point);
    expect(typeAt(schema, [])).toBe(schema);
    expect(fieldAt(schema, [])).toBeUndefined();
  });

  it('tells the step element from a field of that name', () => {
    expect(fieldAt(schema, ['points', 'element', 'element', 'element'])?.type).toEqual(primitive('long'));
  });

  it.each([
    [['nothing']],
    [['constructor']],
    [['id', 'x']],
    [['points', 'key']],
    [['places', 'element']],
    [['Id']],
  ])('finds nothing at %j', (path) => {
    expect(typeAt(schema, path)).toBeUndefined();
    expect(fieldAt(schema, path)).toBeUndefined();
  });

  it('finds a field named like a property of every object', () => {
    expect(fieldAt(schema, ['__proto__'])?.type).toEqual(primitive('string'));
  });

  it('by lower-cased name finds every field that differs in case alone', () => {
    expect(
      fieldsByLowerName(schema)
        .get('id')
        ?.map(({ name }) => name),
    ).toEqual(['id', 'ID']);
    expect(fieldsByLowerName(schema).get('constructor')).toBeUndefined();
  });
});

describe('lowerKey', () => {
  it('makes names equal that differ in case alone, a sigma at the end included', () => {
    for (const spelling of ['ΚΩΔΙΚΟΣ', 'Κωδικος', 'κωδικοσ']) expect(lowerKey(spelling)).toBe('κωδικοσ');
  });
});
