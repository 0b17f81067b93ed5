import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';
import type { Capability } from './capability.ts';
import { isLosslessWidening } from './lossless.ts';

/** Whether files written with one type can be read as another one, losing nothing: equal, or widened as the format allows. */
export function readsAs(capability: Capability, written: DataType, read: DataType): boolean {
  if (written.kind === 'struct' && read.kind === 'struct') {
    const fields = fieldsByName(written);
    return read.fields.every((field) => {
      const old = fields.get(field.name);
      return old === undefined ? field.nullable : readsAs(capability, old.type, field.type);
    });
  }
  if (written.kind === 'array' && read.kind === 'array') {
    return readsAs(capability, written.elementType, read.elementType);
  }
  if (written.kind === 'map' && read.kind === 'map') {
    return (
      sameTypeIgnoringNullability(written.keyType, read.keyType) &&
      readsAs(capability, written.valueType, read.valueType)
    );
  }
  if (sameTypeIgnoringNullability(written, read)) return true;
  return isLosslessWidening(written, read) && capability.typeChange(written, read).ok;
}
