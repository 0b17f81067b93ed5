import type { DataType, PrimitiveName, StructField, StructType } from '../types.ts';
import { stepText } from '../path.ts';
import { sqlName } from './sql-name.ts';
import { stringLiteral } from './string-literal.ts';

/** How one vocabulary writes what the traversal finds. */
interface Vocabulary {
  readonly primitives: Readonly<Record<PrimitiveName, string>>;
  readonly keyword: (name: string) => string;
  readonly name: (name: string) => string;
  readonly comments: boolean;
}

const TEXT: Vocabulary = {
  primitives: {
    void: 'void',
    boolean: 'boolean',
    byte: 'byte',
    short: 'short',
    integer: 'integer',
    long: 'long',
    float: 'float',
    double: 'double',
    string: 'string',
    binary: 'binary',
    date: 'date',
    timestamp: 'timestamp',
    timestamp_ntz: 'timestamp_ntz',
    variant: 'variant',
  },
  keyword: (name) => name,
  name: stepText,
  comments: false,
};

const SQL: Vocabulary = {
  primitives: {
    void: 'VOID',
    boolean: 'BOOLEAN',
    byte: 'TINYINT',
    short: 'SMALLINT',
    integer: 'INT',
    long: 'BIGINT',
    float: 'FLOAT',
    double: 'DOUBLE',
    string: 'STRING',
    binary: 'BINARY',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
    timestamp_ntz: 'TIMESTAMP_NTZ',
    variant: 'VARIANT',
  },
  keyword: (name) => name.toUpperCase(),
  name: sqlName,
  comments: true,
};

/**
 * A type in one line, in the names of Spark's JSON form: `array<struct<a: long, b: string NOT NULL>>`.
 * Spark's DDL parser reads it, and so does `parseSqlType`. What SQL cannot say is not in it: comments, other
 * metadata, `containsNull`. A user-defined type, which SQL cannot name, is `udt`.
 */
export function typeText(type: DataType): string {
  return print(type, TEXT);
}

/** A type as it stands in a statement: `STRUCT<a: BIGINT COMMENT 'what it is'>`. */
export function sqlType(type: DataType): string {
  return print(type, SQL);
}

/** The columns of a table as they stand in a statement: `id BIGINT NOT NULL COMMENT 'key', at TIMESTAMP`. */
export function sqlColumns(schema: StructType): string {
  return schema.fields.map((field) => sqlColumn(sqlName(field.name), field)).join(', ');
}

/** One column as it stands in a statement, under the name it has there: `address.zip STRING COMMENT 'postal code'`. */
export function sqlColumn(name: string, field: StructField): string {
  return `${name} ${sqlType(field.type)}${fieldSuffix(field, SQL)}`;
}

type Piece = string | DataType;

/** A stack instead of recursion: a type that no parser of ours made may be deeper than the call stack. */
function print(type: DataType, vocabulary: Vocabulary): string {
  const out: string[] = [];
  const pending: Piece[] = [type];
  for (let piece = pending.pop(); piece !== undefined; piece = pending.pop()) {
    if (typeof piece === 'string') {
      out.push(piece);
      continue;
    }
    for (const part of pieces(piece, vocabulary).reverse()) pending.push(part);
  }
  return out.join('');
}

function pieces(type: DataType, vocabulary: Vocabulary): Piece[] {
  const { keyword } = vocabulary;
  switch (type.kind) {
    case 'primitive':
      return [vocabulary.primitives[type.name]];
    case 'decimal':
      return [`${keyword('decimal')}(${type.precision},${type.scale})`];
    case 'character':
      return [`${keyword(type.name)}(${type.length})`];
    case 'opaque':
      return [opaqueText(type.name, keyword)];
    case 'udt':
      return [keyword('udt')];
    case 'array':
      return [`${keyword('array')}<`, type.elementType, '>'];
    case 'map':
      return [`${keyword('map')}<`, type.keyType, ', ', type.valueType, '>'];
    case 'struct':
      return structPieces(type, vocabulary);
  }
}

function structPieces(type: StructType, vocabulary: Vocabulary): Piece[] {
  const parts: Piece[] = [`${vocabulary.keyword('struct')}<`];
  type.fields.forEach((field, index) => {
    parts.push(
      `${index === 0 ? '' : ', '}${vocabulary.name(field.name)}: `,
      field.type,
      fieldSuffix(field, vocabulary),
    );
  });
  parts.push('>');
  return parts;
}

function fieldSuffix(field: StructField, vocabulary: Vocabulary): string {
  const required = field.nullable ? '' : ' NOT NULL';
  const comment = field.metadata['comment'];
  if (!vocabulary.comments || typeof comment !== 'string') return required;
  return `${required} COMMENT ${stringLiteral(comment)}`;
}

/** Only the words are keywords: what stands in brackets (a reference system, a precision) keeps its case. */
function opaqueText(name: string, keyword: (name: string) => string): string {
  const bracket = name.indexOf('(');
  return bracket === -1 ? keyword(name) : keyword(name.slice(0, bracket)) + name.slice(bracket);
}
