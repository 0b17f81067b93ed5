import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType } from '../schema/types.ts';
import { fieldsByLowerName, lowerKey } from '../schema/walk.ts';
import type { Capability } from './capability.ts';
import { isLosslessWidening } from './lossless.ts';

/**
 * Whether files written with one type can be read as another one, losing nothing: equal, or widened as the format
 * allows. Names are compared as engines do, without regard to case, and what may be null in old files still may.
 */
export function readsAs(capability: Capability, written: DataType, read: DataType): boolean {
  if (written.kind === 'struct' && read.kind === 'struct') {
    const fields = fieldsByLowerName(written);
    return read.fields.every((field) => {
      const old = fields.get(lowerKey(field.name)) ?? [];
      if (!field.nullable && (old.length === 0 || old.some(({ nullable }) => nullable))) return false;
      return old.every(({ type }) => readsAs(capability, type, field.type));
    });
  }
  if (written.kind === 'array' && read.kind === 'array') {
    if (written.containsNull && !read.containsNull) return false;
    return readsAs(capability, written.elementType, read.elementType);
  }
  if (written.kind === 'map' && read.kind === 'map') {
    if (written.valueContainsNull && !read.valueContainsNull) return false;
    return (
      sameTypeIgnoringNullability(written.keyType, read.keyType) &&
      readsAs(capability, written.valueType, read.valueType)
    );
  }
  if (sameTypeIgnoringNullability(written, read)) return true;
  return isLosslessWidening(written, read) && capability.typeChange(written, read).ok;
}
