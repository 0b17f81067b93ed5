import { typeText } from '../schema/sql/type-text.ts';
import type { DataType } from '../schema/types.ts';

/** As `typeText`, but with the class that tells one user-defined type from another. */
export function leafText(type: DataType): string {
  if (type.kind !== 'udt') return typeText(type);
  const name = type.json['class'] ?? type.json['pyClass'];
  return typeof name === 'string' ? `udt ${name}` : typeText(type);
}
