import type { DataType, Path, StructType } from '../schema/types.ts';
import { typeBelow } from '../schema/walk.ts';

/** What a path leads through on its way down: the kinds of the types above its last step. */
export function through(schema: StructType, path: Path): ReadonlySet<DataType['kind']> {
  const kinds = new Set<DataType['kind']>();
  let type: DataType | undefined = schema;
  for (const step of path) {
    if (type === undefined) break;
    kinds.add(type.kind);
    type = typeBelow(type, step);
  }
  return kinds;
}
