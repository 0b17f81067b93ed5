import { refuseRoles } from './refuse-roles.ts';
import { refuseFixedLayout } from './refuse-fixed-layout.ts';
import { refuseHints } from './refuse-hints.ts';
import { refuseLostCapability } from './refuse-lost-capability.ts';
import type { SettingRefusal, TableHistory, TableSettings } from './types.ts';

/**
 * What a change of settings would contradict in a table that exists: its active schema, its files, the configuration
 * that its format keeps. Only what changes is judged. Another format means that the table was written anew, in files
 * that know nothing of before. Deterministic and total; linear in the number of fields.
 */
export function judgeSettings(
  table: TableHistory,
  before: TableSettings,
  after: TableSettings,
): SettingRefusal[] {
  const isRewritten = before.format !== after.format;
  return [
    ...(isRewritten ? [] : refuseFixedLayout(before, after)),
    ...refuseRoles(table, isRewritten ? null : before, after),
    ...refuseLostCapability(table, before, after),
    ...refuseHints(table, before, after),
  ];
}
