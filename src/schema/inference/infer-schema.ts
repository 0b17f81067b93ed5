import { isRecord } from '../json/json-value.ts';
import { type Path, SCHEMA_LIMITS } from '../types.ts';
import { Observer, type Row, ShapeFault } from './observer.ts';
import { scalarShape } from './scalar-shape.ts';
import { type NullFields, shapeToType, type Typed } from './shape-to-type.ts';

/** Stands for a record that could not be read. */
export const MALFORMED_RECORD: unique symbol = Symbol('malformed record');

/** Where Spark puts what is no row. */
export const CORRUPT_RECORD_FIELD = '_corrupt_record';

export interface Inference extends Typed {
  readonly records: number;
}

export type InferenceResult =
  | { readonly ok: true; readonly value: Inference }
  | {
      readonly ok: false;
      /** Index of the record that no schema can hold, and where in its row. */
      readonly record: number;
      readonly path: Path;
      readonly message: string;
    };

/**
 * The StructType that Spark's JSON source infers from records in its default mode (PERMISSIVE): whole numbers are long,
 * or decimal(p,0) beyond 64 bits, or double beyond 38 digits; fractions are double; null, "" and [] say nothing; types
 * that differ otherwise are string; a record that is a list is a row for each of its elements; what is no row makes
 * `_corrupt_record`. Beyond Spark, names are always told apart by case (Spark merges {"a"} and {"A"} or not, depending on
 * which fields stand beside them and on the order of the records, though it reads values by the exact name), and what
 * SCHEMA_LIMITS excludes is a fault.
 * @param records JSON values with numbers as the reader keeps them, or MALFORMED_RECORD
 */
export function inferSchema(
  records: Iterable<unknown>,
  options: { readonly nullFields: NullFields },
): InferenceResult {
  const observer = new Observer();
  let record = 0;
  let corrupt = false;
  try {
    for (const value of records) {
      const rows = rowsOf(value);
      if (rows === null) corrupt = true;
      else for (const row of rows) observer.row(row);
      record += 1;
    }
    if (corrupt) observer.topField(CORRUPT_RECORD_FIELD, 'a text');
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    return { ok: false, record, path: error.path, message: error.message };
  }
  return { ok: true, value: { ...shapeToType(observer.root, options.nullFields), records: record } };
}

/** The rows of a record: itself, or its elements, however many lists are around them; null where something is no row. */
function rowsOf(record: unknown): readonly Row[] | null {
  if (record === MALFORMED_RECORD) return null;
  let level: readonly unknown[] = [record];
  for (let depth = 0; depth <= SCHEMA_LIMITS.depth; depth += 1) {
    const known = level.filter(hasValue);
    if (known.every(isRecord)) return known;
    if (!known.every((value): value is unknown[] => Array.isArray(value))) return null;
    level = known.flat();
  }
  throw new ShapeFault(`nested more than ${SCHEMA_LIMITS.depth} levels deep`, []);
}

function hasValue(value: unknown): boolean {
  return Array.isArray(value) || isRecord(value) || scalarShape(value).kind !== 'null';
}
