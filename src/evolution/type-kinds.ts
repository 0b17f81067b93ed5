import type { DataType, DecimalType } from '../schema/types.ts';

/** Integral types in rising width, and the decimal digits that hold every value of each. */
const INTEGRAL_DIGITS: ReadonlyMap<string, number> = new Map([
  ['byte', 3],
  ['short', 5],
  ['integer', 10],
  ['long', 19],
]);

/** Digits of the widest value of an integral type; null for any other type. Grows with the width. */
export function integralDigits(type: DataType): number | null {
  return type.kind === 'primitive' ? (INTEGRAL_DIGITS.get(type.name) ?? null) : null;
}

export function isNumber(type: DataType): boolean {
  return type.kind === 'decimal' || isPrimitive(type, 'float', 'double') || integralDigits(type) !== null;
}

/** Whether a decimal holds every value of a number type exactly. */
export function decimalHolds(decimal: DecimalType, type: DataType): boolean {
  const digits = decimal.precision - decimal.scale;
  if (type.kind === 'decimal') return digits >= type.precision - type.scale && decimal.scale >= type.scale;
  const integral = integralDigits(type);
  return integral !== null && digits >= integral;
}

export function isPrimitive(type: DataType, ...names: readonly string[]): boolean {
  return type.kind === 'primitive' && names.includes(type.name);
}

export function isNested(type: DataType): boolean {
  return type.kind === 'struct' || type.kind === 'array' || type.kind === 'map';
}
