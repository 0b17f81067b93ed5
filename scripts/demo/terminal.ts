import { stripVTControlCharacters, styleText } from 'node:util';
import Table from 'cli-table3';

/** Where the story goes: a terminal, a pipe, or a test. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Terminal {
  readonly width: number;
  style(style: Style, text: string): string;
  line(text?: string): void;
  /** Text broken between words, each line with the indent. */
  paragraph(text: string, indent: number, style?: Style): void;
  table(head: readonly string[], rows: readonly (readonly string[])[], indent: number): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_WIDTH = 100;
const [NARROWEST, WIDEST] = [60, 120];
/** No column between the first and the last takes more of the line than this, unless a word of it needs more. */
const COLUMN_SHARE = 1 / 4;
const LAST_COLUMN_MIN = 16;

export function createTerminal(output: Output, environment: Environment): Terminal {
  const isTerminal = output.isTTY === true;
  const isColourful = wantsColour(isTerminal, environment);
  const columns = output.columns ?? 0;
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns > 0 ? columns : DEFAULT_WIDTH));
  const style = (format: Style, text: string) =>
    isColourful ? styleText(format, text, { validateStream: false }) : text;
  const line = (text = '') => {
    output.write(`${text.trimEnd()}\n`);
  };
  return {
    width,
    style,
    line,
    paragraph: (text, indent, format) => {
      for (const part of wrap(text, width - indent)) {
        line(' '.repeat(indent) + (format === undefined ? part : style(format, part)));
      }
    },
    table: (head, rows, indent) => {
      const looks = isTerminal ? BOXED : PLAIN;
      const table = new Table({
        chars: looks.chars,
        head: head.map((title) => style('dim', title)),
        colWidths: columnWidths([head, ...rows], width - indent, looks),
        wordWrap: true,
        style: {
          head: [],
          border: isColourful ? ['gray'] : [],
          compact: rows.every(isOneLine),
          'padding-left': looks.left,
          'padding-right': looks.right,
        },
      });
      table.push(...rows.map((row) => [...row]));
      for (const part of table.toString().split('\n')) line(' '.repeat(indent) + part);
    },
  };
}

/** How tables look; `border` is what each column's border takes. */
interface Looks {
  readonly chars: Readonly<Record<string, string>>;
  readonly left: number;
  readonly right: number;
  readonly border: number;
}

const BOXED: Looks = { chars: {}, left: 1, right: 1, border: 1 };

/** Columns apart by white space alone: what a log or a file wants. */
const PLAIN: Looks = {
  chars: {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
    ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
  },
  left: 0,
  right: 2,
  border: 0,
};

const NO_BREAK = '\u00a0';

/** Text that `wrap` leaves in one piece. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK);
}

/** Breaks text between words; a word that is longer than a line has one of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].map((each) => each.replaceAll(NO_BREAK, ' '));
}

/** https://no-color.org: NO_COLOR that is not empty says no; FORCE_COLOR says yes where no terminal is seen. */
function wantsColour(isTerminal: boolean, environment: Environment): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

/** As wide as what is in them, within limits; the last one gets the rest. */
function columnWidths(
  rows: readonly (readonly string[])[],
  width: number,
  { left, right, border }: Looks,
): number[] {
  const padding = left + right;
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => contentWidth(row[index] ?? ''))),
  );
  const limit = Math.floor(width * COLUMN_SHARE);
  const firsts = widths.slice(0, -1).map((natural, index) => {
    if (index === 0) return natural + padding;
    const word = Math.max(...rows.map((row) => longestWord(row[index] ?? '')));
    return Math.min(natural, Math.max(limit, word)) + padding;
  });
  const taken = firsts.reduce((sum, each) => sum + each, (widths.length + 1) * border);
  const last = Math.min((widths.at(-1) ?? 0) + padding, Math.max(width - taken, LAST_COLUMN_MIN));
  return [...firsts, last];
}

function contentWidth(cell: string): number {
  return Math.max(...cell.split('\n').map((part) => stripVTControlCharacters(part).length));
}

function longestWord(cell: string): number {
  return Math.max(
    ...stripVTControlCharacters(cell)
      .split(/\s/)
      .map((word) => word.length),
  );
}

function isOneLine(row: readonly string[]): boolean {
  return row.every((cell) => !cell.includes('\n'));
}
