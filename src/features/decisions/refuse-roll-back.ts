import type { RollBackRefusal } from '../../ddl/decisions/roll-back-words.ts';
import { refuse, type Refusal } from '../../problems.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { addressed } from '../schema-versions/remediation.service.ts';
import type { SchemaVersion } from '../schema-versions/schema-version.types.ts';

/** Why the table does not go back to a version: every column that stands in the way. */
export function refuseRollBack(
  dataset: Dataset,
  version: number,
  found: readonly RollBackRefusal[],
): Refusal {
  const refusals = found.map((each) => ({ ...each, remediation: addressed(each.remediation, dataset) }));
  const [first] = refusals;
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : '';
  const why = first === undefined ? '' : ` ${first.reason} ${first.remediation}${more}`;
  return refuse(
    'ROLLBACK_REFUSED',
    `Nothing was changed: ${dataset.name} does not go back to version ${version}.${why}`,
    {
      extensions: { refusals },
    },
  );
}

/** Only what was once the schema of the table can be again. */
export function refuseNeverActive({ name }: Dataset, { version, status }: SchemaVersion): Refusal {
  const call = `/datasets/${name}/schema/versions/${version}/approve`;
  const instead =
    status === 'BLOCKED' || status === 'REJECTED' ? ` To let it in, approve it: POST ${call}.` : '';
  return refuse(
    'ROLLBACK_REFUSED',
    `Version ${version} of ${name} is ${status} and was never active, so there is nothing to go back to.${instead}`,
    { extensions: { refusals: [] } },
  );
}
