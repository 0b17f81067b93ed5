const ESCAPES = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A string as a literal in single quotes that Spark reads back as the same string. */
export function stringLiteral(text: string): string {
  return `'${Array.from(text, (char) => ESCAPES.get(char) ?? char).join('')}'`;
}

const CODED = new Map([
  ['0', '\0'],
  ['b', '\b'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['Z', '\u001A'],
  // Kept with their backslash: Spark leaves them to LIKE.
  ['%', '\\%'],
  ['_', '\\_'],
]);

const ESCAPE = /''|""|\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([01][0-7]{2})|([^]))/g;

/**
 * What stands between the quotes of a literal, without its escapes, as Spark's `unescapeSQLString` reads them:
 * `\n` and the like, `\uXXXX`, `\UXXXXXXXX`, octal `\101`, any other character for itself, the quote doubled.
 */
export function decodeLiteral(body: string, quote: string): string {
  return body.replace(
    ESCAPE,
    (whole: string, short?: string, long?: string, octal?: string, char?: string) => {
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      if (long !== undefined) return codePoint(Number.parseInt(long, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (char !== undefined) return CODED.get(char) ?? char;
      return whole === quote + quote ? quote : whole;
    },
  );
}

/** Beyond Unicode there is nothing to stand for: a lone surrogate, which nobody takes for text. */
function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ud800';
}
