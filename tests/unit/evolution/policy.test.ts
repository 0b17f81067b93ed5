import { describe, expect, it } from '@jest/globals';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import { RULES, type RuleId, verdictBy } from '../../../src/evolution/rules.ts';
import type { Origin, PolicyInput } from '../../../src/evolution/types.ts';

describe('resolvePolicy', () => {
  it('takes the default of the service where no preset is stored', () => {
    expect(resolvePolicy({}, 'TOLERANT')).toMatchObject({ preset: 'TOLERANT', missingFields: 'ALLOW' });
    expect(resolvePolicy({ preset: 'STRICT' }, 'TOLERANT')).toMatchObject({ missingFields: 'BLOCK' });
  });

  it('lays single settings over the preset, and leaves the others', () => {
    expect(resolvePolicy({ preset: 'FROZEN', newFields: 'IGNORE' }, 'STRICT')).toMatchObject({
      preset: 'FROZEN',
      newFields: 'IGNORE',
      widening: 'BLOCK',
      missingFields: 'ALLOW',
    });
  });

  it('takes undefined as not set, and null as no limit', () => {
    const policy = resolvePolicy({ preset: undefined, widening: undefined, maxColumns: null }, 'FROZEN');
    expect(policy).toMatchObject({ preset: 'FROZEN', widening: 'BLOCK', maxColumns: null });
  });

  it('enforces unless told to observe', () => {
    expect(resolvePolicy({}, 'STRICT').enforcement).toBe('ENFORCE');
    expect(resolvePolicy({ enforcement: 'OBSERVE' }, 'STRICT').enforcement).toBe('OBSERVE');
  });
});

describe('verdictBy', () => {
  const table: [RuleId, Origin, PolicyInput, string | null][] = [
    ['FIELD_ADDED', 'INFERRED', {}, 'NON_BREAKING'],
    ['FIELD_ADDED', 'DECLARED', { preset: 'FROZEN' }, 'BREAKING'],
    ['FIELD_ADDED', 'INFERRED', { newFields: 'IGNORE' }, 'NONE'],
    ['REQUIRED_FIELD_ADDED', 'INFERRED', {}, null],
    ['REQUIRED_FIELD_ADDED', 'DECLARED', { preset: 'TOLERANT' }, 'BREAKING'],
    ['FIELD_REMOVED', 'INFERRED', {}, 'BREAKING'],
    ['FIELD_REMOVED', 'INFERRED', { preset: 'TOLERANT' }, 'NONE'],
    ['FIELD_REMOVED', 'INFERRED', { preset: 'FROZEN' }, 'NONE'],
    ['FIELD_REMOVED', 'INFERRED', { preset: 'TOLERANT', missingFields: 'BLOCK' }, 'BREAKING'],
    ['TYPE_WIDENED', 'INFERRED', {}, 'NON_BREAKING'],
    ['TYPE_WIDENED', 'DECLARED', { preset: 'FROZEN' }, 'BREAKING'],
    ['TYPE_NARROWED', 'INFERRED', {}, 'BREAKING'],
    ['TYPE_NARROWED', 'INFERRED', { preset: 'TOLERANT' }, 'NONE'],
    ['NULLABILITY_RELAXED', 'INFERRED', {}, 'NONE'],
    ['NULLABILITY_RELAXED', 'DECLARED', {}, 'NON_BREAKING'],
    ['NULLABILITY_TIGHTENED', 'DECLARED', {}, 'BREAKING'],
    ['KEY_FIELD_MISSING', 'INFERRED', { preset: 'TOLERANT' }, 'BREAKING'],
    ['CORRUPT_RECORDS', 'DECLARED', {}, null],
    ['CORRUPT_RECORDS', 'INFERRED', { preset: 'TOLERANT' }, 'BREAKING'],
    ['CASE_COLLISION', 'DECLARED', { invalidNames: 'IGNORE' }, 'BREAKING'],
  ];

  it.each(table)('%s, %s, %j: %s', (rule, origin, stored, verdict) => {
    expect(verdictBy(RULES[rule], origin, resolvePolicy(stored, 'STRICT'))).toBe(verdict);
  });
});
