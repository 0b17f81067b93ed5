/** Where a column goes: first, or right behind another one. */
export interface Move {
  readonly name: string;
  /** Null: first. */
  readonly after: string | null;
}

/** The fewest moves, one after the other, that bring names from one order to another; both have the same names. */
export function movesBetween(from: readonly string[], to: readonly string[]): Move[] {
  const rank = new Map(to.map((name, index) => [name, index]));
  const stays = longestRise(from.map((name) => rank.get(name) ?? 0));
  return to.flatMap((name, index) => (stays.has(index) ? [] : [{ name, after: to[index - 1] ?? null }]));
}

/** The fewest such moves of which none puts a name first: whoever is to be first stays where it is, and the others go. */
export function movesBehindFirst(from: readonly string[], to: readonly string[]): Move[] {
  const [first] = to;
  if (first === undefined) return [];
  const start = from.indexOf(first);
  const behind = new Set(from.slice(start + 1));
  const rest = to.slice(1);
  const rank = new Map(rest.map((name, index) => [name, index]));
  const stays = longestRise([...behind].map((name) => rank.get(name) ?? 0));
  return rest.flatMap((name, index) =>
    stays.has(index) ? [] : [{ name, after: index === 0 ? first : (rest[index - 1] ?? null) }],
  );
}

/** A longest subsequence that only rises. */
function longestRise(ranks: readonly number[]): ReadonlySet<number> {
  /** For each length, the end of the rise of that length that ends lowest. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const rank of ranks) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    before.set(rank, ends[low - 1]);
    ends[low] = rank;
  }
  const rise = new Set<number>();
  for (let rank = ends.at(-1); rank !== undefined; rank = before.get(rank)) rise.add(rank);
  return rise;
}
