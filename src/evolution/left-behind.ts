import type { DataType, Path } from '../schema/types.ts';
import { fieldsByLowerName, lowerKey } from '../schema/walk.ts';

/** A nested field of a dropped column, and the type that old files hold of it. */
export interface LeftBehind {
  readonly path: Path;
  readonly type: DataType;
}

/**
 * What stays dropped where a column comes back with only some of its nested fields.
 * @param path of the column
 * @param written the type that old files hold; `returned` can be read from it
 */
export function leftBehind(path: Path, written: DataType, returned: DataType): LeftBehind[] {
  if (written.kind === 'struct' && returned.kind === 'struct') {
    const fields = fieldsByLowerName(returned);
    return written.fields.flatMap(({ name, type }) => {
      const [back] = fields.get(lowerKey(name)) ?? [];
      if (back === undefined) return [{ path: [...path, name], type }];
      return leftBehind([...path, back.name], type, back.type);
    });
  }
  if (written.kind === 'array' && returned.kind === 'array') {
    return leftBehind([...path, 'element'], written.elementType, returned.elementType);
  }
  if (written.kind === 'map' && returned.kind === 'map') {
    return leftBehind([...path, 'value'], written.valueType, returned.valueType);
  }
  return [];
}
