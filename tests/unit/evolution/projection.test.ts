import { describe, expect, it } from '@jest/globals';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import { projectionOf } from '../../../src/evolution/projection.ts';
import { arrayOf, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { DataType, Path } from '../../../src/schema/types.ts';

const integer = primitive('integer');
const byte = primitive('byte');
const string = primitive('string');
const wanted = structOf([field('a', integer), field('b', string)]);
const turned = structOf([field('b', string), field('a', integer)]);

/** The steps of one column, `m`. */
function steps(table: DataType, batch: DataType, nullOnlyPaths: readonly Path[] = []): unknown {
  return projectionOf(
    structOf([field('m', table)]),
    {
      schema: structOf([field('m', batch)]),
      origin: 'INFERRED',
      nullOnlyPaths,
      base: null,
    },
    PLAIN_TABLE,
  );
}

const same = (...path: string[]): unknown => ({ target: path, source: path, default: null });
const cast = (to: string, ...path: string[]): unknown => ({
  target: path,
  source: path,
  cast: to,
  default: null,
});
const absent = (...path: string[]): unknown => ({ target: path, source: null, default: null });

describe('the projection of a column that holds structs', () => {
  it('casts the keys of a map of structs, not the map', () => {
    expect(steps(mapOf(integer, wanted), mapOf(byte, turned))).toEqual([
      same('m'),
      cast('integer', 'm', 'key'),
      same('m', 'value', 'a'),
      same('m', 'value', 'b'),
    ]);
  });

  it('casts what stands beside structs wherever it is', () => {
    const table = arrayOf(mapOf(arrayOf(integer), arrayOf(wanted)));
    const batch = arrayOf(mapOf(arrayOf(byte), arrayOf(turned)));
    expect(steps(table, batch)).toEqual([
      same('m'),
      cast('array<integer>', 'm', 'element', 'key'),
      same('m', 'element', 'value', 'element', 'a'),
      same('m', 'element', 'value', 'element', 'b'),
    ]);
  });

  it('casts the values of a map whose keys are structs', () => {
    expect(steps(mapOf(wanted, integer), mapOf(turned, byte))).toEqual([
      same('m'),
      same('m', 'key', 'a'),
      same('m', 'key', 'b'),
      cast('integer', 'm', 'value'),
    ]);
  });

  it('writes null for elements that were null in every record, and keeps the array', () => {
    const expected = [
      same('m'),
      absent('m', 'element'),
      absent('m', 'element', 'a'),
      absent('m', 'element', 'b'),
    ];
    expect(steps(arrayOf(wanted), arrayOf(primitive('void')))).toEqual(expected);
    expect(steps(arrayOf(wanted), arrayOf(string), [['m', 'element']])).toEqual(expected);
  });

  it('writes null for a struct that was null in every record', () => {
    expect(steps(wanted, primitive('void'))).toEqual([absent('m'), absent('m', 'a'), absent('m', 'b')]);
  });
});

describe('the projection of a column without structs', () => {
  it('casts it as a whole', () => {
    expect(steps(mapOf(integer, arrayOf(integer)), mapOf(byte, arrayOf(byte)))).toEqual([
      cast('map<integer, array<integer>>', 'm'),
    ]);
  });
});
