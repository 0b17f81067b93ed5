import { columnFact } from '../evolution/column-fact.ts';
import type { ColumnFact } from '../evolution/types.ts';
import { pathKey } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import { sameFact } from './same-fact.ts';

/** The facts of a table while single ones change. */
export class FactBook {
  readonly #before: ReadonlyMap<string, ColumnFact>;
  readonly #now: Map<string, ColumnFact>;

  constructor(facts: readonly ColumnFact[]) {
    this.#before = new Map(facts.map((fact) => [pathKey(fact.path), fact]));
    this.#now = new Map(this.#before);
  }

  at(path: Path): ColumnFact {
    return this.#now.get(pathKey(path)) ?? columnFact(path);
  }

  set(fact: ColumnFact): void {
    this.#now.set(pathKey(fact.path), fact);
  }

  /** The facts that are no longer what they were. */
  updates(): ColumnFact[] {
    return Array.from(this.#now)
      .filter(([key, fact]) => !sameFact(fact, this.#before.get(key) ?? columnFact(fact.path)))
      .map(([, fact]) => fact);
  }
}
