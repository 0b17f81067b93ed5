import { printSortedJson } from '../schema/json/json-printer.ts';
import type { JsonObject, JsonValue, StructField } from '../schema/types.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { isLength } from './type-of-field.ts';
import { column } from './words.ts';

const COMMENT = 'comment';
/** What Delta keeps in a schema for itself: ids and former types of columns. */
const BOOKKEEPING = 'delta.';

/**
 * Judges comments and other metadata. What a submission does not say stays; what it says is taken over if it was
 * declared.
 * @param base what the submitter's own base says; null where it has no such field
 */
export function compareMetadata(
  judging: Judging,
  place: Place,
  table: StructField,
  submitted: StructField,
  base: StructField | null,
): JsonObject {
  if (submitted.metadata === table.metadata) return table.metadata;
  const claims = Object.entries(submitted.metadata).filter(
    ([key, value]) =>
      !key.startsWith(BOOKKEEPING) &&
      !isLength(key, value, table) &&
      !sameValue(valueOf(table.metadata, key), value) &&
      !(base !== null && sameValue(valueOf(base.metadata, key), value)),
  );
  if (claims.length === 0) return table.metadata;
  const comment = claims.find(([key]) => key === COMMENT);
  if (comment !== undefined) reportComment(judging, place, valueOf(table.metadata, COMMENT), comment[1]);
  const others = claims.filter(([key]) => key !== COMMENT);
  if (others.length > 0) reportMetadata(judging, place, table.metadata, others);
  return judging.declared
    ? Object.fromEntries([...Object.entries(table.metadata), ...claims])
    : table.metadata;
}

type Entry = readonly [key: string, value: JsonValue];

function reportComment(
  judging: Judging,
  place: Place,
  before: JsonValue | undefined,
  after: JsonValue,
): void {
  report(judging, {
    rule: 'COMMENT_CHANGED',
    path: place.path,
    verdict: rulingOn(judging, 'COMMENT_CHANGED'),
    ...(before === undefined ? {} : { before: commentText(before) }),
    after: commentText(after),
    reason: `${column(place.path)} has another comment in ${judging.speaker}; ${outcome(judging)}.`,
  });
}

function reportMetadata(judging: Judging, place: Place, table: JsonObject, claims: readonly Entry[]): void {
  const known = claims.flatMap(([key]): Entry[] => {
    const value = valueOf(table, key);
    return value === undefined ? [] : [[key, value]];
  });
  report(judging, {
    rule: 'METADATA_CHANGED',
    path: place.path,
    verdict: rulingOn(judging, 'METADATA_CHANGED'),
    before: printSortedJson(Object.fromEntries(known)),
    after: printSortedJson(Object.fromEntries(claims)),
    reason: `${column(place.path)} has other metadata (${claims.map(([key]) => key).join(', ')}) in ${judging.speaker}; ${outcome(judging)}.`,
  });
}

function outcome(judging: Judging): string {
  return judging.declared ? 'the table takes it over' : "the table's stays";
}

function commentText(value: JsonValue): string {
  return typeof value === 'string' ? value : printSortedJson(value);
}

function valueOf(metadata: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(metadata, key) ? metadata[key] : undefined;
}

function sameValue(a: JsonValue | undefined, b: JsonValue): boolean {
  return a === b || (a !== undefined && printSortedJson(a) === printSortedJson(b));
}
