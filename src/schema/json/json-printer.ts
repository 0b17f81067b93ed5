import type { JsonValue } from '../types.ts';
import { isJsonArray, isJsonObject } from './json-value.ts';
import { RawNumber } from './raw-number.ts';

/** What `JSON.stringify` makes of RAW_NUMBER_MARK at the beginning of a string. */
const MARKED = String.raw`"\u0000`;
/**
 * A string that is all mark and number, as a value. In a text, the quote would have a backslash before it, and a
 * backslash followed by `u0000` would be doubled.
 */
const MARKED_NUMBER = /(?<!\\)"\\u0000(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"(?!:)/g;

/**
 * Compact JSON text of whatever `JSON.stringify` prints, keys in the order they have, raw numbers as they were written.
 * No text can pass itself off as a number, since none that is let in holds a NUL.
 */
export function printJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes(MARKED) ? text.replaceAll(MARKED_NUMBER, '$1') : text;
}

/**
 * Compact JSON text with the keys of every object in the order of their code units: equal values, equal text. Depth is
 * bounded by the reader and by SCHEMA_LIMITS, hence the recursion.
 */
export function printSortedJson(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(printSortedJson).join(',')}]`;
  if (value instanceof RawNumber) return value.value;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  const members = keys.map((key) => `${JSON.stringify(key)}:${printSortedJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
