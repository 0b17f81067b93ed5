import { NO_METADATA } from './constructors.ts';
import { copyJson } from './copy-json.ts';
import { Faults, type Place, quoted } from './faults.ts';
import { JSON_DEPTH } from './json/json-reader.ts';
import { isRecord } from './json/json-value.ts';
import { nameFault } from './name-fault.ts';
import { parseTypeName } from './parse-type-name.ts';
import {
  type DataType,
  type JsonObject,
  type Parsed,
  SCHEMA_LIMITS,
  type StructField,
  type StructType,
} from './types.ts';
import { volumeFault } from './walk.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

const FIELD_KEYS = ['name', 'type'];
const OPTIONAL_FIELD_KEYS = ['nullable', 'metadata'];

interface Reading {
  readonly faults: Faults;
  fieldsLeft: number;
}

/**
 * A struct from StructType JSON that is already parsed, as Spark's `DataType.fromJson` reads it: exact sets of keys, names
 * as `parseTypeName` takes them, a field with `name`, `type`, then perhaps `nullable` (true), then perhaps `metadata` ({}).
 * Beyond Spark it refuses what SCHEMA_LIMITS excludes, a name twice in one struct, NUL characters and halves of surrogate
 * pairs. The empty name is taken, as in Spark. Gives up to MOST_ERRORS errors with JSON pointers. Total for every value.
 */
export function structFromJson(value: unknown): Parsed<StructType> {
  const reading: Reading = { faults: new Faults(), fieldsLeft: SCHEMA_LIMITS.fields };
  const struct = readRoot(value, reading);
  const tooLarge = struct === null ? null : volumeFault(struct);
  if (tooLarge !== null) reading.faults.add(null, tooLarge);
  if (struct !== null && reading.faults.errors.length === 0) return { ok: true, value: struct };
  return { ok: false, errors: reading.faults.errors };
}

function readRoot(value: unknown, reading: Reading): StructType | null {
  if (isRecord(value) && own(value, 'type') === 'struct') return readStruct(value, null, 0, reading);
  reading.faults.add(null, 'a schema is an object with "type": "struct" and "fields"');
  return null;
}

/** A type that is `depth` steps below the schema; null, here and below, for what was refused. */
function readType(value: unknown, place: Place, depth: number, reading: Reading): DataType | null {
  if (depth > SCHEMA_LIMITS.depth)
    return refuse(reading, place, `nested more than ${SCHEMA_LIMITS.depth} levels deep`);
  if (typeof value === 'string') return readTypeName(value, place, reading);
  if (!isRecord(value)) return refuse(reading, place, 'expected a type: a name or an object');
  switch (own(value, 'type')) {
    case 'struct':
      return readStruct(value, place, depth, reading);
    case 'array':
      return readArray(value, place, depth, reading);
    case 'map':
      return readMap(value, place, depth, reading);
    case 'udt':
      return readUdt(value, place, depth, reading);
    default:
      return refuse(reading, place, 'expected an object with "type": "struct", "array", "map" or "udt"');
  }
}

function readTypeName(name: string, place: Place, reading: Reading): DataType | null {
  const named = parseTypeName(name);
  return 'type' in named ? named.type : refuse(reading, place, named.fault);
}

function readArray(json: JsonRecord, place: Place, depth: number, reading: Reading): DataType | null {
  checkKeys(json, ['type', 'elementType', 'containsNull'], place, reading);
  const elementType = readTypeAt(json, 'elementType', place, depth, reading);
  const containsNull = readBoolean(json, 'containsNull', place, reading);
  if (elementType === null || containsNull === null) return null;
  return { kind: 'array', elementType, containsNull };
}

function readMap(json: JsonRecord, place: Place, depth: number, reading: Reading): DataType | null {
  checkKeys(json, ['type', 'keyType', 'valueType', 'valueContainsNull'], place, reading);
  const keyType = readTypeAt(json, 'keyType', place, depth, reading);
  const valueType = readTypeAt(json, 'valueType', place, depth, reading);
  const valueContainsNull = readBoolean(json, 'valueContainsNull', place, reading);
  if (keyType === null || valueType === null || valueContainsNull === null) return null;
  return { kind: 'map', keyType, valueType, valueContainsNull };
}

/** Scala's and Python's user-defined types have different keys. What they stand for is checked, and not kept as a type. */
function readUdt(json: JsonRecord, place: Place, depth: number, reading: Reading): DataType | null {
  const isPython = Object.hasOwn(json, 'serializedClass');
  const texts = isPython ? ['pyClass', 'serializedClass'] : ['class'];
  checkKeys(
    json,
    isPython ? ['type', ...texts, 'sqlType'] : ['type', 'class', 'pyClass', 'sqlType'],
    place,
    reading,
  );
  for (const key of texts) {
    if (Object.hasOwn(json, key) && typeof json[key] !== 'string')
      refuse(reading, { parent: place, key }, 'expected a string');
  }
  readTypeAt(json, 'sqlType', place, depth, reading);
  const copy = copyJson(json, place, JSON_DEPTH, reading.faults);
  return copy === undefined ? null : { kind: 'udt', json: copy };
}

