import { sameTypeIgnoringNullability } from '../../schema/same-type.ts';
import type { DataType } from '../../schema/types.ts';

/** Whether a column can be led from one type to the other part by part; whether the format agrees is another question. */
export function canBecome(before: DataType, after: DataType): boolean {
  switch (before.kind) {
    case 'array':
      return after.kind === 'array' && canBecome(before.elementType, after.elementType);
    case 'map':
      return (
        after.kind === 'map' &&
        sameTypeIgnoringNullability(before.keyType, after.keyType) &&
        canBecome(before.valueType, after.valueType)
      );
    case 'struct':
      return after.kind === 'struct';
    default:
      return after.kind !== 'array' && after.kind !== 'map' && after.kind !== 'struct';
  }
}
