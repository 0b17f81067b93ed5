import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import type { JsonObject, JsonValue, RawNumber } from './types.ts';

/** By a mark that JSON cannot forge: an object with the same keys is an object. */
export function isRawNumber(value: unknown): value is RawNumber {
  return isLosslessNumber(value);
}

/** A number in JSON text as `number` where that prints as the same text, and as it was written otherwise. */
export function exactNumber(text: string): number | RawNumber {
  const value = Number(text);
  return String(value) === text ? value : new LosslessNumber(text);
}

/** An object of any origin: not null, not an array, not a raw number. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value) && !isRawNumber(value);
}

export function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Compact JSON text, keys in the order they have, raw numbers as they were written. */
export function printJson(value: JsonValue): string {
  return print(value, Object.keys);
}

/** Compact JSON text with the keys of every object in the order of their code units: equal values, equal text. */
export function printSortedJson(value: JsonValue): string {
  return print(value, sortedKeys);
}

function sortedKeys(object: JsonObject): string[] {
  return Object.keys(object).sort();
}

function print(value: JsonValue, keysOf: (object: JsonObject) => string[]): string {
  if (isJsonArray(value)) return `[${value.map((item) => print(item, keysOf)).join(',')}]`;
  if (isRawNumber(value)) return value.value;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = keysOf(value).map((key) => `${JSON.stringify(key)}:${print(value[key] ?? null, keysOf)}`);
  return `{${members.join(',')}}`;
}
