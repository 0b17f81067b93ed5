import type { Change } from '../../evolution/types.ts';
import { refuse, type Refusal } from '../../problems.ts';
import { reasonOf } from './describe-changes.ts';

export interface BlockedRecord {
  readonly version: number;
  readonly status: 'BLOCKED' | 'REJECTED';
  readonly occurrences: number;
}

/** The 409 that stops a job: every change with its reason, and where the record of it is. */
export function breakingRefusal(
  dataset: string,
  changes: readonly Change[],
  activeVersion: number | null,
  blocked: BlockedRecord,
): Refusal {
  const detail = `${reasonOf('BREAKING', changes)} ${whatNow(dataset, activeVersion, blocked)}`;
  return refuse('BREAKING_SCHEMA_CHANGE', detail, {
    extensions: {
      changeType: 'BREAKING',
      blockedVersion: blocked.version,
      activeVersion,
      occurrences: blocked.occurrences,
      changes,
    },
  });
}

function whatNow(dataset: string, activeVersion: number | null, blocked: BlockedRecord): string {
  const record =
    blocked.status === 'REJECTED'
      ? `Version ${blocked.version} of ${dataset} records this problem; it was rejected.`
      : `Recorded as blocked version ${blocked.version} of ${dataset}, seen ${times(blocked.occurrences)}.`;
  const active =
    activeVersion === null ? 'There is no active schema yet.' : `Version ${activeVersion} stays active.`;
  return `${record} ${active}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
