import {
  type ArrayType,
  type DataType,
  type DecimalType,
  type JsonObject,
  type MapType,
  PRIMITIVE_NAMES,
  type PrimitiveName,
  type PrimitiveType,
  type StructField,
  type StructType,
} from './types.ts';

const PRIMITIVES: ReadonlyMap<string, PrimitiveType> = new Map(
  PRIMITIVE_NAMES.map((name) => [name, Object.freeze({ kind: 'primitive', name })]),
);

export const NO_METADATA: JsonObject = Object.freeze({});

/** The one shared value of a primitive type. */
export function primitive(name: PrimitiveName): PrimitiveType {
  return PRIMITIVES.get(name) ?? { kind: 'primitive', name };
}

/** The primitive of that name in StructType JSON, if it is one. */
export function primitiveNamed(name: string): PrimitiveType | undefined {
  return PRIMITIVES.get(name);
}

export function decimal(precision: number, scale: number): DecimalType {
  return { kind: 'decimal', precision, scale };
}

export function arrayOf(elementType: DataType, containsNull = true): ArrayType {
  return { kind: 'array', elementType, containsNull };
}

export function mapOf(keyType: DataType, valueType: DataType, valueContainsNull = true): MapType {
  return { kind: 'map', keyType, valueType, valueContainsNull };
}

export function structOf(fields: readonly StructField[]): StructType {
  return { kind: 'struct', fields };
}

/** A field, nullable and without metadata unless said otherwise: Spark's defaults. */
export function field(
  name: string,
  type: DataType,
  rest: Partial<Omit<StructField, 'name' | 'type'>> = {},
): StructField {
  return { name, type, nullable: rest.nullable ?? true, metadata: rest.metadata ?? NO_METADATA };
}
