import { describe, expect, it } from '@jest/globals';
import { actionsOf, choicesOn } from '../../../src/evolution/approval/actions.ts';
import { RULE_IDS, RULES, type Ruling } from '../../../src/evolution/rules.ts';
import { type Origin, ORIGINS, type RuleId } from '../../../src/evolution/types.ts';
import { tableWith } from '../ddl/support.ts';

/** What may be decided about a column that is neither a key nor guarded otherwise. */
function actionsFor(rule: RuleId, origin: Origin) {
  return actionsOf(choicesOn(tableWith('a INT'), origin)({ rule, path: ['a'] }));
}

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

describe('what may be null', () => {
  const table = tableWith('s STRUCT<id: INT, n: INT>, day DATE, at DATE, a INT', {
    pkFields: [['S', 'ID']],
    partitionKeys: [['day']],
    protectedFields: [['at']],
  });

  it.each(['NULLABILITY_RELAXED', 'NULLABILITY_TIGHTENED'] as const)(
    'of a guarded column, and of what holds a key, is nothing to decide about: %s',
    (rule) => {
      const choices = choicesOn(table, 'DECLARED');
      for (const path of [['s', 'id'], ['s'], ['day'], ['at']]) {
        expect(actionsOf(choices({ rule, path }))).toEqual([]);
      }
      for (const path of [['s', 'n'], ['a']]) {
        expect(actionsOf(choices({ rule, path }))).not.toEqual([]);
      }
    },
  );
});