function readStruct(json: JsonRecord, place: Place, depth: number, reading: Reading): StructType | null {
  checkKeys(json, ['type', 'fields'], place, reading);
  const items = own(json, 'fields');
  const at = { parent: place, key: 'fields' };
  if (!Array.isArray(items))
    return Object.hasOwn(json, 'fields') ? refuse(reading, at, 'expected an array') : null;
  const fields: StructField[] = [];
  const names = new Set<string>();
  for (const [key, item] of items.entries()) {
    const fieldPlace = { parent: at, key };
    if (reading.faults.full || !takeField(fieldPlace, reading)) return null;
    const field = readField(item, fieldPlace, depth, reading);
    if (field === null) continue;
    if (names.has(field.name)) {
      refuse(
        reading,
        { parent: fieldPlace, key: 'name' },
        `the name ${quoted(field.name)} stands twice in one struct`,
      );
    }
    names.add(field.name);
    fields.push(field);
  }
  return { kind: 'struct', fields };
}

/** Counts one more field; false when there is no room, which is reported once. */
function takeField(place: Place, reading: Reading): boolean {
  if (reading.fieldsLeft === 0)
    refuse(reading, place, `a schema has at most ${SCHEMA_LIMITS.fields} fields, nested ones counted`);
  reading.fieldsLeft -= 1;
  return reading.fieldsLeft >= 0;
}

function readField(json: unknown, place: Place, depth: number, reading: Reading): StructField | null {
  if (!isRecord(json)) return refuse(reading, place, 'expected a field: an object with "name" and "type"');
  checkKeys(json, FIELD_KEYS, place, reading, OPTIONAL_FIELD_KEYS);
  const name = readName(json, place, reading);
  const type = readTypeAt(json, 'type', place, depth, reading);
  const nullable = Object.hasOwn(json, 'nullable') ? readBoolean(json, 'nullable', place, reading) : true;
  const metadata = Object.hasOwn(json, 'metadata') ? readMetadata(json, place, reading) : NO_METADATA;
  if (name === null || type === null || nullable === null || metadata === null) return null;
  return { name, type, nullable, metadata };
}

function readName(json: JsonRecord, place: Place, reading: Reading): string | null {
  if (!Object.hasOwn(json, 'name')) return null;
  const at = { parent: place, key: 'name' };
  const name = json['name'];
  if (typeof name !== 'string') return refuse(reading, at, 'expected a string');
  const fault = nameFault(name);
  return fault === null ? name : refuse(reading, at, fault);
}

function readMetadata(json: JsonRecord, place: Place, reading: Reading): JsonObject | null {
  const at = { parent: place, key: 'metadata' };
  if (!Object.hasOwn(json, 'nullable'))
    return refuse(reading, at, 'Spark reads "metadata" only beside "nullable"');
  const metadata = json['metadata'];
  if (!isRecord(metadata)) return refuse(reading, at, 'expected an object');
  // One object for all that have none: whoever compares two fields sees at once that they are the same.
  if (Object.keys(metadata).length === 0) return NO_METADATA;
  return copyJson(metadata, at, SCHEMA_LIMITS.depth, reading.faults) ?? null;
}

function readTypeAt(
  json: JsonRecord,
  key: string,
  place: Place,
  depth: number,
  reading: Reading,
): DataType | null {
  return Object.hasOwn(json, key) ? readType(json[key], { parent: place, key }, depth + 1, reading) : null;
}

function readBoolean(json: JsonRecord, key: string, place: Place, reading: Reading): boolean | null {
  if (!Object.hasOwn(json, key)) return null;
  const value = json[key];
  return typeof value === 'boolean'
    ? value
    : refuse(reading, { parent: place, key }, 'expected true or false');
}

function checkKeys(
  json: JsonRecord,
  required: readonly string[],
  place: Place,
  reading: Reading,
  optional: readonly string[] = [],
): void {
  for (const key of required) if (!Object.hasOwn(json, key)) refuse(reading, place, `"${key}" is missing`);
  for (const key of Object.keys(json)) {
    if (reading.faults.full) return;
    if (!required.includes(key) && !optional.includes(key))
      refuse(reading, { parent: place, key }, 'unknown key');
  }
}

function own(json: JsonRecord, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

function refuse(reading: Reading, place: Place, message: string): null {
  reading.faults.add(place, message);
  return null;
}
