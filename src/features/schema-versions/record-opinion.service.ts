import type { Caller } from '../../actor.ts';
import { inDatasetTransaction } from '../../db/transaction.ts';
import { accept, type Outcome } from '../../problems.ts';
import { datasetNotFound, lockDataset } from '../datasets/dataset.service.ts';
import type { Dataset } from '../datasets/dataset.types.ts';
import { recordEvent } from '../events/event.service.ts';
import { refuseArchived, type SchemaVersionDependencies } from './target.service.ts';

/**
 * Jobs that decide for themselves report a change they hold for breaking with an empty schema, and stop.
 * There is nothing to judge: it is recorded and counted.
 */
export async function recordOpinion(
  deps: SchemaVersionDependencies,
  ref: string,
  source: Readonly<Record<string, string>>,
  caller: Caller,
): Promise<Outcome<null>> {
  // Under the lock, so that nothing is told of a dataset that is archived meanwhile.
  const recorded = await inDatasetTransaction(deps.database, ref, async (tx): Promise<Outcome<Dataset>> => {
    const dataset = await lockDataset(tx, ref);
    if (dataset === null) return datasetNotFound(ref);
    const archived = refuseArchived(dataset);
    if (archived !== null) return archived;
    await recordEvent(tx, {
      type: 'schema.recorded',
      dataset,
      caller,
      after: { changeType: 'BREAKING', source },
      reason: 'The job holds the change for breaking and sent no schema.',
    });
    return accept(dataset);
  });
  if (!recorded.ok) return recorded;
  deps.metrics.breaking(recorded.value.name);
  return accept(null);
}
