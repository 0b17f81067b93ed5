import { lowerKey } from '../schema/walk.ts';
import type { TableFormat } from './types.ts';

/** Is this the name of a top-level field that table engines add for themselves, and that is never stored as data? */
export function isEngineName(format: TableFormat, name: string): boolean {
  const key = lowerKey(name);
  // Hudi's one field of that prefix which is data: it marks the rows to delete.
  if (format === 'HUDI' && key === '_hoodie_is_deleted') return false;
  return key === '_rescued_data' || key.startsWith('_hoodie_');
}
