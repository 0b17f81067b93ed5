import type { RuleId } from '../../src/evolution/rule-ids.ts';
import type { Played } from './play-topic.ts';

/** Why each rule is right to stop what it stopped in the corpus. A rule that is not here has nobody to defend it. */
const DEFENCE: Partial<Readonly<Record<RuleId, string>>> = {
  FIELD_REMOVED:
    'The column is in the table and really absent from the record, not null in it. To call that breaking is what STRICT is for; a job that infers its schema from such payloads should run under TOLERANT, where none of these is left.',
  FIELD_NAME_INVALID:
    'The payload counts reactions in fields that are named by a sign and a digit. Hudi keeps its schema as Avro, whose names are a letter or underscore and then letters, digits and underscores: the write would fail. `invalidNames` IGNORE leaves these fields out, with a warning, and nothing is left to refuse.',
};

const HEAD = ['topic', 'format', 'preset', 'records', 'versions', 'BREAKING', 'again', 'because of'];

/** The run as the text of docs/corpus.md: numbers and rules, nothing of the payloads. */
export function corpusReport(schemas: number, played: readonly Played[]): string {
  const rules = [...new Set(played.flatMap((each) => [...each.rules.keys()]))].sort();
  return [
    '# Real input',
    '',
    'Made by `npm run test:corpus -- <directory> --write`; do not edit. It exits with 1 where an expectation does not hold.',
    '',
    `**Delta golden tables.** ${schemas} schemas that Spark wrote into Delta logs. Each parses, prints back as the same text,`,
    'is INITIAL as the declared schema of a Delta dataset, and NONE when it comes again.',
    '',
    '**GitHub webhook payloads.** Each topic is inferred record by record with `nullFields=VOID` and submitted to a dataset',
    'of its own for each format and preset: the hardest way to use the service, since every record is a batch. "again" is',
    'the same topic once more: under TOLERANT it makes no new version. Every BREAKING change is held against the values of',
    'the record: the table could not have taken them, or the field is really not there. Tables have no properties set.',
    '',
    ...table(HEAD, played.map(row)),
    '',
    '## Why each BREAKING stands',
    '',
    'In brackets above: how many changes a rule found. One record can have several.',
    '',
    ...rules.flatMap((rule) => [`- \`${rule}\`: ${DEFENCE[rule] ?? 'Nobody has said.'}`]),
    '',
  ].join('\n');
}

function row(played: Played): string[] {
  const { topic, format, preset, ignoreInvalidNames, records, versions, breaking, breakingAgain } = played;
  const rules = [...played.rules].map(([rule, count]) => `\`${rule}\` (${count})`);
  const policy = ignoreInvalidNames ? `${preset}, \`invalidNames\` IGNORE` : preset;
  return [
    `\`${topic}\``,
    format,
    policy,
    ...[records, versions, breaking, breakingAgain].map(String),
    rules.join(', '),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_title, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

/** Expectations that do not hold, each with where. */
export function violationsOf(played: readonly Played[]): string[] {
  return played.flatMap(({ topic, format, preset, violations, rules }) => {
    const undefended = [...rules.keys()].filter((rule) => DEFENCE[rule] === undefined);
    const faults = [...violations, ...undefended.map((rule) => `nobody defends ${rule}`)];
    return faults.map((fault) => `${topic}, ${format}, ${preset}: ${fault}`);
  });
}
