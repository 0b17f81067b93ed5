import { lowerKey } from '../schema/walk.ts';

export interface SiblingRename {
  readonly from: string;
  readonly to: string;
}

/**
 * Renames within one struct, in an order in which no name is ever borne twice: a name is given once it is free. Where
 * columns swap their names, or one is spelled in another case alone, it waits under another name. `siblings` are all names, before and after.
 */
export function inOrder(renames: readonly SiblingRename[], siblings: readonly string[]): SiblingRename[] {
  const ordered: SiblingRename[] = [];
  let waiting = [...renames];
  while (waiting.length > 0) {
    const borne = new Set(waiting.map(({ from }) => lowerKey(from)));
    const free = waiting.filter(({ to }) => !borne.has(lowerKey(to)));
    if (free.length > 0) {
      ordered.push(...free);
      waiting = waiting.filter((rename) => !free.includes(rename));
      continue;
    }
    const [first, ...rest] = waiting;
    if (first === undefined) break;
    const aside = nameAside(first.from, siblings);
    ordered.push({ from: first.from, to: aside });
    waiting = [...rest, { from: aside, to: first.to }];
  }
  return ordered;
}

function nameAside(name: string, siblings: readonly string[]): string {
  const taken = new Set(siblings.map(lowerKey));
  let aside = `${name}_aside`;
  while (taken.has(lowerKey(aside))) aside = `${aside}_`;
  return aside;
}
