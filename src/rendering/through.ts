import type { DataType, Path, StructType } from '../schema/types.ts';
import { fieldsByName } from '../schema/walk.ts';

/** What a path leads through on its way down: the kinds of the types above its last step. */
export function through(schema: StructType, path: Path): ReadonlySet<DataType['kind']> {
  const kinds = new Set<DataType['kind']>();
  let type: DataType | undefined = schema;
  for (const step of path) {
    if (type === undefined) break;
    kinds.add(type.kind);
    type = below(type, step);
  }
  return kinds;
}

function below(type: DataType, step: string): DataType | undefined {
  switch (type.kind) {
    case 'struct':
      return fieldsByName(type).get(step)?.type;
    case 'array':
      return type.elementType;
    case 'map':
      return step === 'key' ? type.keyType : type.valueType;
    default:
      return undefined;
  }
}
