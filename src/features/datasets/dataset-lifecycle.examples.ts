import { registered } from './dataset.examples.ts';

const later = { revision: 2, updatedAt: '2026-01-15T10:00:00.000Z' };
const paused = { ...registered, ...later, paused: true, pausedReason: 'backfill until Thursday' };

export const PAUSE_EXAMPLES = {
  backfill: { summary: 'While a backfill runs', value: { reason: 'backfill until Thursday' } },
};
export const RESUME_EXAMPLES = {
  done: { summary: 'With a word on why', value: { reason: 'the backfill is through' } },
  silent: { summary: 'Without', value: {} },
};
export const ARCHIVE_EXAMPLES = {
  replaced: { summary: 'With a word on why', value: { reason: 'replaced by orders_v2' } },
  silent: { summary: 'Without', value: {} },
};
export const RESTORE_EXAMPLES = {
  missed: { summary: 'With a word on why', value: { reason: 'the finance report still reads it' } },
  silent: { summary: 'Without', value: {} },
};

export const PAUSED_EXAMPLE = { orders: { summary: 'Paused', value: paused } };
export const RESUMED_EXAMPLE = {
  orders: { summary: 'In use', value: { ...registered, ...later, revision: 3 } },
};
export const ARCHIVED_EXAMPLE = {
  orders: { summary: 'Archived', value: { ...registered, ...later, archivedAt: later.updatedAt } },
};
