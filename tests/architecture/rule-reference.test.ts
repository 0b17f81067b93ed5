import { describe, expect, it } from '@jest/globals';
import { ruleReferenceText } from '../../scripts/rule-reference.ts';
import { RULE_IDS } from '../../src/evolution/rule-ids.ts';
import { readProjectFile } from './project-files.ts';

describe('docs/evolution-rules.md', () => {
  it('is what the code says (else: npm run rules)', () => {
    expect(readProjectFile('docs/evolution-rules.md')).toBe(ruleReferenceText());
  });

  it('has a section for every rule', () => {
    const sections = [...ruleReferenceText().matchAll(/^### (\w+)$/gm)].map((match) => match[1]);
    expect(sections).toEqual(expect.arrayContaining([...RULE_IDS]));
  });
});
