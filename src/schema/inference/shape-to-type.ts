import { arrayOf, decimal, field, primitive, structOf } from '../constructors.ts';
import type { DataType, Path, StructField, StructType } from '../types.ts';
import type { Shape, StructShape } from './shape.ts';

export const NULL_FIELDS = ['STRING', 'DROP', 'VOID'] as const;
/** What becomes of a field that had no value in any record. */
export type NullFields = (typeof NULL_FIELDS)[number];

export interface Typed {
  readonly schema: StructType;
  /** Where no record had a value, in the order of the schema. */
  readonly nullOnlyPaths: readonly Path[];
}

/** A schema of a shape, as Spark finishes it: fields sorted by name, structs without fields left out. */
export function shapeToType(root: StructShape, nullFields: NullFields): Typed {
  const nullOnlyPaths: Path[] = [];
  const typing: Typing = { nullFields, nullOnlyPaths };
  return { schema: structOf(fieldsOf(root, [], typing)), nullOnlyPaths };
}

interface Typing {
  readonly nullFields: NullFields;
  readonly nullOnlyPaths: Path[];
}

/** Null for what has no type: nothing, where that is dropped, a struct without fields, and an array of either. */
function typeOf(shape: Shape, path: Path, typing: Typing): DataType | null {
  switch (shape.kind) {
    case 'null':
      typing.nullOnlyPaths.push(path);
      return typeOfNothing(typing.nullFields);
    case 'array': {
      const element = typeOf(shape.element.shape, [...path, 'element'], typing);
      return element === null ? null : arrayOf(element);
    }
    case 'struct': {
      const fields = fieldsOf(shape, path, typing);
      return fields.length === 0 ? null : structOf(fields);
    }
    case 'decimal':
      return decimal(shape.precision, 0);
    default:
      return primitive(shape.kind);
  }
}

function typeOfNothing(nullFields: NullFields): DataType | null {
  if (nullFields === 'DROP') return null;
  return primitive(nullFields === 'VOID' ? 'void' : 'string');
}

function fieldsOf(struct: StructShape, path: Path, typing: Typing): StructField[] {
  const fields: StructField[] = [];
  // The default order is that of code units, as in Java.
  for (const name of [...struct.fields.keys()].sort()) {
    const shape = struct.fields.get(name)?.shape;
    const type = shape === undefined ? null : typeOf(shape, [...path, name], typing);
    if (type !== null) fields.push(field(name, type));
  }
  return fields;
}
