import type { DataType, Path, StructType } from '../../schema/types.ts';
import { fieldsByLowerName, fieldsByName, lowerKey } from '../../schema/walk.ts';
import { typeOfField } from '../type-of-field.ts';

/** What a schema has at a path. */
export interface ResolvedColumn {
  readonly type: DataType;
  /** It lies in an array or a map, so that a row has many of it. */
  readonly isRepeated: boolean;
  /** It may be null, or what it lies in may be. */
  readonly isOptional: boolean;
}

/** Looks a column up without regard to case, as engines resolve names. Null: the schema does not have it. */
export function resolveColumn(schema: StructType, path: Path): ResolvedColumn | null {
  let column: ResolvedColumn | null = { type: schema, isRepeated: false, isOptional: false };
  for (const step of path) {
    if (column === null) return null;
    column = columnBelow(column, step);
  }
  return column;
}

function columnBelow({ type, isRepeated, isOptional }: ResolvedColumn, step: string): ResolvedColumn | null {
  if (type.kind === 'struct') {
    const field = fieldsByName(type).get(step) ?? fieldsByLowerName(type).get(lowerKey(step))?.[0];
    if (field === undefined) return null;
    return { type: typeOfField(field), isRepeated, isOptional: isOptional || field.nullable };
  }
  const part = partOf(type, step);
  return part === null ? null : { type: part, isRepeated: true, isOptional: true };
}

function partOf(type: DataType, step: string): DataType | null {
  if (type.kind === 'array') return step === 'element' ? type.elementType : null;
  if (type.kind !== 'map') return null;
  if (step === 'key') return type.keyType;
  return step === 'value' ? type.valueType : null;
}
