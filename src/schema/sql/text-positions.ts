/** A place in a text, both from 1; a column is one character, however many units it has. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Line and column of each offset, in one pass through the text.
 * @param offsets in rising order
 */
export function textPositions(text: string, offsets: readonly number[]): TextPosition[] {
  const positions: TextPosition[] = [];
  let [at, line, column] = [0, 1, 1];
  for (const offset of offsets) {
    while (at < offset) {
      const code = text.codePointAt(at) ?? 0;
      const isBreak = code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED);
      at += code > 0xffff ? 2 : 1;
      [line, column] = isBreak ? [line + 1, 1] : [line, column + 1];
    }
    positions.push({ line, column });
  }
  return positions;
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
