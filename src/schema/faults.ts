import { jsonPointer } from './json/json-pointer.ts';
import type { SchemaError } from './types.ts';

/** More errors than this help nobody. */
const MOST_ERRORS = 20;
const LONGEST_QUOTE = 60;

/** Where in a JSON value, as the chain of keys that leads there; null is the whole. */
export type Place = { readonly parent: Place; readonly key: string | number } | null;

/** Collects errors up to a bound; pointers are spelled out only for what is reported. */
export class Faults {
  readonly errors: SchemaError[] = [];

  get full(): boolean {
    return this.errors.length >= MOST_ERRORS;
  }

  add(place: Place, message: string): void {
    if (!this.full) this.errors.push({ pointer: pointerTo(place), message });
  }
}

/** A text from the input as it may stand in a message: short, quoted, without control characters. */
export function quoted(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(short);
}

function pointerTo(place: Place): string {
  const steps: (string | number)[] = [];
  for (let at = place; at !== null; at = at.parent) steps.push(at.key);
  return jsonPointer(steps.reverse());
}
