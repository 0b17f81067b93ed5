import { ruleReference } from '../src/evolution/reference/rule-reference.ts';
import type {
  ExampleEntry,
  FormatEntry,
  RuleEntry,
  SettingEntry,
  TypeChangesEntry,
} from '../src/evolution/reference/types.ts';
import { ORIGINS, PRESETS } from '../src/evolution/types.ts';
import { pathText } from '../src/schema/path.ts';
import { sqlColumns } from '../src/schema/sql/type-text.ts';
import { structFromJson } from '../src/schema/struct-from-json.ts';

/** The text of docs/evolution-rules.md: what `GET /rules` serves, to be read. */
export function ruleReferenceText(): string {
  const { rules, settings, typeChanges } = ruleReference();
  return [
    '# Evolution rules',
    '',
    'Made from the code by `npm run rules`; do not edit. `GET /rules` serves the same as JSON.',
    '',
    'A submission is compared with the active schema. Every difference is a change with the id of a rule and a verdict;',
    "the greatest verdict is the submission's. INFERRED is a schema that was read off a sample, DECLARED one that somebody",
    'means word by word. Ids are never renamed or reused.',
    '',
    '## Policies',
    '',
    "A dataset's `evolutionPolicy` is a preset, and single settings over it. What each preset says:",
    '',
    ...table(['setting', ...PRESETS], settings.flatMap(presetRow)),
    '',
    'What each value does:',
    '',
    ...table(['setting', 'value', 'effect'], settings.flatMap(valueRows)),
    '',
    '## Rules',
    '',
    'Each example is judged under STRICT, by the engine, when this text is made.',
    '',
    ...rules.flatMap(ruleSection),
    '## What table formats can do',
    '',
    'Type changes in place, by format, properties and engine. What is not listed is not possible. A change that is possible',
    'and loses nothing is `TYPE_WIDENED`; one that is possible but can change values is `TYPE_WIDENING_LOSSY`.',
    '',
    ...typeChanges.flatMap(formatSection),
  ].join('\n');
}

function presetRow({ setting, presets }: SettingEntry): string[][] {
  if (presets === null) return [];
  return [[`\`${setting}\``, ...PRESETS.map((preset) => String(presets[preset] ?? 'no limit'))]];
}

function valueRows({ setting, about, values }: SettingEntry): string[][] {
  return values.map(({ value, effect }, index) => [
    index === 0 ? `\`${setting}\`: ${about}` : '',
    `\`${value}\``,
    effect,
  ]);
}

function ruleSection(rule: RuleEntry): string[] {
  const rows = ORIGINS.map((origin) => [
    origin,
    ...PRESETS.map((preset) => rule.verdicts[origin][preset] ?? 'does not apply'),
  ]);
  return [
    `### ${rule.id}`,
    '',
    `${escape(rule.purpose)} ${escape(rule.because)}`,
    '',
    ...table(['', ...PRESETS], rows),
    '',
    ...list([
      ...rule.exceptions.map(escape),
      ...(rule.settings.length === 0
        ? []
        : [`Settings: ${rule.settings.map((setting) => `\`${setting}\``).join(', ')}.`]),
    ]),
    ...exampleText(rule),
    ...perFormat(rule.formats),
  ];
}

function exampleText({ id, example }: RuleEntry): string[] {
  const { table: target, submission } = example;
  const found = example.changes.find(({ rule }) => rule === id);
  return [
    `Example: a ${target.format} table (${context(example)}) of \`${columns(target.active)}\` and a submission, ` +
      `${submission.origin}, of \`${columns(submission.schema)}\`:`,
    '',
    ...(found === undefined ? [] : [`> ${found.verdict}: ${escape(found.reason)}`]),
    ...(found?.remediation === undefined ? [] : ['>', `> ${escape(found.remediation)}`]),
    '',
  ];
}

function context({ table: target, submission, policy }: ExampleEntry): string {
  const lists = [
    ['pkFields', target.pkFields],
    ['partitionKeys', target.partitionKeys],
    ['protectedFields', target.protectedFields],
    ['dropped', target.dropped.map(({ path }) => path)],
    ['nullOnlyPaths', submission.nullOnlyPaths],
  ] as const;
  return [
    target.mode,
    ...propertyTexts(target.properties),
    ...lists.flatMap(([name, paths]) =>
      paths.length === 0 ? [] : [`${name} \`${paths.map(pathText).join(', ')}\``],
    ),
    ...Object.entries(policy).map(([setting, value]) => `${setting} ${JSON.stringify(value)}`),
  ].join(', ');
}

function perFormat(formats: readonly FormatEntry[]): string[] {
  if (formats.length === 0) return [];
  const rows = formats.map(({ format, properties, rule, verdict }) => [
    [format, ...propertyTexts(properties)].join(', '),
    `\`${rule}\``,
    verdict,
  ]);
  return [...table(['the same on', 'rule', 'verdict'], rows), ''];
}

function propertyTexts(properties: Readonly<Record<string, string>>): string[] {
  return Object.entries(properties).map(([name, value]) => `\`${name}\` = ${value}`);
}

function columns(schema: unknown): string {
  const parsed = structFromJson(schema);
  if (!parsed.ok) throw new Error('An example of the reference is no schema');
  return sqlColumns(parsed.value);
}

function formatSection({ label, setting, rows }: TypeChangesEntry): string[] {
  const cells = rows.map(({ from, to, condition }) => [
    from.join(', '),
    to?.join(', ') ?? 'anything',
    condition ?? '',
  ]);
  return [
    `### ${label}`,
    '',
    ...(setting === null ? [] : [`To have it: ${escape(setting)}.`, '']),
    ...table(['from', 'to', 'if'], cells),
    '',
  ];
}

function list(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [...items.map((item) => `- ${item}`), ''];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** Names like `_hoodie_*` would be read as emphasis. */
function escape(text: string): string {
  return text.replaceAll(/[*_<]/g, '\\$&');
}
