import { isRecord } from '../../../src/schema/json/json-value.ts';
import { RawNumber } from '../../../src/schema/json/raw-number.ts';

/**
 * The type name, or for objects the fields, that Spark's JSON inference gives values of one field, null among them;
 * as far as the examples need it. The whole of it is the service's business.
 */
export function inferType(values: readonly unknown[]): unknown {
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.length === 0) return 'string';
  if (known.every(isRecord)) return inferFields(known);
  if (known.every(isNumber)) return inferNumber(known.map(textOf));
  return 'string';
}

export function inferFields(records: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
  return Object.fromEntries(names.map((name) => [name, inferType(records.map((record) => record[name]))]));
}

function inferNumber(texts: readonly string[]): string {
  if (!texts.every((text) => /^-?\d+$/.test(text))) return 'double';
  const largest = texts.map(BigInt).reduce((a, b) => (a > b ? a : b));
  if (largest < 2n ** 63n) return 'long';
  // A long needs 20 digits of a decimal.
  return `decimal(${Math.max(20, String(largest).length)},0)`;
}

function isNumber(value: unknown): value is number | RawNumber {
  return typeof value === 'number' || value instanceof RawNumber;
}

function textOf(value: number | RawNumber): string {
  return typeof value === 'number' ? String(value) : value.value;
}
