import { arrayOf, decimal, primitiveNamed, structOf } from '../../../src/schema/constructors.ts';
import type { DataType } from '../../../src/schema/types.ts';

/** A type that is not nested, by the name that a table of a test gives it. */
export function type(name: string): DataType {
  const digits = /^decimal\((\d+),(\d+)\)$/.exec(name);
  if (digits !== null) return decimal(Number(digits[1]), Number(digits[2]));
  const text = /^(char|varchar)\((\d+)\)$/.exec(name);
  if (text !== null)
    return { kind: 'character', name: text[1] === 'char' ? 'char' : 'varchar', length: Number(text[2]) };
  if (name === 'array') return arrayOf(type('long'));
  if (name === 'struct') return structOf([]);
  return primitiveNamed(name) ?? { kind: 'opaque', name };
}
