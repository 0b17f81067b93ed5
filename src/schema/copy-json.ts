import { type Faults, type Place } from './faults.ts';
import { isRecord } from './json/json-value.ts';
import { exactNumber, RawNumber } from './json/raw-number.ts';
import { textFault } from './name-fault.ts';
import type { JsonObject, JsonValue } from './types.ts';

/**
 * A copy of metadata, or of a user-defined type, with every fault reported; undefined where there is one. Holds to what
 * Spark's `Metadata.fromJson` reads: an array is of one kind (whole and fractional numbers are two), without null and arrays.
 */
export function copyJson(
  object: Readonly<Record<string, unknown>>,
  place: Place,
  levels: number,
  faults: Faults,
): JsonObject | undefined {
  if (levels === 0) {
    faults.add(place, 'nested too deeply');
    return undefined;
  }
  const entries: [string, JsonValue][] = [];
  for (const key of Object.keys(object)) {
    if (faults.full) return undefined;
    const below = { parent: place, key };
    const keyFault = textFault(key);
    if (keyFault !== null) faults.add(below, keyFault);
    const value = copyValue(object[key], below, levels - 1, faults);
    if (value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function copyValue(value: unknown, place: Place, levels: number, faults: Faults): JsonValue | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return copyText(value, place, faults);
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (value instanceof RawNumber) return exactNumber(value.value);
  if (Array.isArray(value)) return copyArray(value, place, levels, faults);
  if (isRecord(value)) return copyJson(value, place, levels, faults);
  return refuse(faults, place, 'not a JSON value');
}

function copyText(text: string, place: Place, faults: Faults): JsonValue | undefined {
  const fault = textFault(text);
  return fault === null ? text : refuse(faults, place, fault);
}

function copyArray(
  items: readonly unknown[],
  place: Place,
  levels: number,
  faults: Faults,
): JsonValue | undefined {
  if (levels === 0) return refuse(faults, place, 'nested too deeply');
  const copies: JsonValue[] = [];
  const kind = kindOf(items[0]);
  for (const [key, item] of items.entries()) {
    if (faults.full) return undefined;
    const below = { parent: place, key };
    const fault = itemFault(kindOf(item), kind);
    const copy = fault === null ? copyValue(item, below, levels - 1, faults) : refuse(faults, below, fault);
    if (copy !== undefined) copies.push(copy);
  }
  return copies;
}

function itemFault(kind: string, expected: string): string | null {
  if (kind === 'null' || kind === 'array') return `Spark reads no ${kind} inside an array of metadata`;
  return kind === expected
    ? null
    : `Spark reads arrays of one kind: this is ${kind}, the first item ${expected}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof RawNumber) return numberKind(value.value);
  return typeof value === 'number' ? numberKind(String(value)) : typeof value;
}

function numberKind(text: string): string {
  return /^-?\d+$/.test(text) ? 'a whole number' : 'a fractional number';
}

function refuse(faults: Faults, place: Place, message: string): JsonValue | undefined {
  faults.add(place, message);
  return undefined;
}
