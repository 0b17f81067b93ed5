import type { DataType, Parsed } from '../types.ts';
import { readType } from './read-type.ts';
import { SqlReader } from './sql-reader.ts';

/**
 * Reads a type as Spark's DDL writes it (`DECIMAL(10,2)`, `array<struct<a: long>>`), with all its aliases.
 * Comments become `metadata.comment`; elements and values may be null, as SQL cannot say otherwise.
 * An error has the line and column of the first fault and what was expected there. Limits: SCHEMA_LIMITS.
 */
export function parseSqlType(text: string): Parsed<DataType> {
  const reader = new SqlReader(text);
  return reader.finish(readType(reader, { fields: 0 }, 0), 'nothing after the type');
}
