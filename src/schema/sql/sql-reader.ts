import type { Parsed, SchemaError } from '../types.ts';
import { nextToken } from './next-token.ts';
import { type TextPosition, textPositions } from './text-positions.ts';
import { describeToken, type Token } from './token.ts';

/**
 * Reads a text token by token and keeps the first error. What a reading function cannot read it answers with
 * null after `fail`; the caller passes the null on.
 */
export class SqlReader {
  readonly text: string;
  readonly #ahead: Token[] = [];
  #offset = 0;
  #error: SchemaError | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** The token that comes next, or one further ahead. */
  peek(ahead = 0): Token {
    for (;;) {
      const token = this.#ahead[ahead];
      if (token !== undefined) return token;
      const read = nextToken(this.text, this.#offset);
      this.#offset = read.end;
      this.#ahead.push(read);
    }
  }

  take(): Token {
    const token = this.peek();
    this.#ahead.shift();
    return token;
  }

  /** Is the token an unquoted word that reads so in any case? */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.value.toUpperCase() === word;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.value === symbol;
  }

  /** Takes these words if they come next, all of them. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, index) => this.isWord(word, index))) return false;
    words.forEach(() => this.take());
    return true;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.take();
    return true;
  }

  /** Keeps the error unless there is one already: what follows from the first helps nobody. */
  fail(at: Token, message: string): null {
    this.#error ??= { pointer: '', message, position: positionAt(this.text, at.start) };
    return null;
  }

  /** Fails at the next token, saying what should have been there. */
  expected(what: string): null {
    const token = this.peek();
    return this.fail(token, `expected ${what}, found ${describeToken(token)}`);
  }

  /** What was read, if it was and nothing is left. */
  finish<T>(value: T | null, expected: string): Parsed<T> {
    if (value !== null && this.peek().kind !== 'end') this.expected(expected);
    if (this.#error !== null) return { ok: false, errors: [this.#error] };
    if (value === null) throw new Error('a reading function answered null without saying why');
    return { ok: true, value };
  }
}

function positionAt(text: string, offset: number): TextPosition {
  return textPositions(text, [offset])[0] ?? { line: 1, column: 1 };
}
