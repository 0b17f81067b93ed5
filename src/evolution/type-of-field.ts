import { primitive } from '../schema/constructors.ts';
import { parseTypeName } from '../schema/parse-type-name.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { CharacterType, DataType, JsonObject, JsonValue, StructField } from '../schema/types.ts';
import { isPrimitive } from './type-kinds.ts';

/** Where Spark keeps that a column of a stored table, a string to look at, is really a char or varchar. */
const LENGTH_KEY = '__CHAR_VARCHAR_TYPE_STRING';

const STRING = primitive('string');

/** The type that a field has, whether the length of a text stands in its type or in its metadata. */
export function typeOfField(field: StructField): DataType {
  return lengthIn(field) ?? field.type;
}

/** The type that a submission says a field of the table has. What is read back as a string says nothing of its length. */
export function typeSaidOf(table: StructField, submitted: StructField): DataType {
  const said = typeOfField(submitted);
  return isPrimitive(said, 'string') ? (lengthIn(table) ?? said) : said;
}

/** Whether an entry of a submission's metadata is a matter of the type. */
export function isLength(key: string, value: JsonValue, table: StructField): boolean {
  return key === LENGTH_KEY && (lengthIn(table) !== null || readLength(value) !== null);
}

/** A field of the table with another type. The length stays where the table has it; where it has none, where it was sent. */
export function withTypeOfField(
  table: StructField,
  submitted: StructField,
  type: DataType,
): Pick<StructField, 'type' | 'metadata'> {
  const holder = table.type.kind === 'character' || lengthIn(table) !== null ? table : submitted;
  if (type.kind === 'character' && lengthIn(holder) !== null) {
    return { type: STRING, metadata: { ...table.metadata, [LENGTH_KEY]: typeText(type) } };
  }
  return { type, metadata: lengthIn(table) === null ? table.metadata : withoutLength(table.metadata) };
}

/** The metadata of a field whose type says all of it. */
export function withoutLength(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== LENGTH_KEY));
}

/** The char or varchar that a string is by its metadata; null where they say none. */
function lengthIn({ type, metadata }: StructField): CharacterType | null {
  if (!isPrimitive(type, 'string')) return null;
  const value = Object.hasOwn(metadata, LENGTH_KEY) ? metadata[LENGTH_KEY] : undefined;
  return value === undefined ? null : readLength(value);
}

function readLength(value: JsonValue): CharacterType | null {
  if (typeof value !== 'string') return null;
  const named = parseTypeName(value);
  return 'type' in named && named.type.kind === 'character' ? named.type : null;
}
