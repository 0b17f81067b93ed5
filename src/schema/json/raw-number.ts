/** Begins the text that stands for a number while `JSON.stringify` is at work. No text that is let in holds a NUL. */
const RAW_NUMBER_MARK = '\0';

/**
 * A number as it was written, where `number` cannot reproduce the text (`1.0`, 2^63). Told by its class, so that no
 * JSON text can pass itself off as one. Printed by `printJson`; bare `JSON.stringify` gives a marked text.
 */
export class RawNumber {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  toJSON(): string {
    return RAW_NUMBER_MARK + this.value;
  }
}

/** A number in JSON text as `number` where that prints as the same text, and as it was written otherwise. */
export function exactNumber(text: string): number | RawNumber {
  const value = Number(text);
  return String(value) === text ? value : new RawNumber(text);
}
