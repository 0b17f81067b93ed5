import type { Transaction } from '../../db/client.ts';
import type { Warning } from '../../evolution/types.ts';
import type { JudgedBatch } from './judge-batch.ts';
import { outstandingStatements } from './outstanding.service.ts';
import type { VersionKey } from './schema-state.repository.ts';
import type { BatchSchema, EvolveAnswer } from './schema-version.types.ts';
import type { SchemaVersionDependencies } from './target.service.ts';

/** There is no way from this batch to the columns of the table: that is what makes it breaking. */
const OBSERVED: Warning = {
  code: 'OBSERVED',
  path: null,
  message:
    'This batch is breaking, and the policy only observes: it is let through as it is, without a projection, and ' +
    'nothing was recorded. Whether the write succeeds is up to the table.',
};

/** What a job is told when it may go on. `stored` is the version that this submission made, if it made one. */
export async function answerOf(
  deps: SchemaVersionDependencies,
  tx: Transaction,
  { judgement, target, policy }: JudgedBatch,
  batch: BatchSchema,
  stored: VersionKey | null,
): Promise<EvolveAnswer> {
  const { active } = target.state;
  const { effectiveSchema, changes, projection } = judgement;
  const current = stored ?? active;
  const observed = judgement.verdict === 'BREAKING' && policy.enforcement === 'OBSERVE';
  return {
    changeType: judgement.verdict === 'BREAKING' ? 'NONE' : judgement.verdict,
    ...(observed ? { wouldBe: 'BREAKING' as const } : {}),
    ...(stored === null ? {} : { newVersion: stored.version }),
    version: current?.version ?? null,
    activeSchemaVersionId: current?.id ?? null,
    changes,
    effectiveSchema,
    projection,
    apply:
      effectiveSchema === null || observed
        ? []
        : await outstandingStatements(deps, tx, target, effectiveSchema),
    warnings: [
      ...(observed ? [OBSERVED] : []),
      ...judgement.warnings,
      ...disagreement(batch, judgement.verdict),
    ],
  };
}

/** `change_type` is the caller's opinion; where ours differs, we say so. */
function disagreement(batch: BatchSchema, verdict: string): Warning[] {
  const claimed = batch.claimedChangeType;
  if (claimed === null || claimed === verdict) return [];
  const message = `The submission says ${claimed}, the verdict is ${verdict}: the service decides.`;
  return [{ code: 'CHANGE_TYPE_DISAGREES', path: null, message }];
}
