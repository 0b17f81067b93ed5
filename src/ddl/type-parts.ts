import type { DataType } from '../schema/types.ts';

export interface TypePart {
  readonly type: DataType;
  /** Steps below the type it is part of. */
  readonly depth: number;
}

/** A type and every type in it, at any depth. */
export function* typePartsOf(type: DataType): Generator<TypePart, void> {
  const pending: TypePart[] = [{ type, depth: 0 }];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    yield part;
    for (const below of typesBelow(part.type)) pending.push({ type: below, depth: part.depth + 1 });
  }
}

function typesBelow(type: DataType): readonly DataType[] {
  switch (type.kind) {
    case 'array':
      return [type.elementType];
    case 'map':
      return [type.keyType, type.valueType];
    case 'struct':
      return type.fields.map((field) => field.type);
    default:
      return [];
  }
}
