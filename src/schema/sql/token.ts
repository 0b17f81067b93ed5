/**
 * One piece of SQL text. `value` is what it stands for: a word as written, a name without its back-quotes, a
 * string without its escapes, one character of punctuation; for `invalid`, what is wrong with it.
 */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'end' | 'invalid';
  readonly value: string;
  /** Offsets into the text: where it starts, and where the text goes on after it. */
  readonly start: number;
  readonly end: number;
}

const SHOWN = 40;

/** What an error message calls a token. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the text';
    case 'string':
      return 'a string';
    case 'invalid':
      return token.value;
    case 'word':
    case 'quoted':
    case 'number':
    case 'symbol':
      return token.value.length > SHOWN ? `'${token.value.slice(0, SHOWN)}…'` : `'${token.value}'`;
  }
}
