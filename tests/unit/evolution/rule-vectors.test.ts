import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../src/evolution/judge.ts';
import { RULE_IDS, RULES } from '../../../src/evolution/rules.ts';
import type { Judgement } from '../../../src/evolution/types.ts';
import { type Expectation, factOf, readVectors, struct, vectorDirectories } from './vectors.ts';

const vectors = readVectors();

describe('every rule has vectors, and every vector a rule', () => {
  it('has a directory for each rule, and no other', () => {
    expect(vectorDirectories()).toEqual([...RULE_IDS].sort());
  });

  it('describes each rule under its own id', () => {
    expect(RULE_IDS.map((id) => RULES[id].id)).toEqual([...RULE_IDS]);
    expect(Object.keys(RULES).sort()).toEqual([...RULE_IDS].sort());
  });

  it.each([...RULE_IDS])('%s has one that meets it and one that just does not', (rule) => {
    const own = vectors.filter((vector) => vector.rule === rule);
    const meets = own.map((vector) => vector.expect.changes.some((change) => change.rule === rule));
    expect(meets).toContain(true);
    expect(meets).toContain(false);
  });
});

describe('the vectors', () => {
  it.each(vectors)('$rule/$name: $description', ({ table, submission, policy, expect: expected }) => {
    const judgement = judge(table, submission, policy);

    expect(judgement.verdict).toBe(expected.verdict);
    expect(
      judgement.changes.map((change, index) => asInVector(change, expected.changes[index]?.formats)),
    ).toEqual(expected.changes);
    expectOptional(judgement, expected);
  });

  it.each(vectors)('$rule/$name explains each change', ({ table, submission, policy }) => {
    for (const change of judge(table, submission, policy).changes) {
      expect(change.kind).toBe(RULES[change.rule].kind);
      expect(change.reason).toMatch(/^\S.*[^.]\.$/s);
      expect(change.remediation === undefined).toBe(change.verdict !== 'BREAKING');
      for (const { can, why, remedy } of change.formats ?? []) {
        expect([why === undefined, remedy === undefined]).toEqual([can, can]);
      }
    }
  });
});

function asInVector(
  { rule, path, before, after, verdict, risk, formats }: Judgement['changes'][number],
  expected: unknown,
): unknown {
  return {
    rule,
    path,
    before,
    after,
    verdict,
    ...(risk === undefined ? {} : { risk }),
    ...(expected === undefined
      ? {}
      : { formats: formats?.map(({ format, can }) => ({ format, can })) ?? [] }),
  };
}

/** A vector asserts what it holds. */
function expectOptional(judgement: Judgement, expected: Expectation): void {
  if (expected.effectiveSchema !== undefined)
    expect(judgement.effectiveSchema).toEqual(struct(expected.effectiveSchema));
  if (expected.projection !== undefined) expect(judgement.projection).toEqual(expected.projection);
  if (expected.factUpdates !== undefined)
    expect(judgement.factUpdates).toEqual(expected.factUpdates.map(factOf));
  if (expected.warnings !== undefined)
    expect(judgement.warnings.map(({ code }) => code)).toEqual(expected.warnings);
}
