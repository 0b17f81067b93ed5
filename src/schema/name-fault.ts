import { SCHEMA_LIMITS } from './types.ts';

const MOST_UNITS = 2 * SCHEMA_LIMITS.nameLength;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Why no schema may hold this field name, or null. Lengths are in characters (code points).
 * The empty name is no fault here: Spark allows it, and whether a table format does is a matter of the verdict.
 */
export function nameFault(name: string): string | null {
  if (isTooLong(name)) return `a name has at most ${SCHEMA_LIMITS.nameLength} characters`;
  return textFault(name);
}

/** Why a text can be neither stored nor sent on as UTF-8, or null: NUL characters and halves of surrogate pairs. */
export function textFault(text: string): string | null {
  if (text.includes('\0')) return 'NUL characters are not allowed';
  if (LONE_SURROGATE.test(text)) return 'half of a surrogate pair is not a character';
  return null;
}

function isTooLong(name: string): boolean {
  if (name.length <= SCHEMA_LIMITS.nameLength) return false;
  return name.length > MOST_UNITS || Array.from(name).length > SCHEMA_LIMITS.nameLength;
}
