import type { Path } from '../../schema/types.ts';
import { lowerKey } from '../../schema/walk.ts';
import type { RenameColumn } from '../types.ts';

interface NewName {
  readonly from: string;
  readonly to: string;
}

/**
 * The renames of one struct, each to a name that is free by then: who has the name of another one waits until that one has
 * gone on, and of a circle one steps aside under a name that nobody has.
 * @param names every name that the struct has, in whatever case
 */
export function renamesInOrder(
  parent: Path,
  renames: readonly NewName[],
  names: Iterable<string>,
): RenameColumn[] {
  const operations: RenameColumn[] = [];
  const rename = (from: string, to: string) => {
    operations.push({ op: 'RENAME_COLUMN', path: [...parent, from], to });
  };
  const waiting = new Map(renames.map((each) => [lowerKey(each.from), each]));
  const taken = new Set([...names, ...renames.map(({ to }) => to)].map(lowerKey));
  for (const start of renames) {
    // Whoever is in the way goes first, and so on to one whose new name is free.
    const chain: NewName[] = [];
    const isInChain = new Set<string>();
    let key = lowerKey(start.from);
    for (let next = waiting.get(key); next !== undefined && !isInChain.has(key); next = waiting.get(key)) {
      chain.push(next);
      isInChain.add(key);
      key = lowerKey(next.to);
    }
    for (const { from } of chain) waiting.delete(lowerKey(from));
    const isCircle = chain.length > 1 && isInChain.has(key);
    const aside = isCircle ? freeName(start.from, taken) : start.from;
    if (isCircle) rename(start.from, aside);
    for (const { from, to } of chain.reverse()) rename(from === start.from ? aside : from, to);
  }
  return operations;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = `${name}_`;
  while (taken.has(lowerKey(free))) free = `${free}_`;
  return free;
}
