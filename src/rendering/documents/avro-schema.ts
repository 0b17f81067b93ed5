import { pathText } from '../../schema/path.ts';
import type { DataType, JsonObject, JsonValue, Path, StructType } from '../../schema/types.ts';
import { commentOf } from '../comment-of.ts';
import { type Fit, fitSchema } from '../fit-schema.ts';
import { type Leaf, type LeafAnswer, NO_TYPE_YET, nothing, same } from '../leaf.ts';
import type { RenderingWarning, TableSpec } from '../types.ts';
import { avroFieldNames, avroName, hudiAvroName } from './avro-names.ts';
import type { SchemaDocument } from './document.ts';

/** What Avro has a type for. Its maps have strings for keys. */
const AVRO_FIT: Fit = {
  label: 'Avro',
  leaf: avroAnswer,
  nameFault: () => null,
  mapKeys: 'STRING',
  notNull: 'EVERYWHERE',
  comments: 'EVERYWHERE',
};

/**
 * The schema as an Avro record: for a HUDI table under the name that Hudi gives it, else under the table's. What may be
 * null is a union with null first and null as its default; decimals are `fixed`, as small as their precision allows, and
 * records and fixed types have names of their own by the path to them, all as Spark writes them.
 */
export function avroSchema(schema: StructType, spec: TableSpec): SchemaDocument {
  const fitted = fitSchema(schema, AVRO_FIT);
  const { name, namespace } = recordName(spec);
  const warnings: RenderingWarning[] = [];
  const record = recordOf(fitted.schema, { name, namespace, path: [], warnings });
  const doc = spec.description === null ? {} : { doc: spec.description };
  return { document: { ...record, ...doc }, warnings: [...fitted.warnings, ...warnings] };
}

function recordName({ format, name }: TableSpec): { readonly name: string; readonly namespace: string } {
  const table = name.at(-1) ?? '';
  if (format !== 'HUDI') {
    return { name: avroName(table), namespace: name.slice(0, -1).map(avroName).join('.') };
  }
  const called = hudiAvroName(table);
  return { name: `${called}_record`, namespace: `hoodie.${called}` };
}

/** What a type is called where it needs a name, and where it stands. */
interface Naming {
  readonly name: string;
  readonly namespace: string;
  readonly path: Path;
  readonly warnings: RenderingWarning[];
}

function recordOf({ fields }: StructType, { name, namespace, path, warnings }: Naming): JsonObject {
  const inside = namespace === '' ? name : `${namespace}.${name}`;
  const names = avroFieldNames(fields.map((field) => field.name));
  return {
    type: 'record',
    name,
    ...(namespace === '' ? {} : { namespace }),
    fields: fields.map((field, index) => {
      const called = names[index] ?? field.name;
      const at = [...path, field.name];
      if (called !== field.name) warnings.push(renamed(at, called));
      const doc = commentOf(field);
      const type = avroType(field.type, { name: called, namespace: inside, path: at, warnings });
      return {
        name: called,
        type: field.nullable ? ['null', type] : type,
        ...(doc === null ? {} : { doc }),
        ...(field.nullable ? { default: null } : {}),
      };
    }),
  };
}

function renamed(path: Path, called: string): RenderingWarning {
  return {
    code: 'NAME_SUBSTITUTED',
    path,
    message: `${pathText(path)} is called ${called}: names in Avro have a letter or underscore, then letters, digits and underscores.`,
  };
}

/** Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
function avroType(type: DataType, naming: Naming): JsonValue {
  const below = (part: DataType, step: string, nullable: boolean): JsonValue => {
    const written = avroType(part, { ...naming, path: [...naming.path, step] });
    return nullable ? ['null', written] : written;
  };
  switch (type.kind) {
    case 'struct':
      return recordOf(type, naming);
    case 'array':
      return { type: 'array', items: below(type.elementType, 'element', type.containsNull) };
    case 'map':
      return { type: 'map', values: below(type.valueType, 'value', type.valueContainsNull) };
    case 'udt':
      return 'bytes';
    default:
      return avroLeaf(type, naming);
  }
}

function avroLeaf(type: Leaf, { name, namespace }: Naming): JsonValue {
  switch (type.kind) {
    case 'decimal':
      return {
        type: 'fixed',
        name: 'fixed',
        namespace: `${namespace}.${name}`,
        size: bytesFor(type.precision),
        logicalType: 'decimal',
        precision: type.precision,
        scale: type.scale,
      };
    case 'character':
      return 'string';
    case 'opaque':
      return { type: monthsOnly(type.name) ? 'int' : 'long', 'spark.sql.catalyst.type': type.name };
    case 'primitive':
      return PRIMITIVES.get(type.name) ?? 'bytes';
  }
}

const PRIMITIVES: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['boolean', 'boolean'],
  ['byte', 'int'],
  ['short', 'int'],
  ['integer', 'int'],
  ['long', 'long'],
  ['float', 'float'],
  ['double', 'double'],
  ['string', 'string'],
  ['binary', 'bytes'],
  ['date', { type: 'int', logicalType: 'date' }],
  ['timestamp', { type: 'long', logicalType: 'timestamp-micros' }],
  ['timestamp_ntz', { type: 'long', logicalType: 'local-timestamp-micros' }],
]);

function avroAnswer(type: Leaf): LeafAnswer {
  if (type.kind === 'decimal') return same('fixed');
  if (type.kind === 'character') return same('string');
  if (type.kind === 'opaque') {
    return /^interval ./.test(type.name) ? same('long') : nothing('Avro has no such type');
  }
  if (type.name === 'void') return NO_TYPE_YET;
  return PRIMITIVES.has(type.name) ? same(type.name) : nothing('Avro has no such type');
}

/** Intervals of years and months are a number of months, the others of microseconds. */
function monthsOnly(name: string): boolean {
  return /^interval (?:year|month)/.test(name);
}

/** The least number of bytes that hold every number of so many digits in two's complement. */
function bytesFor(precision: number): number {
  const most = 10n ** BigInt(precision);
  let bytes = 1;
  while (2n ** BigInt(8 * bytes - 1) < most) bytes += 1;
  return bytes;
}
