import { structToJson, typeToJson } from '../../schema/print-json.ts';
import { samePath } from '../../schema/path.ts';
import { FORMATS } from '../capability.ts';
import { columnFact, tombstoneOf } from '../column-fact.ts';
import type { FormatTable } from '../formats/format-profile.ts';
import { judge } from '../judge.ts';
import { PLAIN_TABLE } from '../plain-table.ts';
import { POLICY_REFERENCE, type SettingReference } from '../policy-settings.ts';
import { PRESET_SETTINGS, resolvePolicy } from '../policy.ts';
import { RULE_IDS, RULES, type Rule, verdictBy } from '../rules.ts';
import { type Judgement, ORIGINS, type Preset, type RuleId, type TableState } from '../types.ts';
import { conditionText } from './condition-text.ts';
import { RULE_EXAMPLES, type RuleExample } from './rule-examples.ts';
import { TABLE_VARIANTS, type TableVariant } from './table-variants.ts';
import type {
  ByPreset,
  ExampleEntry,
  FormatEntry,
  RuleEntry,
  RuleReference,
  SettingEntry,
  TypeChangesEntry,
} from './types.ts';

/** Made once: the same for every process of a version. */
export function ruleReference(): RuleReference {
  return (made ??= makeReference());
}

let made: RuleReference | null = null;

function makeReference(): RuleReference {
  return {
    rules: RULE_IDS.map((id) => ruleEntry(RULES[id])),
    settings: POLICY_REFERENCE.map(settingEntry),
    typeChanges: Object.values(FORMATS).flatMap(typeChangesOf),
  };
}

function typeChangesOf({ format, typeChanges }: FormatTable): TypeChangesEntry[] {
  return typeChanges.map(({ label, setting, rows }) => ({
    format,
    label,
    setting,
    rows: rows.map(({ from, to, when }) => ({
      from,
      to: to === 'ANY' ? null : to,
      condition: when === undefined ? null : conditionText(when),
    })),
  }));
}

function settingEntry(reference: SettingReference): SettingEntry {
  const { setting } = reference;
  const isPreset = presetValue('STRICT', setting) !== undefined;
  return {
    ...reference,
    presets: isPreset ? byPreset((preset) => presetValue(preset, setting) ?? null) : null,
  };
}

/** Undefined where presets say nothing of it: hints belong to a dataset. */
function presetValue(preset: Preset, setting: string): string | number | null | undefined {
  const said = new Map<string, unknown>(Object.entries(PRESET_SETTINGS[preset]));
  const value = said.get(setting);
  return value === null || typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function ruleEntry(rule: Rule): RuleEntry {
  const example = RULE_EXAMPLES[rule.id];
  return {
    id: rule.id,
    kind: rule.kind,
    purpose: rule.finds,
    because: rule.because,
    verdicts: {
      INFERRED: byPreset((preset) => verdictBy(rule, 'INFERRED', resolvePolicy({ preset }, preset))),
      DECLARED: byPreset((preset) => verdictBy(rule, 'DECLARED', resolvePolicy({ preset }, preset))),
    },
    settings: settingsOf(rule),
    exceptions: rule.exceptions,
    example: exampleEntry(example),
    formats: formatEntries(rule.id, example),
  };
}

function settingsOf(rule: Rule): string[] {
  const rulings = ORIGINS.map((origin) => rule.ruling[origin]);
  const deciding = rulings.flatMap((ruling) =>
    ruling === null || typeof ruling === 'string' ? [] : [ruling.setting],
  );
  return [...new Set<string>([...deciding, ...(rule.alsoDecidedBy ?? [])])];
}

function exampleEntry(example: RuleExample): ExampleEntry {
  const { format, properties, mode, pkFields, partitionKeys, protectedFields } = tableOf(example);
  const { dropped, origin = 'INFERRED', nullOnlyPaths = [], policy = {} } = example;
  return {
    table: {
      format,
      properties,
      mode,
      active: structToJson(example.active),
      pkFields,
      partitionKeys,
      protectedFields,
      dropped: dropped === undefined ? [] : [{ ...dropped, type: typeToJson(dropped.type) }],
    },
    submission: { schema: structToJson(example.submitted), origin, nullOnlyPaths },
    policy,
    changes: judged(example, {}).changes,
  };
}

/** The change that stands where the rule's does, on every kind of table. */
function formatEntries(id: RuleId, example: RuleExample): FormatEntry[] {
  const own = judged(example, {}).changes.find(({ rule }) => rule === id);
  if (own === undefined) return [];
  const entries = TABLE_VARIANTS.flatMap((variant): FormatEntry[] => {
    const { changes } = judged(example, variant);
    const change =
      changes.find(({ rule }) => rule === id) ?? changes.find(({ path }) => samePath(path, own.path));
    return change === undefined ? [] : [{ ...variant, rule: change.rule, verdict: change.verdict }];
  });
  const isSame = entries.every(({ rule, verdict }) => rule === own.rule && verdict === own.verdict);
  return isSame ? [] : entries;
}

function judged(example: RuleExample, variant: Partial<TableVariant>): Judgement {
  const { submitted, origin = 'INFERRED', nullOnlyPaths = [], policy = {} } = example;
  return judge(
    { ...tableOf(example), ...variant },
    { schema: submitted, origin, nullOnlyPaths, base: null },
    resolvePolicy(policy, 'STRICT'),
  );
}

function tableOf(example: RuleExample): TableState {
  const { path, type, version, renamedTo = null } = example.dropped ?? { path: [], type: null, version: 0 };
  return {
    ...PLAIN_TABLE,
    format: example.format ?? 'PARQUET',
    properties: example.properties ?? {},
    mode: example.mode ?? 'append',
    active: example.active,
    activeVersion: example.activeVersion ?? 1,
    facts: type === null ? [] : [columnFact(path, { dropped: { ...tombstoneOf(type, version), renamedTo } })],
    pkFields: example.pkFields ?? [],
    partitionKeys: example.partitionKeys ?? [],
    protectedFields: example.protectedFields ?? [],
  };
}

function byPreset<T>(of: (preset: Preset) => T): ByPreset<T> {
  return { STRICT: of('STRICT'), TOLERANT: of('TOLERANT'), FROZEN: of('FROZEN') };
}
