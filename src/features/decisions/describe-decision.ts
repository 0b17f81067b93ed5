import type { Decided } from '../../ddl/decisions/types.ts';
import type { Transaction } from '../../db/client.ts';
import { renamesIn } from '../../rendering/renames-in.ts';
import { outstandingStatements } from '../schema-versions/outstanding.service.ts';
import type { SchemaVersionDependencies, Target } from '../schema-versions/target.service.ts';
import type { DecisionAnswer } from './decision.types.ts';

/** What a decision comes to where it is not written (yet). */
export async function describeDecision(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  target: Target,
  decided: Decided,
): Promise<DecisionAnswer> {
  const { active } = target.state;
  const { verdict, schema, changes, warnings } = decided;
  return {
    status: 'dryRun',
    changeType: verdict,
    version: active?.version ?? null,
    activeSchemaVersionId: active?.id ?? null,
    changes,
    schema,
    apply: await outstandingStatements(deps, tx, target, schema, renamesIn(changes)),
    warnings,
  };
}
