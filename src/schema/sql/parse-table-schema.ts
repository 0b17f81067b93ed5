import { structOf } from '../constructors.ts';
import type { DataType, Parsed, StructType } from '../types.ts';
import { volumeFault } from '../walk.ts';
import { readFields, readType } from './read-type.ts';
import { SqlReader } from './sql-reader.ts';

/**
 * Reads the columns of a table as Spark's `StructType.fromDDL` takes them (`id BIGINT NOT NULL COMMENT 'key', at TIMESTAMP`),
 * or the same as `STRUCT<…>`. Errors and limits as in `parseSqlType`.
 */
export function parseTableSchema(text: string): Parsed<StructType> {
  const reader = new SqlReader(text);
  const isStruct = reader.isWord('STRUCT') && reader.isSymbol('<', 1);
  const schema = isStruct ? readStruct(reader) : readColumns(reader);
  const parsed = reader.finish(schema, isStruct ? 'nothing after the type' : "',' or the end");
  const tooLarge = parsed.ok ? volumeFault(parsed.value) : null;
  return tooLarge === null ? parsed : { ok: false, errors: [{ pointer: '', message: tooLarge }] };
}

function readColumns(reader: SqlReader): StructType | null {
  const fields = readFields(reader, { fields: 0 }, 1);
  return fields === null ? null : structOf(fields);
}

function readStruct(reader: SqlReader): StructType | null {
  const type: DataType | null = readType(reader, { fields: 0 }, 0);
  return type?.kind === 'struct' ? type : null;
}
