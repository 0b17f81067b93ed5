import { refuse, type Refusal } from '../../problems.ts';
import type { Target } from '../schema-versions/target.service.ts';

/** Null, or why the decision was taken about another schema than the one that is active now. */
export function refuseStale({ dataset, state }: Target, expectedVersion: number | null): Refusal | null {
  const activeVersion = state.active?.version ?? null;
  if (expectedVersion === null || expectedVersion === activeVersion) return null;
  const now =
    activeVersion === null
      ? `${dataset.name} has no active schema yet.`
      : `Version ${activeVersion} of ${dataset.name} is active now.`;
  return refuse(
    'VERSION_CONFLICT',
    `expectedVersion is ${expectedVersion}. ${now} Look at it and decide again.`,
    {
      extensions: { activeVersion },
    },
  );
}
