import { describe, expect, it } from '@jest/globals';
import { capabilityOf } from '../../../src/evolution/capability.ts';
import { readsAs } from '../../../src/evolution/reads-as.ts';
import { arrayOf, field, mapOf, structOf } from '../../../src/schema/constructors.ts';
import type { DataType } from '../../../src/schema/types.ts';
import { type } from './types-by-name.ts';

const parquet = capabilityOf('PARQUET', {});
const long = type('long');
const integer = type('integer');
const string = type('string');

const READABLE: [string, DataType, DataType][] = [
  ['the same type', long, long],
  ['a wider type', integer, long],
  ['a wider element', arrayOf(integer), arrayOf(long)],
  ['a wider value of a map', mapOf(string, integer), mapOf(string, long)],
  ['a wider nested field', structOf([field('a', integer)]), structOf([field('a', long)])],
  [
    'a new nullable nested field',
    structOf([field('a', long)]),
    structOf([field('a', long), field('b', long)]),
  ],
  ['elements that were never null', arrayOf(long, false), arrayOf(long, false)],
  ['a nested name in another case', structOf([field('B', integer)]), structOf([field('b', long)])],
  ['fewer nested fields', structOf([field('a', long), field('b', long)]), structOf([field('b', long)])],
];

const UNREADABLE: [string, DataType, DataType][] = [
  ['a narrower type', long, integer],
  ['a wider type that loses', long, type('double')],
  ['a wider type that the format cannot read', long, type('decimal(19,0)')],
  ['another element', arrayOf(long), arrayOf(string)],
  ['other keys of a map', mapOf(integer, long), mapOf(long, long)],
  ['other values of a map', mapOf(string, string), mapOf(string, long)],
  ['another nested type', structOf([field('a', string)]), structOf([field('a', long)])],
  [
    'a new nested field that may not be null',
    structOf([field('a', long)]),
    structOf([field('a', long), field('b', long, { nullable: false })]),
  ],
  [
    'a nested field that may no longer be null',
    structOf([field('a', long)]),
    structOf([field('a', long, { nullable: false })]),
  ],
  ['elements that may no longer be null', arrayOf(long), arrayOf(long, false)],
  ['values of a map that may no longer be null', mapOf(string, long), mapOf(string, long, false)],
  [
    'another type of a nested name in another case',
    structOf([field('B', string)]),
    structOf([field('b', long)]),
  ],
  ['another shape', structOf([field('a', long)]), arrayOf(long)],
  ['a map for a struct', structOf([field('a', long)]), mapOf(string, long)],
];

describe('readsAs', () => {
  it.each(READABLE)('reads old values as %s', (_, written, read) => {
    expect(readsAs(parquet, written, read)).toBe(true);
  });

  it.each(UNREADABLE)('does not read old values as %s', (_, written, read) => {
    expect(readsAs(parquet, written, read)).toBe(false);
  });

  it('does not read as a lossy type what the format would change', () => {
    expect(readsAs(capabilityOf('HUDI', {}), long, string)).toBe(false);
  });
});
