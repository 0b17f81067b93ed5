import { pathText } from '../../src/schema/path.ts';
import { withoutOrder, type Change } from './answers.ts';
import { wrap, type Style, type Terminal } from './terminal.ts';

/** How the parts of a scene look; what they say is for `play` to know. */

const INDENT = 2;
const LABEL = 10;

export function tellTitle(terminal: Terminal, title: string): void {
  const rule = '─'.repeat(Math.max(0, terminal.width - title.length - 5));
  terminal.line();
  terminal.line(
    `${terminal.style('dim', '──')} ${terminal.style('bold', title)} ${terminal.style('dim', rule)}`,
  );
}

export function tellText(terminal: Terminal, text: string): void {
  terminal.paragraph(text, INDENT);
  terminal.line();
}

/** `label  text`, the text in a column of its own. */
export function tell(terminal: Terminal, label: string, text: string, style?: Style): void {
  tellPainted(terminal, label, text, (part) => (style === undefined ? part : terminal.style(style, part)));
}

/** The same with some words standing out. */
export function tellMarked(terminal: Terminal, label: string, text: string, words: readonly string[]): void {
  tellPainted(terminal, label, text, (part) =>
    words.reduce(
      (line, word) => line.replace(new RegExp(`\\b${word}\\b`), terminal.style('yellow', word)),
      part,
    ),
  );
}

function tellPainted(
  terminal: Terminal,
  label: string,
  text: string,
  painted: (part: string) => string,
): void {
  const indent = INDENT + LABEL;
  const [first = '', ...others] = wrap(text, terminal.width - indent);
  terminal.line(
    ' '.repeat(INDENT) + terminal.style('dim', label) + ' '.repeat(LABEL - label.length) + painted(first),
  );
  for (const part of others) terminal.line(' '.repeat(indent) + painted(part));
}

const VERDICT_STYLES: Readonly<Record<string, Style>> = {
  BREAKING: 'red',
  NON_BREAKING: 'green',
  INITIAL: 'green',
  NONE: 'cyan',
};

export function tellVerdict(terminal: Terminal, verdict: string, consequence: string): void {
  const name = terminal.style('bold', terminal.style(VERDICT_STYLES[verdict] ?? 'bold', verdict));
  tellPainted(terminal, 'verdict', `${verdict}: ${consequence}`, (part) => part.replace(verdict, name));
}

const SIGNS: Readonly<Record<Change['verdict'], string>> = { BREAKING: '✖', NON_BREAKING: '✔', NONE: '·' };

export function tellChanges(terminal: Terminal, changes: readonly Change[]): void {
  const told = withoutOrder(changes);
  if (told.length === 0) return;
  const rows = told.map(({ rule, path, before, after, verdict, reason }) => [
    terminal.style(VERDICT_STYLES[verdict] ?? 'bold', `${SIGNS[verdict]} ${rule}`),
    `${pathText(path)}\n${before ?? '(none)'} → ${after ?? '(none)'}`,
    reason,
  ]);
  terminal.table(['rule', 'column', 'reason'], rows, INDENT + LABEL);
}

/** What is to be done about the changes that need it. */
export function tellRemedies(terminal: Terminal, changes: readonly Change[]): void {
  const remedies = changes.flatMap(({ path, remediation }) =>
    remediation === undefined ? [] : [`${pathText(path)}: ${remediation}`],
  );
  remedies.forEach((remedy, index) => {
    tell(terminal, index === 0 ? 'remedy' : '', remedy);
  });
}
