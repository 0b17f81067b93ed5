import { isRecord } from '../../../../src/schema/json/json-value.ts';
import { RawNumber } from '../../../../src/schema/json/raw-number.ts';

/**
 * Inference as Spark describes it: a type for each record, then two types at a time, then what is left without a type.
 * Slow and plain; what the real one, which only ever looks at values, is compared with.
 */
export type Inferred = string | { readonly list: Inferred } | ReadonlyMap<string, Inferred>;

export function typeOfValue(value: unknown): Inferred {
  if (value === null || value === '') return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return { list: value.map(typeOfValue).reduce(merge, 'null') };
  if (isRecord(value)) return new Map(Object.entries(value).map(([name, item]) => [name, typeOfValue(item)]));
  const text = value instanceof RawNumber ? value.value : JSON.stringify(value);
  if (!/^-?\d+$/.test(text)) return 'double';
  if (BigInt.asIntN(64, BigInt(text)) === BigInt(text)) return 'long';
  const digits = text.replace('-', '').length;
  return digits > 38 ? 'double' : `decimal(${digits},0)`;
}

function merge(one: Inferred, other: Inferred): Inferred {
  if (one === 'null') return other;
  if (other === 'null') return one;
  if (isFields(one) && isFields(other)) {
    const names = new Set([...one.keys(), ...other.keys()]);
    return new Map(
      [...names].map((name) => [name, merge(one.get(name) ?? 'null', other.get(name) ?? 'null')]),
    );
  }
  if (isList(one) && isList(other)) return { list: merge(one.list, other.list) };
  if (typeof one !== 'string' || typeof other !== 'string') return 'string';
  if (one === other) return one;
  const numbers = [one, other].map((name) => precision(name));
  if (numbers.includes(null)) return 'string';
  if (one === 'double' || other === 'double') return 'double';
  return `decimal(${Math.max(...numbers.map(Number))},0)`;
}

function precision(name: string): number | null {
  if (name === 'long') return 20;
  if (name === 'double') return 0;
  const digits = /^decimal\((\d+),0\)$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Two types of records: lists around rows are taken off, what is no row is a text in a field of its own. */
export function mergeRoots(one: Inferred, other: Inferred): Inferred {
  if (isList(one)) return mergeRoots(one.list, other);
  if (isList(other)) return mergeRoots(one, other.list);
  if (isFields(one) && isFields(other)) return merge(one, other);
  if (isFields(one)) return other === 'null' ? one : new Map([...one, ['_corrupt_record', 'string']]);
  if (isFields(other)) return mergeRoots(other, one);
  return merge(one, other);
}

/** The text of a type; null for what vanishes. */
export function finish(type: Inferred, ofNull: string | null): string | null {
  if (type === 'null') return ofNull;
  if (typeof type === 'string') return type;
  if (isList(type)) {
    const element = finish(type.list, ofNull);
    return element === null ? null : `array<${element}>`;
  }
  const fields = [...type]
    .filter(([name]) => name !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => [name, finish(item, ofNull)] as const)
    .filter(([, text]) => text !== null);
  return fields.length === 0
    ? null
    : `struct<${fields.map(([name, text]) => `${name}: ${text}`).join(', ')}>`;
}

function isList(type: Inferred): type is { readonly list: Inferred } {
  return typeof type === 'object' && 'list' in type;
}

function isFields(type: Inferred): type is ReadonlyMap<string, Inferred> {
  return type instanceof Map;
}
