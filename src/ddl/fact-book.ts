import { columnFact } from '../evolution/column-fact.ts';
import type { ColumnFact } from '../evolution/types.ts';
import { pathKey } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';

/** The facts of a table while operations change them. */
export class FactBook {
  readonly #before: ReadonlyMap<string, ColumnFact>;
  readonly #now: Map<string, ColumnFact>;
  /** Paths by each of their ancestors, so that one operation need not look through all of them. */
  readonly #descendants = new Map<string, Map<string, Path>>();
  /** Paths of dropped columns by their lower case. */
  readonly #tombstones = new Map<string, Map<string, Path>>();

  constructor(facts: readonly ColumnFact[]) {
    this.#before = new Map(facts.map((fact) => [pathKey(fact.path), fact]));
    this.#now = new Map(this.#before);
    for (const fact of facts) this.#index(fact);
  }

  at(path: Path): ColumnFact {
    return this.#now.get(pathKey(path)) ?? columnFact(path);
  }

  set(fact: ColumnFact): void {
    this.#now.set(pathKey(fact.path), fact);
    this.#index(fact);
  }

  /** The facts of everything below a path. */
  below(path: Path): ColumnFact[] {
    return Array.from(this.#descendants.get(pathKey(path))?.values() ?? [], (at) => this.at(at));
  }

  /** Dropped columns with this path, in any case of letters. */
  tombstones(path: Path): ColumnFact[] {
    const paths = this.#tombstones.get(anyCaseKey(path))?.values() ?? [];
    return Array.from(paths, (at) => this.at(at)).filter(({ dropped }) => dropped !== null);
  }

  /** The facts that are no longer what they were. */
  updates(): ColumnFact[] {
    return Array.from(this.#now)
      .filter(([key, fact]) => !sameFact(fact, this.#before.get(key) ?? columnFact(fact.path)))
      .map(([, fact]) => fact);
  }

  #index({ path, dropped }: ColumnFact): void {
    if (dropped !== null) remember(this.#tombstones, anyCaseKey(path), path);
    for (let length = 1; length < path.length; length += 1) {
      remember(this.#descendants, pathKey(path.slice(0, length)), path);
    }
  }
}

function remember(index: Map<string, Map<string, Path>>, key: string, path: Path): void {
  const paths = index.get(key) ?? new Map<string, Path>();
  index.set(key, paths.set(pathKey(path), path));
}

function anyCaseKey(path: Path): string {
  return pathKey(path.map(lowerKey));
}

function sameFact(a: ColumnFact, b: ColumnFact): boolean {
  return (
    a.pinned === b.pinned && a.absence === b.absence && a.settled === b.settled && a.dropped === b.dropped
  );
}
