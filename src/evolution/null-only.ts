import type { DataType, StructField } from '../schema/types.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import type { NullMark } from './marks.ts';
import { isPrimitive } from './type-kinds.ts';
import { column, typeIn } from './words.ts';

/**
 * Whether a type says nothing because no record had a value: void, an array of it, or listed as null in every
 * record, whatever inference called it.
 */
export function isNullOnly(nulls: NullMark | undefined, type: DataType): boolean {
  if (nulls?.nullOnly === true) return true;
  if (type.kind !== 'array') return isPrimitive(type, 'void');
  return isPrimitive(type.elementType, 'void') || nulls?.below.get('element')?.nullOnly === true;
}

/** An empty array is no null: it fits no column but an array's. */
export function fitsNullOnly(nulls: NullMark | undefined, table: DataType, submitted: DataType): boolean {
  return nulls?.nullOnly === true || submitted.kind !== 'array' || table.kind === 'array';
}

/** Null fits the column that is there. */
export function reportNullOnly(
  judging: Judging,
  place: Place,
  table: StructField,
  submitted: DataType,
): void {
  const fits = table.nullable
    ? `, which fits the table's ${typeIn(table.type)}`
    : `; the table's ${typeIn(table.type)} may not be null, so the write fails if the values really are null`;
  report(judging, {
    rule: 'NULL_ONLY_FIELD',
    path: place.path,
    verdict: rulingOn(judging, 'NULL_ONLY_FIELD'),
    before: table.type,
    after: submitted,
    reason: `${column(place.path)} had no value in any record${fits}.`,
  });
}

/** A struct that is new, and all of whose fields are left out or unknown. */
export function reportNothingLeft(judging: Judging, place: Place, submitted: DataType): void {
  report(judging, {
    rule: 'NULL_ONLY_FIELD',
    path: place.path,
    verdict: rulingOn(judging, 'NULL_ONLY_FIELD'),
    after: submitted,
    reason: `${column(place.path)} is new, and nothing in it is taken: every part is left out or had no value. It is not added.`,
  });
}

/** A field that is not added before its type is known. */
export function reportUnknownType(judging: Judging, place: Place, submitted: DataType): void {
  report(judging, {
    rule: 'NULL_ONLY_FIELD',
    path: place.path,
    verdict: rulingOn(judging, 'NULL_ONLY_FIELD'),
    after: submitted,
    reason: `${column(place.path)} is new, and no record had a value to tell its type by; it is not added until one has.`,
  });
}
