import { columnFact } from '../evolution/column-fact.ts';
import type { ColumnFact, Tombstone } from '../evolution/types.ts';
import { pathKey } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import type { DraftField } from './draft-struct.ts';
import type { FactNode } from './fact-node.ts';
import { sameFact } from './same-fact.ts';

/** The facts of a tree that differ from those before, and as a default those that hold no longer. */
export function factUpdates(before: ReadonlyMap<string, ColumnFact>, root: FactNode): ColumnFact[] {
  const forgotten = new Map(before);
  const updates: ColumnFact[] = [];
  for (const fact of factsIn(root)) {
    const key = pathKey(fact.path);
    forgotten.delete(key);
    if (!sameFact(fact, before.get(key) ?? columnFact(fact.path))) updates.push(fact);
  }
  for (const { path, ...known } of forgotten.values()) {
    if (!sameFact({ path, ...known }, columnFact(path))) updates.push(columnFact(path));
  }
  return updates;
}

function* factsIn(root: FactNode): Generator<ColumnFact, void> {
  const pending: (readonly [Path, FactNode])[] = [[[], root]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [path, node] = next;
    if (node.fact !== null) yield { ...node.fact, path, dropped: tombstoneOfNode(node) };
    const below = [...node.below.values()].flatMap((steps) => [...steps]);
    for (const [step, child] of below.reverse()) pending.push([[...path, step], child]);
  }
}

function tombstoneOfNode({ fact, aliasOf }: FactNode): Tombstone | null {
  const dropped = fact?.dropped ?? null;
  if (dropped === null || aliasOf === null) return dropped;
  return { ...dropped, renamedTo: nameNow(aliasOf, dropped.renamedTo) };
}

/** What an alias calls its column: as it was written, unless the column has another name by now. */
function nameNow({ name, was, gone }: DraftField, written: string | null): string | null {
  return gone || name === was?.name ? written : name;
}
