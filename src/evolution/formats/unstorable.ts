import { isPrimitive } from '../type-kinds.ts';
import type { TypeRule } from './format-profile.ts';

/** Spark itself refuses to write one to any table. */
export const CALENDAR_INTERVALS: TypeRule = {
  refuses: (type) => type.kind === 'opaque' && type.name === 'interval',
  why: 'no table stores calendar intervals',
  remedy: 'send it as a string, or as a number of days or seconds',
};

/** `interval day to second`, `interval year to month` and their parts. */
export function noIntervals(label: string): TypeRule {
  return {
    refuses: (type) => type.kind === 'opaque' && type.name.startsWith('interval '),
    why: `${label} stores no intervals`,
    remedy: 'send it as a string, or as a number of months or seconds',
  };
}

export function noVariants(label: string, remedy: string): TypeRule {
  return { refuses: (type) => isPrimitive(type, 'variant'), why: `${label} stores no variants`, remedy };
}

export function noUserDefinedTypes(label: string): TypeRule {
  return {
    refuses: (type) => type.kind === 'udt',
    why: `${label} stores no user-defined types`,
    remedy: 'send what it is made of, as a struct',
  };
}

/** Avro's maps have strings for keys. */
export const STRING_KEYS: TypeRule = {
  refuses: (type) => type.kind === 'map' && !isPrimitive(type.keyType, 'string'),
  why: 'HUDI stores Avro maps, whose keys are strings',
  remedy: 'send the keys as strings, or an array of structs with a key and a value',
};
