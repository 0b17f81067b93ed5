import { exactNumber } from './raw-number.ts';

/** Why a text is not JSON that we take, and where. */
export class JsonFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export interface Scalar {
  readonly value: unknown;
  readonly end: number;
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const NUMBER_CHARACTER = /[-+.0-9eE]/;
const NUMBER_LENGTH = 1000;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** The string, number or literal that starts at `at`. */
export function readScalar(text: string, at: number, lossless: boolean): Scalar {
  const first = text.charAt(at);
  if (first === '"') return readString(text, at);
  if (NUMBER_CHARACTER.test(first) && first !== 'e' && first !== 'E') return readNumber(text, at, lossless);
  for (const [word, value] of LITERALS) {
    if (text.startsWith(word, at)) return { value, end: at + word.length };
  }
  throw new JsonFault(first === '' ? 'the text ends where a value is expected' : 'a value is expected', at);
}

export function readString(text: string, at: number): { readonly value: string; readonly end: number } {
  if (text.charCodeAt(at) !== QUOTE) throw new JsonFault('a string in double quotes is expected', at);
  let end = at + 1;
  let plain = true;
  for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(end)) {
    if (Number.isNaN(code)) throw new JsonFault('the string is not closed', at);
    if (code < 0x20) throw new JsonFault('a control character in a string must be escaped', end);
    if (code === BACKSLASH) plain = false;
    end += code === BACKSLASH ? 2 : 1;
  }
  const value = plain ? text.slice(at + 1, end) : unescape(text.slice(at, end + 1), at);
  return { value, end: end + 1 };
}

function unescape(quoted: string, at: number): string {
  const value = parseString(quoted);
  if (value === null) throw new JsonFault('the string has an escape that JSON does not know', at);
  // PostgreSQL stores neither, and UTF-8 cannot hold the second.
  if (value.includes('\0')) throw new JsonFault('the NUL character is not allowed', at);
  if (LONE_SURROGATE.test(value)) throw new JsonFault('half of a surrogate pair is not a character', at);
  return value;
}

function parseString(quoted: string): string | null {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function readNumber(text: string, at: number, lossless: boolean): Scalar {
  let end = at;
  while (end < text.length && NUMBER_CHARACTER.test(text.charAt(end))) end += 1;
  if (end - at > NUMBER_LENGTH) throw new JsonFault(`a number has at most ${NUMBER_LENGTH} characters`, at);
  const written = text.slice(at, end);
  if (!NUMBER.test(written)) throw new JsonFault('the number is not written as JSON writes numbers', at);
  if (lossless) return { value: exactNumber(written), end };
  const value = Number(written);
  if (!Number.isFinite(value)) throw new JsonFault('the number is out of range', at);
  return { value, end };
}
