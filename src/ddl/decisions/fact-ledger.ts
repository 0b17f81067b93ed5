import { columnFact } from '../../evolution/column-fact.ts';
import type { ColumnFact, TableState } from '../../evolution/types.ts';
import { pathKey } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';

/** Facts by path, the newest of each path. */
export class FactLedger {
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
  updates(): readonly ColumnFact[] {
    return [...this.#now].flatMap(([key, fact]) =>
      sameFact(fact, this.#before.get(key) ?? columnFact(fact.path)) ? [] : [fact],
    );
  }
}

/** A table of which something else is known: the newest fact of a path holds. */
export function withFacts(table: TableState, updates: readonly ColumnFact[]): TableState {
  if (updates.length === 0) return table;
  const updated = new Set(updates.map(({ path }) => pathKey(path)));
  return { ...table, facts: [...table.facts.filter(({ path }) => !updated.has(pathKey(path))), ...updates] };
}

function sameFact(a: ColumnFact, b: ColumnFact): boolean {
  return (
    a.pinned === b.pinned && a.absence === b.absence && a.settled === b.settled && a.dropped === b.dropped
  );
}
