import { describe, expect, it } from '@jest/globals';
import { pairFields } from '../../../src/evolution/pair-fields.ts';
import { field, primitive } from '../../../src/schema/constructors.ts';
import type { StructField } from '../../../src/schema/types.ts';

const fields = (...names: string[]): StructField[] => names.map((name) => field(name, primitive('long')));

function pairing(table: string[], submitted: string[]): unknown {
  const { pairs, added, collisions } = pairFields(fields(...table), fields(...submitted));
  return {
    pairs: pairs.map((paired) => paired?.name ?? null),
    added: added.map(({ name }) => name),
    collisions: collisions.map((collision) => [collision.field.name, collision.with]),
  };
}

describe('pairFields', () => {
  it('pairs by exact name, in any order', () => {
    expect(pairing(['a', 'b'], ['b', 'a'])).toEqual({ pairs: ['a', 'b'], added: [], collisions: [] });
  });

  it('pairs names that differ in case alone', () => {
    expect(pairing(['userId', 'b'], ['USERID'])).toEqual({
      pairs: ['USERID', null],
      added: [],
      collisions: [],
    });
  });

  it('prefers the spelling of the table, wherever it stands', () => {
    const expected = { pairs: ['a'], added: [], collisions: [['A', 'a']] };
    expect(pairing(['a'], ['A', 'a'])).toEqual(expected);
    expect(pairing(['a'], ['a', 'A'])).toEqual(expected);
  });

  it('chooses among other spellings independently of their order', () => {
    const chosen = { pairs: ['ID'], added: [], collisions: [['Id', 'ID']] };
    expect(pairing(['id'], ['Id', 'ID'])).toEqual(chosen);
    expect(pairing(['id'], ['ID', 'Id'])).toEqual(chosen);
    expect(pairing([], ['Id', 'x', 'ID'])).toEqual({
      pairs: [],
      added: ['x', 'ID'],
      collisions: [['Id', 'ID']],
    });
  });

  it('leaves a table alone that holds two such names itself', () => {
    expect(pairing(['a', 'A'], ['A', 'a'])).toEqual({ pairs: ['a', 'A'], added: [], collisions: [] });
  });

  it('knows names that objects have of themselves', () => {
    expect(pairing(['constructor'], ['__proto__', 'constructor', 'toString'])).toEqual({
      pairs: ['constructor'],
      added: ['__proto__', 'toString'],
      collisions: [],
    });
  });
});
