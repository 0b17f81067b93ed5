import { printJson } from './json/json-printer.ts';
import type { DataType, JsonObject, JsonValue, StructField, StructType } from './types.ts';

/** How two prints of the same struct may differ. */
export interface PrintStyle {
  /** The fields of a struct in the order to print them. */
  readonly arrange: (fields: readonly StructField[]) => readonly StructField[];
  /** What follows a field's nullability: its metadata, or nothing. */
  readonly metadata: (metadata: JsonObject) => string;
  readonly udt: (json: JsonObject) => string;
}

const AS_SPARK: PrintStyle = {
  arrange: (fields) => fields,
  metadata: (metadata) => `,"metadata":${printJson(metadata)}`,
  udt: printJson,
};

/**
 * StructType JSON as Spark's `df.schema.json` prints it: compact, same key order, metadata as it came. The same struct
 * always gives the same bytes, and `DataType.fromJson` takes them. Depth is bounded by SCHEMA_LIMITS, hence the recursion.
 */
export function printStructJson(struct: StructType): string {
  return printType(struct, AS_SPARK);
}

export function printType(type: DataType, style: PrintStyle): string {
  switch (type.kind) {
    case 'array':
      return `{"type":"array","elementType":${printType(type.elementType, style)},"containsNull":${type.containsNull}}`;
    case 'map': {
      const [key, value] = [printType(type.keyType, style), printType(type.valueType, style)];
      return `{"type":"map","keyType":${key},"valueType":${value},"valueContainsNull":${type.valueContainsNull}}`;
    }
    case 'struct': {
      const fields = style.arrange(type.fields).map((field) => printField(field, style));
      return `{"type":"struct","fields":[${fields.join(',')}]}`;
    }
    case 'udt':
      return style.udt(type.json);
    default:
      return JSON.stringify(typeName(type));
  }
}

function printField({ name, type, nullable, metadata }: StructField, style: PrintStyle): string {
  const tail = style.metadata(metadata);
  return `{"name":${JSON.stringify(name)},"type":${printType(type, style)},"nullable":${nullable}${tail}}`;
}

/**
 * The struct as a plain object in the same key order. Metadata may hold raw numbers, so print it with `printJson` and not
 * with bare `JSON.stringify`, or use `printStructJson`.
 */
export function structToJson(struct: StructType): JsonObject {
  return { type: 'struct', fields: struct.fields.map(fieldToJson) };
}

function fieldToJson({ name, type, nullable, metadata }: StructField): JsonObject {
  return { name, type: typeToJson(type), nullable, metadata };
}

/** Any type as it stands in StructType JSON. */
export function typeToJson(type: DataType): JsonValue {
  switch (type.kind) {
    case 'array':
      return { type: 'array', elementType: typeToJson(type.elementType), containsNull: type.containsNull };
    case 'map':
      return {
        type: 'map',
        keyType: typeToJson(type.keyType),
        valueType: typeToJson(type.valueType),
        valueContainsNull: type.valueContainsNull,
      };
    case 'struct':
      return structToJson(type);
    case 'udt':
      return type.json;
    default:
      return typeName(type);
  }
}

type NamedType = Extract<DataType, { readonly kind: 'primitive' | 'decimal' | 'character' | 'opaque' }>;

/** The name of a type that is a mere name in StructType JSON. */
export function typeName(type: NamedType): string {
  switch (type.kind) {
    case 'primitive':
    case 'opaque':
      return type.name;
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'character':
      return `${type.name}(${type.length})`;
  }
}
