import { pathText } from '../../schema/path.ts';
import type { DataType, JsonObject, JsonValue, Path, StructField, StructType } from '../../schema/types.ts';
import { fieldsByName } from '../../schema/walk.ts';
import { evolveIds, identify, type IdentifiedSchema, type Ids } from '../column-ids.ts';
import { commentOf } from '../comment-of.ts';
import { fitSchema } from '../fit-schema.ts';
import { layoutOf } from '../layout.ts';
import type { Leaf } from '../leaf.ts';
import { SPARK_FITS } from '../spark/spark-fit.ts';
import type { Rename, RenderingWarning, TableSpec } from '../types.ts';
import type { SchemaDocument } from './document.ts';

/**
 * One more version of an Iceberg table: the ids that its columns have where every version was applied as the statements
 * say. What Iceberg cannot hold has none. Null: there was no version before.
 */
export function nextIcebergVersion(
  before: IdentifiedSchema | null,
  schema: StructType,
  renames: readonly Rename[] = [],
): IdentifiedSchema {
  const fitted = fitSchema(schema, SPARK_FITS.ICEBERG).schema;
  return before === null ? identify(fitted) : evolveIds(before, fitted, renames);
}

/** Iceberg's JSON of a schema, ids included, as table metadata hold it but for its `schema-id`, which only the table knows. */
export function icebergSchema(
  version: IdentifiedSchema,
  schema: StructType,
  spec: TableSpec,
): SchemaDocument {
  const { ids, warnings } = identifiers(version, spec);
  return {
    document: {
      type: 'struct',
      ...(ids.length === 0 ? {} : { 'identifier-field-ids': ids }),
      fields: fieldsOf(version.schema, version.ids),
    },
    warnings: [...fitSchema(schema, SPARK_FITS.ICEBERG).warnings, ...warnings],
  };
}

/** Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
function fieldsOf({ fields }: StructType, ids: Ids): JsonObject[] {
  return fields.map((field) => {
    const doc = commentOf(field);
    return {
      id: idOf(ids, field.name),
      name: field.name,
      required: !field.nullable,
      type: typeOf(field.type, ids.get(field.name)?.below),
      ...(doc === null ? {} : { doc }),
    };
  });
}

function idOf(ids: Ids | undefined, step: string): number {
  return ids?.get(step)?.id ?? 0;
}

function typeOf(type: DataType, ids: Ids | undefined): JsonValue {
  switch (type.kind) {
    case 'struct':
      return { type: 'struct', fields: fieldsOf(type, ids ?? new Map()) };
    case 'array':
      return {
        type: 'list',
        'element-id': idOf(ids, 'element'),
        element: typeOf(type.elementType, ids?.get('element')?.below),
        'element-required': !type.containsNull,
      };
    case 'map':
      return {
        type: 'map',
        'key-id': idOf(ids, 'key'),
        key: typeOf(type.keyType, ids?.get('key')?.below),
        'value-id': idOf(ids, 'value'),
        value: typeOf(type.valueType, ids?.get('value')?.below),
        'value-required': !type.valueContainsNull,
      };
    case 'udt':
      return 'binary';
    default:
      return leafOf(type);
  }
}

function leafOf(type: Leaf): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'character':
    case 'opaque':
      return 'string';
    case 'primitive':
      break;
  }
  switch (type.name) {
    case 'byte':
    case 'short':
    case 'integer':
      return 'int';
    case 'timestamp':
      return 'timestamptz';
    case 'timestamp_ntz':
      return 'timestamp';
    case 'void':
      return 'unknown';
    default:
      return type.name;
  }
}

/** Rows are replaced by required columns that hold plain values, and not by fractions; Iceberg takes no others. */
function identifiers(
  { schema, ids }: IdentifiedSchema,
  spec: TableSpec,
): { readonly ids: readonly number[]; readonly warnings: readonly RenderingWarning[] } {
  if (spec.mode !== 'upsert') return { ids: [], warnings: [] };
  const { keys } = layoutOf(schema, spec);
  const unfit = keys.filter((path) => !canIdentify(schema, path));
  if (unfit.length === 0) return { ids: keys.map((path) => idAt(ids, path)), warnings: [] };
  return {
    ids: [],
    warnings: unfit.map((path) => ({
      code: 'KEY_NOT_IDENTIFYING',
      path,
      message: `${pathText(path)} is no identifier field: Iceberg takes NOT NULL columns that hold plain values, and neither float nor double.`,
    })),
  };
}

function canIdentify(schema: StructType, path: Path): boolean {
  let type: DataType = schema;
  for (const step of path) {
    if (type.kind !== 'struct') return false;
    const field: StructField | undefined = fieldsByName(type).get(step);
    if (field === undefined || field.nullable) return false;
    type = field.type;
  }
  const isPlain = type.kind === 'primitive' || type.kind === 'decimal' || type.kind === 'character';
  return isPlain && !(type.kind === 'primitive' && (type.name === 'float' || type.name === 'double'));
}

function idAt(ids: Ids, path: Path): number {
  const [first, ...rest] = path;
  const identity = first === undefined ? undefined : ids.get(first);
  if (identity === undefined) return 0;
  return rest.length === 0 ? identity.id : idAt(identity.below, rest);
}
