import type { ColumnFact, TableState } from '../../evolution/types.ts';
import { pathKey } from '../../schema/path.ts';

/** A table of which something else is known: the newest fact of a path holds. */
export function withFacts(table: TableState, updates: readonly ColumnFact[]): TableState {
  if (updates.length === 0) return table;
  const updated = new Set(updates.map(({ path }) => pathKey(path)));
  return { ...table, facts: [...table.facts.filter(({ path }) => !updated.has(pathKey(path))), ...updates] };
}
