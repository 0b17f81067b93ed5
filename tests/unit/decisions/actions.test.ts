import { describe, expect, it } from '@jest/globals';
import { actionsFor } from '../../../src/evolution/approval/actions.ts';
import { RULE_IDS, RULES, type Ruling } from '../../../src/evolution/rules.ts';
import { ORIGINS } from '../../../src/evolution/types.ts';

function mayBreak(ruling: Ruling): boolean {
  if (ruling === null || typeof ruling === 'string') return ruling === 'BREAKING';
  return Object.values(ruling.verdicts).includes('BREAKING');
}

/** Breaking changes that a person cannot let through: the table cannot become that, or may not. */
const NOBODY = {
  INFERRED: [
    'TYPE_CHANGED',
    'STRUCTURE_CHANGED',
    'MAP_KEY_CHANGED',
    'KEY_FIELD_MISSING',
    'KEY_FIELD_CHANGED',
    'PARTITION_FIELD_MISSING',
    'PARTITION_FIELD_CHANGED',
    'PROTECTED_FIELD_CHANGED',
  ],
  DECLARED: [
    'TYPE_CHANGED',
    'STRUCTURE_CHANGED',
    'MAP_KEY_CHANGED',
    'KEY_FIELD_MISSING',
    'KEY_FIELD_CHANGED',
    'PARTITION_FIELD_MISSING',
    'PARTITION_FIELD_CHANGED',
    'PROTECTED_FIELD_CHANGED',
    'CASE_COLLISION',
    'FIELD_NAME_INVALID',
    'TYPE_NOT_STORABLE',
    'DROPPED_NAME_REUSED',
  ],
};

describe.each(ORIGINS)('what can be decided about an %s submission', (origin) => {
  it('answers every rule that can break, but for those that nobody can approve', () => {
    const unanswered = RULE_IDS.filter(
      (rule) => mayBreak(RULES[rule].ruling[origin]) && actionsFor(rule, origin).length === 0,
    );
    expect(unanswered).toEqual(NOBODY[origin]);
  });

  it('names nothing twice', () => {
    for (const rule of RULE_IDS) {
      const actions = actionsFor(rule, origin);
      expect(new Set(actions).size).toBe(actions.length);
    }
  });
});
