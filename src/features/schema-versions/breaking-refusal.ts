import { actionsOf, type Choices } from '../../evolution/approval/actions.ts';
import type { Change } from '../../evolution/types.ts';
import { refuse, type Refusal } from '../../problems.ts';
import { pathText } from '../../schema/path.ts';
import { reasonOf } from './describe-changes.ts';
import type { Decision } from './schema-version.types.ts';

export interface BlockedRecord {
  readonly version: number;
  readonly status: 'BLOCKED' | 'REJECTED';
  readonly occurrences: number;
  /** Why it was rejected; null: nobody has decided about it. */
  readonly decision: Decision | null;
}

/** A submission that is stopped, and what it was judged against. */
export interface Stopped {
  readonly dataset: string;
  readonly changes: readonly Change[];
  /** What may be decided about them. */
  readonly choices: Choices;
  readonly activeVersion: number | null;
}

/** The 409 that stops a job: every change with its reason, where the record of it is, and who can do what about it. */
export function breakingRefusal(stopped: Stopped, blocked: BlockedRecord): Refusal {
  const { changes, activeVersion } = stopped;
  const detail = [reasonOf('BREAKING', changes), recordOf(stopped, blocked), whatNow(stopped, blocked)].join(
    ' ',
  );
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

function recordOf(
  { dataset, activeVersion }: Stopped,
  { version, occurrences, decision }: BlockedRecord,
): string {
  const seen = `seen ${times(occurrences)}`;
  const record =
    decision === null
      ? `Recorded as blocked version ${version} of ${dataset}, ${seen}.`
      : `Version ${version} of ${dataset} records this problem, ${seen}; ${decision.by.name} rejected it on ` +
        `${decision.at.toISOString()}: ${decision.reason}`;
  const active =
    activeVersion === null ? 'There is no active schema yet.' : `Version ${activeVersion} stays active.`;
  return `${withStop(record)} ${active}`;
}

/** The exact call, for whoever may decide. */
function whatNow({ dataset, changes, choices }: Stopped, { version, status }: BlockedRecord): string {
  const call = `POST /datasets/${dataset}/schema/versions/${version}`;
  const deadlock = changes.find(
    (change) => change.verdict === 'BREAKING' && actionsOf(choices(change)).length === 0,
  );
  if (deadlock !== undefined) {
    const what = `${deadlock.rule}${deadlock.path.length === 0 ? '' : ` of ${pathText(deadlock.path)}`}`;
    return `Nobody can approve it as it is (${what}): do what the remediation of each change says.`;
  }
  const approve = `${call}/approve with {"reason": "…"} (and "dryRun": true to see what it would do)`;
  return status === 'REJECTED'
    ? `Should it pass after all: ${approve}.`
    : `To let it pass: ${approve}; to decide against it: ${call}/reject.`;
}

/** The words of a person, as a sentence. */
function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
