import { POLICY_REFERENCE } from '../../evolution/policy-settings.ts';
import { PRESET_SETTINGS } from '../../evolution/policy.ts';
import { PRESETS, type PolicySettings } from '../../evolution/types.ts';

/** One setting in words: what it is about, and what each value does. */
export function settingText(setting: keyof PolicySettings): string {
  const found = POLICY_REFERENCE.find((entry) => entry.setting === setting);
  if (found === undefined) return '';
  return [found.about, ...found.values.map(({ value, effect }) => `\`${value}\`: ${effect}`)].join(' ');
}

/** Every setting and every value, and which presets say so: the table that the contract shows. */
export function policyTable(): string {
  const rows = POLICY_REFERENCE.flatMap(({ setting, about, values }) =>
    values.map(({ value, effect }, index) => [
      index === 0 ? `\`${setting}\`` : '',
      index === 0 ? about : '',
      `\`${value}\``,
      effect,
      presetsThatSay(setting, value),
    ]),
  );
  const head = ['setting', 'about', 'value', 'what it does', 'presets'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function presetsThatSay(setting: string, value: string): string {
  const saying = PRESETS.filter((preset) =>
    Object.entries(PRESET_SETTINGS[preset]).some(([name, said]) => name === setting && said === value),
  );
  return saying.join(', ');
}
