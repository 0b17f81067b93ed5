import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../src/evolution/judge.ts';
import type { Origin } from '../../../src/evolution/types.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import { arrayOf, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { DataType, StructField } from '../../../src/schema/types.ts';
import { plainTable } from './arbitrary-table.ts';

const strict = resolvePolicy({}, 'STRICT');
const long = primitive('long');
const string = primitive('string');

function problem(
  active: StructField[],
  submitted: StructField[],
  policy = strict,
  origin: Origin = 'INFERRED',
): string | null {
  const submission = {
    schema: structOf(submitted),
    origin,
    nullOnlyPaths: [],
    base: null,
  };
  return judge(plainTable(structOf(active)), submission, policy).problem;
}

describe('the problem of a breaking submission', () => {
  it('names rule, path and types of every breaking change, and of no other', () => {
    expect(problem([field('id', long), field('n', long)], [field('id', string), field('new', long)])).toBe(
      '["FIELD_REMOVED",["n"],"long",null]\n["TYPE_UNFIT",["id"],"long","string"]',
    );
  });

  it('is another one where somebody declares it: other decisions can be taken about it', () => {
    const [active, submitted] = [[field('id', long), field('n', long)], [field('id', long)]];
    const declared = problem(active, submitted, strict, 'DECLARED');
    expect(declared).not.toBeNull();
    expect(declared).not.toBe(problem(active, submitted));
    expect(declared).toBe(problem(active, [...submitted, field('new', long)], strict, 'DECLARED'));
  });

  it('is another one for another type', () => {
    const active = [field('id', primitive('boolean'))];
    expect(problem(active, [field('id', long)])).not.toBe(problem(active, [field('id', primitive('date'))]));
  });

  it('is another one for another path, whatever the steps hold', () => {
    const inStruct = (name: string): DataType => structOf([field(name, long), field('x', long)]);
    const lost = structOf([field('x', long)]);
    const one = problem([field('a', inStruct('b.c'))], [field('a', lost)]);
    const other = problem(
      [field('a', structOf([field('b', inStruct('c')), field('x', long)]))],
      [field('a', lost)],
    );
    expect(one).not.toBe(other);
  });

  it('is another one for other keys or values of a map, or another class of a user-defined type', () => {
    const active = [field('id', primitive('integer'))];
    const udt = (name: string): DataType => ({ kind: 'udt', json: { type: 'udt', class: name } });
    const others = [
      mapOf(string, long),
      mapOf(long, string),
      mapOf(string, arrayOf(long)),
      mapOf(string, structOf([field('x', long)])),
      udt('x.A'),
      udt('x.B'),
    ];
    const problems = others.map((type) => problem(active, [field('id', type)]));
    expect(new Set(problems).size).toBe(others.length);
  });

  it('is the same one for another optional field of a struct in a map', () => {
    const of = (...names: string[]): DataType =>
      mapOf(string, structOf(names.map((name) => field(name, long))));
    const active = [field('id', long)];
    expect(problem(active, [field('id', of('a', 'b'))])).toBe(problem(active, [field('id', of('a'))]));
  });

  it('is the same one when a struct in it has got other optional fields', () => {
    const before = [field('to', arrayOf(structOf([field('city', string)])))];
    const later = [field('to', arrayOf(structOf([field('city', string), field('zip', string)])))];
    const submitted = [field('to', string)];
    expect(problem(later, submitted)).toBe(problem(before, submitted));
  });

  it('is the same one for other names that are data', () => {
    const few = resolvePolicy({ maxNewFields: 1 }, 'STRICT');
    const active = [field('id', long)];
    const one = problem(active, [field('id', long), field('u1', long), field('u2', long)], few);
    const other = problem(active, [field('id', long), field('u7', string), field('u8', long)], few);
    expect(other).toBe(one);
    expect(one).not.toBeNull();
  });

  it('is the same one wherever most of too many new fields are', () => {
    const few = resolvePolicy({ maxNewFields: 1 }, 'STRICT');
    const inStruct = (...names: string[]): StructField =>
      field('s', structOf(['x', ...names].map((name) => field(name, long))));
    const active = [field('id', long), inStruct()];
    const one = problem(
      active,
      [field('id', long), field('u1', long), field('u2', long), inStruct('v1')],
      few,
    );
    const other = problem(active, [field('id', long), field('u1', long), inStruct('v1', 'v2')], few);
    expect(other).toBe(one);
  });

  it('is null where nothing breaks', () => {
    expect(problem([field('id', long)], [field('id', long), field('new', string)])).toBeNull();
  });
});
