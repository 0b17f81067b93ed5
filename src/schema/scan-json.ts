import type { SchemaError } from './types.ts';

/**
 * More brackets than a schema within its limits can open: three for each of 50 levels, and 50 of metadata below. Keeps the
 * recursive parser that comes after it from running out of stack.
 */
export const MOST_BRACKETS = 256;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * What is wrong with a JSON text that a parser would not say, or null: nesting beyond MOST_BRACKETS, or a key twice in one
 * object. One pass, no recursion. Text that is not JSON may pass: the parser will refuse it.
 */
export function scanJson(text: string): SchemaError | null {
  /** The keys so far of each open object; null for an open array. */
  const open: (Set<string> | null)[] = [];
  /** The last string, until a colon has made it a key: one that many colons follow is looked at once. */
  let last: { readonly start: number; readonly end: number } | null = null;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        last = { start: i, end: closingQuote(text, i) };
        i = last.end;
        break;
      case COLON:
        if (last !== null && isTaken(open.at(-1), keyText(text.slice(last.start, last.end + 1)))) {
          return textError(text, last.start, 'a key stands twice in one object');
        }
        last = null;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (open.length === MOST_BRACKETS)
          return textError(text, i, `nested more than ${MOST_BRACKETS} brackets deep`);
        open.push(text.charCodeAt(i) === OPEN_BRACE ? new Set() : null);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        open.pop();
    }
  }
  return null;
}

function isTaken(keys: Set<string> | null | undefined, key: string): boolean {
  if (keys?.has(key) === true) return true;
  keys?.add(key);
  return false;
}

/** An error at an index of a text, as line and column. */
export function textError(text: string, index: number, message: string): SchemaError {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return { pointer: '', message, position: { line, column: index - lineStart + 1 } };
}

function closingQuote(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return text.length;
}

/** The key that a literal stands for: `"a"` and `"\u0061"` are the same key. */
function keyText(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
