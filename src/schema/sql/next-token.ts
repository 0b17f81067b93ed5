import { textFault } from '../name-fault.ts';
import { decodeLiteral } from './string-literal.ts';
import type { Token } from './token.ts';

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\r\n]*/y;
const WORD = /[\p{L}\p{N}_]+/uy;
const COMMENT_MARK = /\/\*|\*\//g;
const DIGITS = /^[0-9]+$/;

/**
 * The token at or after an offset of a text, past white space and comments (`-- …`, nested `/* … *\/`).
 * Total: what is not SQL is an `invalid` token that says why, and after the text comes `end`.
 */
export function nextToken(text: string, from: number): Token {
  const start = skipIgnored(text, from);
  if (text.startsWith('/*', start)) return invalid('a comment that is not closed', start, text.length);
  const char = text[start];
  if (char === undefined) return { kind: 'end', value: '', start, end: start };
  if (char === '`') return quotedName(text, start);
  if (char === "'" || char === '"') return literal(text, start, start);
  if (isRawPrefix(text, start)) return rawLiteral(text, start);
  const word = match(WORD, text, start);
  if (word !== null) {
    return { kind: DIGITS.test(word) ? 'number' : 'word', value: word, start, end: start + word.length };
  }
  const symbol = String.fromCodePoint(text.codePointAt(start) ?? 0);
  if (textFault(symbol) !== null) return invalid('a character that is not text', start, start + 1);
  return { kind: 'symbol', value: symbol, start, end: start + symbol.length };
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Where the next token starts, or the comment that never ends. */
function skipIgnored(text: string, from: number): number {
  let at = from;
  for (;;) {
    const ignored = match(SPACE, text, at) ?? match(LINE_COMMENT, text, at);
    if (ignored !== null) {
      at += ignored.length;
      continue;
    }
    if (!text.startsWith('/*', at)) return at;
    const end = commentEnd(text, at);
    if (end === null) return at;
    at = end;
  }
}

function commentEnd(text: string, start: number): number | null {
  COMMENT_MARK.lastIndex = start;
  let open = 0;
  for (let mark = COMMENT_MARK.exec(text); mark !== null; mark = COMMENT_MARK.exec(text)) {
    open += mark[0] === '/*' ? 1 : -1;
    if (open === 0) return COMMENT_MARK.lastIndex;
  }
  return null;
}

/** Where the quote that closes the one at `start` stands; null when there is none. */
function closingQuote(text: string, start: number, quote: string, escapes: boolean): number | null {
  for (let at = start + 1; at < text.length; at += 1) {
    if (escapes && text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at += 1;
    }
  }
  return null;
}

function quotedName(text: string, start: number): Token {
  const close = closingQuote(text, start, '`', false);
  if (close === null) return invalid('a back-quote that is not closed', start, text.length);
  const value = text.slice(start + 1, close).replaceAll('``', '`');
  if (textFault(value) !== null) return invalid('a name with a character that is not text', start, close + 1);
  return { kind: 'quoted', value, start, end: close + 1 };
}

function literal(text: string, start: number, open: number): Token {
  const quote = text[open] ?? '';
  const close = closingQuote(text, open, quote, true);
  if (close === null) return invalid('a string that is not closed', start, text.length);
  return stringToken(decodeLiteral(text.slice(open + 1, close), quote), start, close + 1);
}

function isRawPrefix(text: string, start: number): boolean {
  return /[rR]/.test(text[start] ?? '') && /['"]/.test(text[start + 1] ?? '');
}

/** r'…': no escapes at all, so it ends at the first quote. */
function rawLiteral(text: string, start: number): Token {
  const close = text.indexOf(text[start + 1] ?? '', start + 2);
  if (close === -1) return invalid('a string that is not closed', start, text.length);
  return stringToken(text.slice(start + 2, close), start, close + 1);
}

function stringToken(value: string, start: number, end: number): Token {
  if (textFault(value) !== null) return invalid('a string with a character that is not text', start, end);
  return { kind: 'string', value, start, end };
}

function invalid(value: string, start: number, end: number): Token {
  return { kind: 'invalid', value, start, end };
}
