import { describe, expect, it } from '@jest/globals';
import { readTypeHints } from '../../../src/evolution/type-hints.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import { type } from './types-by-name.ts';

describe('readTypeHints', () => {
  it('reads paths as Spark writes them, and types as SQL does', () => {
    expect(readTypeHints({ 'a.`b.c`.element': 'DECIMAL(10, 2)', tags: 'ARRAY<BIGINT>' })).toEqual({
      hints: [
        { path: ['a', 'b.c', 'element'], type: type('decimal(10,2)') },
        { path: ['tags'], type: { kind: 'array', elementType: type('long'), containsNull: true } },
      ],
      faults: [],
    });
  });

  it.each([
    ['a path that has no end', { 'a.': 'INT' }, 'a.', 'is not a column path: a step is missing'],
    ['a type that is none', { a: 'NUMBER' }, 'a', 'NUMBER is not a type: '],
    ['a struct', { a: 'STRUCT<b: INT>' }, 'a', 'hint the fields of a struct one by one, like a.field'],
    ['a struct in a map', { a: 'MAP<STRING, STRUCT<b: INT>>' }, 'a', 'hint the fields of a struct'],
    ['a type without values', { a: 'ARRAY<VOID>' }, 'a', 'VOID is no type to wait for'],
    ['the same column in another case', { a: 'INT', A: 'INT' }, 'A', 'names the same column as a'],
  ])('refuses %s, by its key', (_what, texts, key, message) => {
    expect(readTypeHints(texts).faults).toEqual([{ key, message: expect.stringContaining(message) }]);
  });

  it('keeps what can be read beside what cannot', () => {
    expect(resolvePolicy({ typeHints: { a: 'INT', b: '?' } }, 'STRICT').typeHints).toEqual([
      { path: ['a'], type: type('integer') },
    ]);
  });
});
