import type { DataType } from '../schema/types.ts';
import { decimalHolds, integralDigits, isPrimitive } from './type-kinds.ts';

/**
 * Whether a table type may become another one without any value changing. No word about formats: that is
 * capability. Equal types are no widening.
 */
export function isLosslessWidening(from: DataType, to: DataType): boolean {
  if (isPrimitive(from, 'void')) return !isPrimitive(to, 'void');
  if (from.kind === 'character') return isLongerText(from.length, to);
  if (to.kind === 'decimal') return !sameDigits(from, to) && decimalHolds(to, from);
  // A float holds every integer of up to 24 bits.
  if (isPrimitive(to, 'float')) return isPrimitive(from, 'byte', 'short');
  if (isPrimitive(to, 'double')) return isPrimitive(from, 'byte', 'short', 'integer', 'float');
  if (isPrimitive(to, 'timestamp_ntz')) return isPrimitive(from, 'date');
  const room = integralDigits(to);
  const digits = integralDigits(from);
  return room !== null && digits !== null && room > digits;
}

function isLongerText(length: number, to: DataType): boolean {
  if (to.kind === 'character') return to.name === 'varchar' && to.length >= length;
  return isPrimitive(to, 'string');
}

function sameDigits(a: DataType, b: DataType): boolean {
  return a.kind === 'decimal' && b.kind === 'decimal' && a.precision === b.precision && a.scale === b.scale;
}
