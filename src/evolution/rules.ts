import type { RuleId } from './rule-ids.ts';
import { FIELD_RULES } from './rules/field-rules.ts';
import { GUARD_RULES } from './rules/guard-rules.ts';
import { type Rule } from './rules/rule.ts';
import { TYPE_RULES } from './rules/type-rules.ts';

export { RULE_IDS, type RuleId } from './rule-ids.ts';
export { type Rule, type Ruling, verdictBy } from './rules/rule.ts';

/** Every rule, by id: what the engine judges by and what the reference is made of. */
export const RULES: Readonly<Record<RuleId, Rule>> = { ...FIELD_RULES, ...TYPE_RULES, ...GUARD_RULES };
