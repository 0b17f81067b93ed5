import { describe, expect, it } from '@jest/globals';
import { ruleReference } from '../../../src/evolution/reference/rule-reference.ts';
import { PRESET_SETTINGS } from '../../../src/evolution/policy.ts';
import { RULE_IDS } from '../../../src/evolution/rules.ts';
import { TABLE_FORMATS } from '../../../src/evolution/types.ts';

const { rules, settings, typeChanges } = ruleReference();
const ruleOf = (id: string) => rules.find((rule) => rule.id === id);

describe('the reference of the rules', () => {
  it('has every rule, in the order of their ids', () => {
    expect(rules.map(({ id }) => id)).toEqual([...RULE_IDS]);
  });

  it.each(rules)('$id has an example that meets it', ({ id, example }) => {
    expect(example.changes.map(({ rule }) => rule)).toContain(id);
  });

  it('says what a rule comes to by origin and preset, and where it does not apply', () => {
    expect(ruleOf('FIELD_REMOVED')?.verdicts.INFERRED).toEqual({
      STRICT: 'BREAKING',
      TOLERANT: 'NONE',
      FROZEN: 'NONE',
    });
    expect(ruleOf('REQUIRED_FIELD_ADDED')?.verdicts.INFERRED.STRICT).toBeNull();
  });

  it('names every setting that bears on a rule, the one of an exception too', () => {
    expect(ruleOf('TYPE_WIDENING_LOSSY')?.settings).toEqual(['stringFallback', 'widening']);
    expect(ruleOf('TYPE_CHANGED')?.settings).toEqual([]);
  });

  it('shows an example on every kind of table where that matters, and only there', () => {
    const widened = ruleOf('TYPE_WIDENED')?.formats ?? [];
    expect(new Set(widened.map(({ format }) => format))).toEqual(new Set(TABLE_FORMATS));
    expect(new Set(widened.map(({ rule }) => rule))).toEqual(
      new Set(['TYPE_WIDENED', 'TYPE_WIDENING_UNSUPPORTED']),
    );
    expect(ruleOf('TYPE_CHANGED')?.formats).toEqual([]);
  });

  it('describes every setting of a policy, each value that a preset gives it among them', () => {
    const described = new Map(settings.map((entry) => [entry.setting, entry]));
    for (const preset of Object.values(PRESET_SETTINGS)) {
      for (const [setting, value] of Object.entries(preset)) {
        const values = described.get(setting)?.values.map((entry) => entry.value) ?? [];
        if (typeof value === 'object' && value !== null) expect(values).not.toEqual([]);
        else expect(values).toContain(typeof value === 'number' ? 'a number' : String(value));
      }
    }
  });

  it('has the type changes of every format', () => {
    expect(new Set(typeChanges.map(({ format }) => format))).toEqual(new Set(TABLE_FORMATS));
  });
});
