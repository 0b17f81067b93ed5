import { pathText } from '../../src/schema/path.ts';
import type { Breaking, Change } from './answers.ts';
import type { Style, Terminal } from './terminal.ts';
import { wrap } from './terminal.ts';

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
  const indent = INDENT + LABEL;
  const [first = '', ...others] = wrap(text, terminal.width - indent);
  const painted = (part: string) => (style === undefined ? part : terminal.style(style, part));
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
  const painted = terminal.style(VERDICT_STYLES[verdict] ?? 'bold', verdict);
  const label = 'verdict';
  terminal.line(
    ' '.repeat(INDENT) +
      terminal.style('dim', label) +
      ' '.repeat(LABEL - label.length) +
      `${terminal.style('bold', painted)}: ${consequence}`,
  );
}

const SIGNS: Readonly<Record<Change['verdict'], string>> = { BREAKING: '✖', NON_BREAKING: '+', NONE: '·' };

export function tellChanges(terminal: Terminal, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const rows = changes.map(({ rule, path, before, after, verdict, reason }) => [
    terminal.style(VERDICT_STYLES[verdict] ?? 'bold', `${SIGNS[verdict]} ${rule}`),
    `${pathText(path)}\n${before ?? 'nothing'} → ${after ?? 'nothing'}`,
    reason,
  ]);
  terminal.table(['rule', 'column', 'reason'], rows, INDENT + LABEL);
}

/** What a person on call reads. */
export function tellProblem(terminal: Terminal, { detail, changes }: Breaking): void {
  tell(terminal, 'on call', detail);
  const remedies = changes.filter(({ remediation }) => remediation !== undefined);
  remedies.forEach(({ path, remediation }, index) => {
    tell(terminal, index === 0 ? 'remedies' : '', `${pathText(path)}: ${remediation ?? ''}`);
  });
}
