import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType } from '../schema/types.ts';
import { decimalHolds, integralDigits, isNumber, isPrimitive } from './type-kinds.ts';

/**
 * Whether a batch's type can be written to a table's as it is, by a cast that the job makes.
 * SAFE: every value fits. CHECKED: depends on the values. NO: never.
 */
export type Acceptance =
  | { readonly fit: 'SAFE'; readonly risk?: 'PRECISION' | 'STRINGIFIED' }
  | { readonly fit: 'CHECKED' }
  | { readonly fit: 'NO' };

const SAFE: Acceptance = { fit: 'SAFE' };
const PRECISION: Acceptance = { fit: 'SAFE', risk: 'PRECISION' };
const STRINGIFIED: Acceptance = { fit: 'SAFE', risk: 'STRINGIFIED' };
const CHECKED: Acceptance = { fit: 'CHECKED' };
const NO: Acceptance = { fit: 'NO' };

/**
 * Answers for types that are not nested; the parts of structs, arrays and maps are asked one by one.
 * Does not depend on the table format.
 */
export function accept(table: DataType, incoming: DataType): Acceptance {
  if (sameTypeIgnoringNullability(table, incoming) || isPrimitive(incoming, 'void')) return SAFE;
  if (isNumber(table) && isNumber(incoming)) return acceptNumber(table, incoming);
  if (incoming.kind === 'character') return acceptCharacter(table, incoming.name, incoming.length);
  if (isPrimitive(table, 'string') || table.kind === 'character') return acceptAsText(table, incoming);
  if (isPrimitive(incoming, 'string')) return readFromString(table) ? CHECKED : NO;
  if (isPrimitive(table, 'timestamp_ntz') && isPrimitive(incoming, 'date')) return SAFE;
  if (isPrimitive(table, 'timestamp') && isPrimitive(incoming, 'long')) return CHECKED;
  return NO;
}

function acceptNumber(table: DataType, incoming: DataType): Acceptance {
  if (table.kind === 'decimal') return decimalHolds(table, incoming) ? SAFE : CHECKED;
  const digits = integralDigits(incoming);
  if (digits === null) return isPrimitive(table, 'double') && isPrimitive(incoming, 'float') ? SAFE : CHECKED;
  if (isPrimitive(table, 'double')) return isPrimitive(incoming, 'long') ? PRECISION : SAFE;
  // A float holds every integer of up to 24 bits.
  if (isPrimitive(table, 'float')) return isPrimitive(incoming, 'byte', 'short') ? SAFE : CHECKED;
  const room = integralDigits(table);
  return room !== null && room > digits ? SAFE : CHECKED;
}

/** char and varchar are strings that promise a length. */
function acceptCharacter(table: DataType, name: 'char' | 'varchar', length: number): Acceptance {
  if (isPrimitive(table, 'string')) return SAFE;
  if (table.kind === 'character' && table.name === 'varchar' && length <= table.length) return SAFE;
  if (table.kind === 'character') return table.name === name && length <= table.length ? SAFE : CHECKED;
  return readFromString(table) ? CHECKED : NO;
}

/** Whether the text of a value is within a length depends on the value. */
function acceptAsText(table: DataType, incoming: DataType): Acceptance {
  if (!isText(incoming)) return NO;
  return table.kind === 'character' ? CHECKED : STRINGIFIED;
}

/** What a cast turns into text: every primitive and decimals. */
function isText(type: DataType): boolean {
  return type.kind === 'primitive' || type.kind === 'decimal';
}

/** What text can be read as, if it is well-formed. */
function readFromString(table: DataType): boolean {
  if (isNumber(table) || table.kind === 'character') return true;
  return isPrimitive(table, 'date', 'timestamp', 'timestamp_ntz', 'boolean');
}
