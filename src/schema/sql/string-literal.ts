const ESCAPES = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\0', '\\0'],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A string as a literal in single quotes that Spark reads back as the same string. */
export function stringLiteral(text: string): string {
  return `'${Array.from(text, (char) => ESCAPES.get(char) ?? char).join('')}'`;
}
