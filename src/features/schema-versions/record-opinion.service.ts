import type { Caller } from '../../actor.ts';
import { inTransaction } from '../../db/transaction.ts';
import { accept, type Outcome } from '../../problems.ts';
import { datasetNotFound, findDataset } from '../datasets/dataset.service.ts';
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
  const dataset = await findDataset(deps.database.prisma, ref);
  if (dataset === null) return datasetNotFound(ref);
  const archived = refuseArchived(dataset);
  if (archived !== null) return archived;
  await inTransaction(deps.database, (tx) =>
    recordEvent(tx, {
      type: 'schema.recorded',
      dataset,
      caller,
      after: { changeType: 'BREAKING', source },
      reason: 'The job holds the change for breaking and sent no schema.',
    }),
  );
  deps.metrics.breaking(dataset.name);
  return accept(null);
}
