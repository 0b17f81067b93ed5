import { exactNumber } from './raw-number.ts';

/** Why a text is not JSON that we take, and where. */
export class JsonFault extends Error {
  readonly at: number;
  /** The text is JSON so far, and we do not take it all the same. */
  readonly isJson: boolean;
  constructor(message: string, at: number, isJson = false) {
    super(message);
    this.at = at;
    this.isJson = isJson;
  }
}

export interface ReadOptions {
  /** Keep a number that `number` cannot reproduce as a RawNumber. */
  readonly lossless: boolean;
  /**
   * Read as Spark's JSON source reads a line of data by default: single quotes, NaN and infinities are taken, texts may
   * hold any character, and what follows the value is ignored.
   */
  readonly dialect?: 'SPARK';
}

export interface Scalar {
  readonly value: unknown;
  readonly end: number;
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const NUMBER_CHARACTER = /[-+.0-9eE]/;
const NUMBER_DIGITS = 1000;
const NO_DIGIT = /[^0-9]+/g;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;
const SPARK_LITERALS = [
  ...LITERALS,
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['+Infinity', Infinity],
  ['+INF', Infinity],
  ['-Infinity', -Infinity],
  ['-INF', -Infinity],
] as const;
/** What Spark's reader takes for a longer word, so that the literal is none. */
const GOES_ON = /^[A-Za-z0-9_\x7f-\uffff]/;
const [QUOTE, SINGLE_QUOTE, BACKSLASH] = [0x22, 0x27, 0x5c];

/** The string, number or literal that starts at `at`. */
export function readScalar(text: string, at: number, options: ReadOptions): Scalar {
  const first = text.charAt(at);
  const asSpark = options.dialect === 'SPARK';
  if (first === '"' || (asSpark && first === "'")) return readString(text, at, options);
  if (first >= '0' && first <= '9') return readNumber(text, at, options.lossless);
  for (const [word, value] of asSpark ? SPARK_LITERALS : LITERALS) {
    if (!text.startsWith(word, at)) continue;
    const end = at + word.length;
    // Elsewhere the structure around the value says so; but Spark ignores what follows a whole record.
    if (asSpark && GOES_ON.test(text.charAt(end))) break;
    return { value, end };
  }
  if (NUMBER_CHARACTER.test(first) && first !== 'e' && first !== 'E')
    return readNumber(text, at, options.lossless);
  throw new JsonFault(first === '' ? 'the text ends where a value is expected' : 'a value is expected', at);
}

export function readString(
  text: string,
  at: number,
  { dialect }: ReadOptions,
): { readonly value: string; readonly end: number } {
  const quote = text.charCodeAt(at);
  if (quote !== QUOTE && (quote !== SINGLE_QUOTE || dialect !== 'SPARK'))
    throw new JsonFault('a string in double quotes is expected', at);
  let end = at + 1;
  let plain = true;
  for (let code = text.charCodeAt(end); code !== quote; code = text.charCodeAt(end)) {
    if (Number.isNaN(code)) throw new JsonFault('the string is not closed', at);
    if (code < 0x20) throw new JsonFault('a control character in a string must be escaped', end);
    if (code === BACKSLASH) plain = false;
    end += code === BACKSLASH ? 2 : 1;
  }
  const inside = text.slice(at + 1, end);
  if (plain) return { value: inside, end: end + 1 };
  if (dialect === 'SPARK') return { value: unescape(withDoubleQuotesEscaped(inside), at), end: end + 1 };
  const value = unescape(inside, at);
  requireStorable(value, at);
  return { value, end: end + 1 };
}

function unescape(inside: string, at: number): string {
  const value = parseString(`"${inside}"`);
  if (value === null) throw new JsonFault('the string has an escape that JSON does not know', at);
  return value;
}

/** PostgreSQL stores neither, and UTF-8 cannot hold the second. */
function requireStorable(value: string, at: number): void {
  if (value.includes('\0')) throw new JsonFault('the NUL character is not allowed', at, true);
  if (LONE_SURROGATE.test(value))
    throw new JsonFault('half of a surrogate pair is not a character', at, true);
}

/** Between quotes of either kind, those of the other kind may stand bare, and single ones escaped. */
function withDoubleQuotesEscaped(inside: string): string {
  return inside.replaceAll(/\\[^]|"/g, (found) => {
    if (found === '"') return String.raw`\"`;
    return found === String.raw`\'` ? "'" : found;
  });
}

function parseString(quoted: string): string | null {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Those of the exponent count too: so does Spark, for which a longer number is no number. */
function hasTooManyDigits(written: string): boolean {
  return written.length > NUMBER_DIGITS && written.replaceAll(NO_DIGIT, '').length > NUMBER_DIGITS;
}

function readNumber(text: string, at: number, lossless: boolean): Scalar {
  let end = at;
  while (end < text.length && NUMBER_CHARACTER.test(text.charAt(end))) end += 1;
  const written = text.slice(at, end);
  if (!NUMBER.test(written)) throw new JsonFault('the number is not written as JSON writes numbers', at);
  if (hasTooManyDigits(written)) throw new JsonFault(`a number has at most ${NUMBER_DIGITS} digits`, at);
  if (lossless) return { value: exactNumber(written), end };
  const value = Number(written);
  if (!Number.isFinite(value)) throw new JsonFault('the number is out of range', at);
  return { value, end };
}
