import type { ApprovalOutcome } from '../../ddl/decisions/types.ts';
import { refuse, refuseWithFaults, type Refusal } from '../../problems.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { addressedChanges } from '../schema-versions/remediation.service.ts';

/** Why a blocked version is not approved, and what to do instead. */
export function refuseApproval(
  dataset: Dataset,
  version: number,
  outcome: Exclude<ApprovalOutcome, { ok: true }>,
): Refusal {
  switch (outcome.why) {
    case 'HARMLESS':
      return refuse(
        'NOT_BLOCKED',
        `Version ${version} is not breaking any more, so there is nothing to approve: submit the batch again.`,
      );
    case 'MISDIRECTED': {
      const faults = outcome.faults.map(({ resolution, message }) => ({
        in: 'body' as const,
        path: `/resolutions/${resolution}`,
        message,
      }));
      const said = faults.map(({ message }) => message).join('; ');
      const detail = `Nothing was changed, since a resolution cannot be meant: ${said}. What is breaking in it: GET /datasets/${dataset.name}/schema/versions/${version}.`;
      return refuseWithFaults('INVALID_REQUEST', detail, faults);
    }
    case 'NOT_APPROVABLE': {
      const changes = addressedChanges(outcome.changes, dataset);
      const [first] = changes;
      const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : '';
      const why = first === undefined ? '' : ` ${first.reason} ${first.remediation ?? ''}${more}`;
      return refuse(
        'NOT_APPROVABLE',
        `Nothing was changed: nobody can approve all of version ${version}.${why}`,
        {
          extensions: { changes },
        },
      );
    }
  }
}
