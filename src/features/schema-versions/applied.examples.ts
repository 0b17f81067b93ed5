import { VERSION_EXAMPLES } from './schema-version.examples.ts';

/** They work as they stand on version 1 of `orders`, the second as often as it is sent. */
export const APPLIED_EXAMPLES = {
  now: { summary: 'The table has this schema now', value: {} },
  commit: { summary: 'With the commit of the lake', value: { commit: '20260128080000123' } },
};

export const APPLIED_RESULT_EXAMPLES = {
  applied: {
    summary: 'Acknowledged',
    value: {
      ...VERSION_EXAMPLES.active.value,
      applied: {
        at: '2026-01-28T08:00:05.000Z',
        by: { type: 'ANONYMOUS', name: 'anonymous' },
        commit: '20260128080000123',
      },
    },
  },
};

export const APPLIED_PROBLEM_EXAMPLES = {
  ALREADY_APPLIED: { appliedAt: '2026-01-28T08:00:05.000Z', appliedCommit: '20260128080000123' },
};
