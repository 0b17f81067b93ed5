import { FORMATS } from '../src/evolution/capability.ts';
import type { DigitRule, TypeChangeRow, TypeChanges } from '../src/evolution/formats/format-profile.ts';
import { PRESET_SETTINGS, resolvePolicy } from '../src/evolution/policy.ts';
import { RULE_IDS } from '../src/evolution/rule-ids.ts';
import { RULES, verdictBy, type Rule } from '../src/evolution/rules.ts';
import { ORIGINS, PRESETS, type Origin, type PolicySettings } from '../src/evolution/types.ts';

const SETTINGS = [
  'newFields',
  'missingFields',
  'narrowerTypes',
  'widening',
  'stringFallback',
  'corruptRecords',
  'invalidNames',
  'maxNewFields',
  'maxColumns',
] as const satisfies readonly (keyof PolicySettings)[];

/** The text of docs/evolution-rules.md: what the engine judges by, in the engine's own words. */
export function ruleReference(): string {
  return [
    '# Evolution rules',
    '',
    'Made from the code by `scripts/evolution-rules.ts`; do not edit.',
    '',
    'A submission is compared with the active schema. Every difference is a change with the id of a rule and a verdict;',
    "the greatest verdict is the submission's. INFERRED is a schema that was read off a sample, DECLARED one that somebody",
    'means word by word. Ids are never renamed or reused.',
    '',
    '## Policies',
    '',
    "A dataset's `evolutionPolicy` is a preset, and single settings over it.",
    '',
    ...table(['setting', ...PRESETS], SETTINGS.map(settingRow)),
    '',
    '`enforcement` OBSERVE (instead of ENFORCE) changes no verdict, but blocks nothing: the answer says it in `wouldBe`.',
    '',
    '## Rules',
    '',
    ...RULE_IDS.flatMap((id) => ruleSection(RULES[id])),
    '## What table formats can do',
    '',
    'Type changes in place, by format, properties and engine. What is not listed is not possible. A change that is possible',
    'and loses nothing is `TYPE_WIDENED`; one that is possible but can change values is `TYPE_WIDENING_LOSSY`.',
    '',
    ...Object.values(FORMATS).flatMap(({ typeChanges }) => typeChanges.flatMap(formatSection)),
  ].join('\n');
}

function settingRow(setting: keyof PolicySettings): string[] {
  return [
    `\`${setting}\``,
    ...PRESETS.map((preset) => String(PRESET_SETTINGS[preset][setting] ?? 'no limit')),
  ];
}

function ruleSection(rule: Rule): string[] {
  const rows = ORIGINS.map((origin) => [origin, ...PRESETS.map((preset) => verdict(rule, origin, preset))]);
  return [
    `### ${rule.id}`,
    '',
    `${escape(rule.finds)} ${escape(rule.because)}`,
    '',
    ...table(['', ...PRESETS], rows),
    '',
    ...rule.exceptions.map((exception) => `- ${escape(exception)}`),
    ...(rule.exceptions.length === 0 ? [] : ['']),
  ];
}

function verdict(rule: Rule, origin: Origin, preset: (typeof PRESETS)[number]): string {
  const ruling = rule.ruling[origin];
  const found = verdictBy(rule, origin, resolvePolicy({ preset }, preset));
  if (found === null || ruling === null) return 'does not apply';
  return typeof ruling === 'string' ? found : `${found} (\`${ruling.setting}\`)`;
}

function formatSection({ label, setting, rows }: TypeChanges): string[] {
  return [
    `### ${label}`,
    '',
    ...(setting === null ? [] : [`To have it: ${escape(setting)}.`, '']),
    ...table(['from', 'to', 'if'], rows.map(changeRow)),
    '',
  ];
}

function changeRow({ from, to, when }: TypeChangeRow): string[] {
  return [
    from.join(', '),
    to === 'ANY' ? 'anything' : to.join(', '),
    when === undefined ? '' : condition(when),
  ];
}

function condition(rule: DigitRule): string {
  switch (rule) {
    case 'DIGITS_AND_SCALE_GROW':
      return 'neither the scale nor the digits before the point shrink';
    case 'PRECISION_GROWS':
      return 'same scale, precision does not shrink';
    case 'PRECISION_GROWS_IN_STORAGE':
      return 'same scale, precision does not shrink, and both have up to 9, up to 18, or more digits';
    case 'LENGTH_GROWS':
      return 'to varchar, not shorter';
    default:
      return `at least ${rule.integerDigits} digits before the point`;
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** Names like `_hoodie_*` would be read as emphasis. */
function escape(text: string): string {
  return text.replaceAll(/[*_<]/g, '\\$&');
}
