import { describe, expect, it } from '@jest/globals';
import { runs } from '../support/property.ts';
import { type Findings, runCampaign } from './campaign.ts';
import { operations } from './contract.ts';

/** The same requests every time, unless told otherwise. */
const seed = Number(process.env['FC_SEED'] ?? 20_260_128);
const TIME_LIMIT = 60_000 + runs * 5_000;

const STATUSES = ['ACTIVE', 'OBSOLETE', 'BLOCKED', 'APPROVED', 'REJECTED', 'RESOLVED'];

const names = operations.map(({ name }) => name);

/** One campaign: its first test makes the requests, the others look at what it found of each operation. */
describe(`requests made by chance from the contract (FC_SEED=${seed} FC_RUNS=${runs})`, () => {
  let findings: Findings | null = null;

  it(
    'are all answered',
    async () => {
      findings = await runCampaign(seed, runs);
    },
    TIME_LIMIT,
  );

  it('find versions of every status', () => {
    expect([...(findings?.statuses ?? [])].sort()).toEqual([...STATUSES].sort());
  });

  it.each(names)('%s gives no answer beside the contract', (name) => {
    expect(findings).not.toBeNull();
    expect((findings?.faults.get(name) ?? []).join('\n\n')).toBe('');
  });

  it.each(names)('%s succeeds for some', (name) => {
    const statuses = [...(findings?.answers.get(name)?.keys() ?? [])];
    expect(statuses.filter((status) => status < 300)).not.toEqual([]);
  });
});
