import type { DataType, Path, StructType } from '../schema/types.ts';
import { fieldsByLowerName, fieldsByName, lowerKey } from '../schema/walk.ts';

/** Whether a schema has something at a path, without regard to case, as engines resolve names. */
export function hasPath(schema: StructType, path: Path): boolean {
  let type: DataType | undefined = schema;
  for (const step of path) {
    if (type === undefined) return false;
    type = typeBelow(type, step);
  }
  return type !== undefined;
}

function typeBelow(type: DataType, step: string): DataType | undefined {
  switch (type.kind) {
    case 'struct':
      return (fieldsByName(type).get(step) ?? fieldsByLowerName(type).get(lowerKey(step))?.[0])?.type;
    case 'array':
      return step === 'element' ? type.elementType : undefined;
    case 'map':
      if (step === 'key') return type.keyType;
      return step === 'value' ? type.valueType : undefined;
    default:
      return undefined;
  }
}
