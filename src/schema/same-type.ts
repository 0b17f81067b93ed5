import { printSortedJson } from './json/json-printer.ts';
import { typeName } from './print-json.ts';
import type { DataType, StructType } from './types.ts';

/**
 * The same names, types and nullability in the same order, at every depth. Metadata does not count, in it or in
 * comments: the exact fingerprint compares those.
 */
export function sameType(a: DataType, b: DataType): boolean {
  return same(a, b, (left, right) => left === right);
}

/** As `sameType`, whatever may be null. */
export function sameTypeIgnoringNullability(a: DataType, b: DataType): boolean {
  return same(a, b, () => true);
}

type Agree = (left: boolean, right: boolean) => boolean;

function same(a: DataType, b: DataType, nulls: Agree): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'struct':
      return b.kind === 'struct' && sameFields(a, b, nulls);
    case 'array':
      return (
        b.kind === 'array' &&
        nulls(a.containsNull, b.containsNull) &&
        same(a.elementType, b.elementType, nulls)
      );
    case 'map':
      return (
        b.kind === 'map' &&
        nulls(a.valueContainsNull, b.valueContainsNull) &&
        same(a.keyType, b.keyType, nulls) &&
        same(a.valueType, b.valueType, nulls)
      );
    case 'udt':
      return b.kind === 'udt' && printSortedJson(a.json) === printSortedJson(b.json);
    default:
      return b.kind === a.kind && typeName(a) === typeName(b);
  }
}

function sameFields(a: StructType, b: StructType, nulls: Agree): boolean {
  if (a.fields.length !== b.fields.length) return false;
  return a.fields.every((left, index) => {
    const right = b.fields[index];
    if (right === undefined) return false;
    return (
      left.name === right.name && nulls(left.nullable, right.nullable) && same(left.type, right.type, nulls)
    );
  });
}
