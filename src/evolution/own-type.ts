import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType } from '../schema/types.ts';

/**
 * Whether two columns have the same type as far as it is their own: the fields of a struct answer for themselves.
 */
export function sameOwnType(a: DataType, b: DataType): boolean {
  if (a === b) return true;
  if (a.kind === 'struct' || b.kind === 'struct') return a.kind === b.kind;
  if (a.kind === 'array' && b.kind === 'array') return sameOwnType(a.elementType, b.elementType);
  if (a.kind === 'map' && b.kind === 'map') {
    return sameOwnType(a.keyType, b.keyType) && sameOwnType(a.valueType, b.valueType);
  }
  return sameTypeIgnoringNullability(a, b);
}
