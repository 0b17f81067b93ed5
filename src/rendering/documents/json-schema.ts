import { structFromJson } from '../../schema/struct-from-json.ts';
import type { DataType, JsonObject, PrimitiveName, StructType } from '../../schema/types.ts';
import { commentOf } from '../comment-of.ts';
import type { TableSpec } from '../types.ts';
import type { SchemaDocument } from './document.ts';

/** The rows as JSON Schema (2020-12): what `to_json` writes of them, and what a producer may send. Depth is bounded by SCHEMA_LIMITS. */
export function jsonSchema(schema: StructType, spec: TableSpec): SchemaDocument {
  return {
    document: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: spec.name.at(-1) ?? '',
      ...(spec.description === null ? {} : { description: spec.description }),
      ...objectOf(schema),
    },
    warnings: [],
  };
}

function objectOf({ fields }: StructType): JsonObject {
  const required = fields.filter(({ nullable }) => !nullable).map(({ name }) => name);
  const properties = fields.map((field) => {
    const description = commentOf(field);
    const type = orNull(valueOf(field.type), field.nullable);
    return [field.name, description === null ? type : { ...type, description }] as const;
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
  };
}

function orNull(schema: JsonObject, nullable: boolean): JsonObject {
  const { type } = schema;
  return nullable && typeof type === 'string' && type !== 'null'
    ? { ...schema, type: [type, 'null'] }
    : schema;
}

function valueOf(type: DataType): JsonObject {
  switch (type.kind) {
    case 'struct':
      return objectOf(type);
    case 'array':
      return { type: 'array', items: orNull(valueOf(type.elementType), type.containsNull) };
    case 'map':
      return {
        type: 'object',
        additionalProperties: orNull(valueOf(type.valueType), type.valueContainsNull),
      };
    case 'decimal':
      return { type: 'number' };
    case 'character':
      return { type: 'string', maxLength: type.length };
    case 'opaque':
      return type.name.startsWith('time(') ? { type: 'string', format: 'time' } : { type: 'string' };
    case 'udt':
      return storedAs(type.json);
    case 'primitive':
      return PRIMITIVES[type.name];
  }
}

/** A user-defined type as what it is stored as; anything, where it does not say. */
function storedAs(json: JsonObject): JsonObject {
  const stored = structFromJson({ type: 'struct', fields: [{ name: 'stored', type: json['sqlType'] }] });
  const type = stored.ok ? stored.value.fields[0]?.type : undefined;
  return type === undefined || type.kind === 'udt' ? {} : valueOf(type);
}

const PRIMITIVES: Readonly<Record<PrimitiveName, JsonObject>> = {
  void: { type: 'null' },
  boolean: { type: 'boolean' },
  byte: { type: 'integer', minimum: -128, maximum: 127 },
  short: { type: 'integer', minimum: -32_768, maximum: 32_767 },
  integer: { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 },
  long: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  string: { type: 'string' },
  binary: { type: 'string', contentEncoding: 'base64' },
  date: { type: 'string', format: 'date' },
  timestamp: { type: 'string', format: 'date-time' },
  timestamp_ntz: {
    type: 'string',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?$',
  },
  variant: {},
};
