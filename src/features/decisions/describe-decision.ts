import type { Decided } from '../../ddl/decisions/types.ts';
import { applyStatements } from '../../rendering/apply-statements.ts';
import { renamesIn } from '../../rendering/renames-in.ts';
import { tableSpecOf } from '../schema-versions/table-spec.service.ts';
import type { Target } from '../schema-versions/target.service.ts';
import type { DecisionAnswer } from './decision.types.ts';

/** What a decision comes to where it is not written (yet). */
export function describeDecision({ dataset, state }: Target, decided: Decided): DecisionAnswer {
  const { active } = state;
  const { verdict, schema, changes, warnings } = decided;
  return {
    status: 'dryRun',
    changeType: verdict,
    version: active?.version ?? null,
    activeSchemaVersionId: active?.id ?? null,
    changes,
    schema,
    apply: applyStatements(active?.schema ?? null, schema, tableSpecOf(dataset), renamesIn(changes)),
    warnings,
  };
}
