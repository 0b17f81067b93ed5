/**
 * The type algebra: Spark's `StructType` and everything it can hold, as discriminated unions.
 * Values are immutable; a type is never changed in place.
 */

import type { RawNumber } from './json/raw-number.ts';

/** JSON as it was written: a number whose text `number` cannot reproduce (`1.0`, 2^63) is kept as a RawNumber. */
export type JsonValue = null | boolean | number | RawNumber | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export const PRIMITIVE_NAMES = [
  'void',
  'boolean',
  'byte',
  'short',
  'integer',
  'long',
  'float',
  'double',
  'string',
  'binary',
  'date',
  'timestamp',
  'timestamp_ntz',
  'variant',
] as const;

export type PrimitiveName = (typeof PRIMITIVE_NAMES)[number];

export interface PrimitiveType {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
}

export interface DecimalType {
  readonly kind: 'decimal';
  /** Digits in all, 1 to 38. */
  readonly precision: number;
  /** Digits after the point, 0 to precision. */
  readonly scale: number;
}

/** char(n) and varchar(n) where they appear as types of their own rather than as string with metadata. */
export interface CharacterType {
  readonly kind: 'character';
  readonly name: 'char' | 'varchar';
  readonly length: number;
}

/** A well-formed type name that has no rules of its own: intervals, and the types newer Sparks add. */
export interface OpaqueType {
  readonly kind: 'opaque';
  readonly name: string;
}

/** A user-defined type: stored and compared, never looked into. */
export interface UdtType {
  readonly kind: 'udt';
  readonly json: JsonObject;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly elementType: DataType;
  readonly containsNull: boolean;
}

export interface MapType {
  readonly kind: 'map';
  readonly keyType: DataType;
  readonly valueType: DataType;
  readonly valueContainsNull: boolean;
}

export interface StructType {
  readonly kind: 'struct';
  readonly fields: readonly StructField[];
}

export interface StructField {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly metadata: JsonObject;
}

export type DataType =
  PrimitiveType | DecimalType | CharacterType | OpaqueType | UdtType | ArrayType | MapType | StructType;

/**
 * Where something is in a schema, one step per level: a field's name, or `element`, `key`, `value` below an
 * array or a map. The type at each level tells a step `element` from a field of that name.
 */
export type Path = readonly string[];

/**
 * What a name or a size may be (HTTP contract: 10,000 fields, 50 levels, names of 255 characters). `pathVolume` bounds
 * what follows from all three at once: changes and projections name every field by its whole path.
 */
export const SCHEMA_LIMITS = { fields: 10_000, depth: 50, nameLength: 255, pathVolume: 6_000_000 } as const;

/** Why a text or a JSON value is not a schema: where (JSON pointer below the input, or line and column) and what was expected. */
export interface SchemaError {
  /** JSON pointer into the input (`/fields/3/type`), '' for the whole; for SQL text always ''. */
  readonly pointer: string;
  readonly message: string;
  /** 1-based position, for text that cannot be read. */
  readonly position?: { readonly line: number; readonly column: number };
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly SchemaError[] };
