import type { Caller } from '../../actor.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import { refuse, type Outcome } from '../../problems.ts';
import { recordEvent } from '../events/event.service.ts';
import { closeVersion, openVersionOf, versionOf } from '../schema-versions/open-versions.service.ts';
import type { SchemaVersion } from '../schema-versions/schema-version.types.ts';
import {
  lockTarget,
  refuseArchived,
  type SchemaVersionDependencies,
} from '../schema-versions/target.service.ts';
import { refuseStale } from './decision-guards.ts';
import type { RejectCommand } from './decision.types.ts';

/** Decides against a blocked version: the same problem stays refused, and says by whom and why. */
export async function rejectVersion(
  deps: SchemaVersionDependencies,
  ref: string,
  command: RejectCommand,
  caller: Caller,
): Promise<Outcome<SchemaVersion>> {
  const { version, reason } = command;
  return inDatasetTransaction(deps.database, ref, async (tx) => {
    const target = await lockTarget(deps, tx, ref);
    if (!target.ok) return target;
    const { dataset } = target.value;
    const archived = refuseArchived(dataset);
    if (archived !== null) return archived;
    const open = await openVersionOf(tx, dataset, version);
    if (!open.ok) return open;
    const stale = refuseStale(target.value, command);
    if (stale !== null) return stale;
    if (open.value.status === 'REJECTED') return refuseAgain(await versionOf(tx, dataset, version));
    await closeVersion(tx, open.value.id, { status: 'REJECTED', reason }, caller);
    const before = { status: open.value.status };
    await recordEvent(tx, { type: 'schema.rejected', dataset, version, caller, before, reason });
    return versionOf(tx, dataset, version);
  });
}

function refuseAgain(rejected: Outcome<SchemaVersion>): Outcome<never> {
  if (!rejected.ok) return rejected;
  const { version, decision } = rejected.value;
  const by = decision === null ? '' : ` by ${decision.by.name} (${decision.reason})`;
  return refuse('NOT_BLOCKED', `Version ${version} was rejected already${by}. It can still be approved.`);
}
