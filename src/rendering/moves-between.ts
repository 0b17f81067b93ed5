/** Where a column goes: first, or right behind another one. */
export interface Move {
  readonly name: string;
  /** Null: first. */
  readonly after: string | null;
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * The fewest moves, one after the other, that bring names from one order to another; both have the same names. Where as
 * few moves of others do, `anchors` stay where they are.
 */
export function movesBetween(
  from: readonly string[],
  to: readonly string[],
  anchors: ReadonlySet<string> = NOBODY,
): Move[] {
  const stays = heaviestRise(from, to, anchors);
  return to.flatMap((name, index) => (stays.has(index) ? [] : [{ name, after: to[index - 1] ?? null }]));
}

/** The fewest such moves of which none puts a name first: whoever is to be first stays where it is, and the others go. */
export function movesBehindFirst(
  from: readonly string[],
  to: readonly string[],
  anchors: ReadonlySet<string> = NOBODY,
): Move[] {
  const [first] = to;
  if (first === undefined) return [];
  const start = from.indexOf(first);
  const rest = to.slice(1);
  const stays = heaviestRise(from.slice(start + 1), rest, anchors);
  return rest.flatMap((name, index) =>
    stays.has(index) ? [] : [{ name, after: index === 0 ? first : (rest[index - 1] ?? null) }],
  );
}

interface Rise {
  readonly rank: number;
  readonly weight: number;
  readonly before: Rise | null;
}

/** Of the names whose rank only rises the most there can be, and among as many those with most anchors; by rank. */
function heaviestRise(
  from: readonly string[],
  to: readonly string[],
  anchors: ReadonlySet<string>,
): ReadonlySet<number> {
  const ranks = new Map(to.map((name, index) => [name, index]));
  const heaviest = new PrefixMaximum(to.length);
  for (const name of from) {
    const rank = ranks.get(name) ?? 0;
    const before = heaviest.upTo(rank);
    const own = to.length + 1 + (anchors.has(name) ? 1 : 0);
    heaviest.add({ rank, weight: (before?.weight ?? 0) + own, before });
  }
  const rise = new Set<number>();
  for (let last = heaviest.upTo(to.length); last !== null; last = last.before) rise.add(last.rank);
  return rise;
}

/** The heaviest rise that ends below a rank, found in logarithmic time (a binary indexed tree). */
class PrefixMaximum {
  readonly #best: (Rise | null)[];

  constructor(size: number) {
    this.#best = new Array<Rise | null>(size + 1).fill(null);
  }

  upTo(rank: number): Rise | null {
    let found: Rise | null = null;
    for (let at = rank; at > 0; at -= at & -at) found = heavier(found, this.#best[at] ?? null);
    return found;
  }

  add(rise: Rise): void {
    for (let at = rise.rank + 1; at < this.#best.length; at += at & -at) {
      this.#best[at] = heavier(this.#best[at] ?? null, rise);
    }
  }
}

/** Of two that weigh the same the other: it ends lower, so that what stood before goes behind. */
function heavier(one: Rise | null, other: Rise | null): Rise | null {
  return one !== null && one.weight > (other?.weight ?? 0) ? one : other;
}
