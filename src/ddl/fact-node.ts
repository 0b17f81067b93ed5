import type { ColumnFact } from '../evolution/types.ts';
import type { DraftField } from './draft-struct.ts';

/** What is known of one place and of those below it; where it is, the tree knows. */
export interface FactNode {
  fact: ColumnFact | null;
  /** Of an alias: the column that had this name before. */
  aliasOf: DraftField | null;
  /** By lower-cased step, then by the step as it is spelled. */
  readonly below: Map<string, Map<string, FactNode>>;
}

export function newNode(): FactNode {
  return { fact: null, aliasOf: null, below: new Map() };
}

/** A copy with what is dropped below a place, and nothing of the place itself. */
export function onlyDropped(node: FactNode): FactNode {
  const kept = newNode();
  for (const [key, steps] of node.below) {
    const keptSteps = new Map<string, FactNode>();
    for (const [step, next] of steps) {
      const copy = onlyDropped(next);
      const isDropped = (next.fact?.dropped ?? null) !== null;
      if (isDropped || copy.below.size > 0) {
        keptSteps.set(step, { ...copy, fact: isDropped ? next.fact : null, aliasOf: next.aliasOf });
      }
    }
    if (keptSteps.size > 0) kept.below.set(key, keptSteps);
  }
  return kept;
}
