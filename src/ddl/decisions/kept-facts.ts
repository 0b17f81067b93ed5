import type { ColumnFact, Origin } from '../../evolution/types.ts';
import type { DataType, Path, StructType } from '../../schema/types.ts';
import { typeBelow } from '../../schema/walk.ts';
import type { FactBook } from '../fact-book.ts';
import type { DecidedChange } from './resolution-book.ts';

/** Notes what is to hold of columns that were decided to stay, or to take a type, as they are. */
export function noteKept(
  facts: FactBook,
  before: FactBook,
  decided: DecidedChange,
  active: StructType,
  origin: Origin,
): void {
  const { change, action } = decided;
  const path = holderOf(active, change.path);
  const fact: ColumnFact = { ...facts.at(path), dropped: null };
  // To take what was submitted is no claim about what may come later.
  if (change.rule === 'TYPE_WIDENING_LOSSY' && action === 'ADOPT') {
    facts.set({ ...fact, pinned: before.at(path).pinned });
  }
  if (action !== 'KEEP') return;
  switch (change.rule) {
    case 'FIELD_REMOVED':
      facts.set({ ...fact, absence: 'ALLOWED' });
      return;
    case 'NULLABILITY_RELAXED':
    case 'NULLABILITY_TIGHTENED':
      facts.set({ ...fact, settled: true });
      return;
    default:
      facts.set({ ...fact, pinned: true, settled: fact.settled || origin === 'DECLARED' });
  }
}

/** The field whose fact holds of a path: elements, keys and values share the one of the field around them. */
export function holderOf(active: StructType, path: Path): Path {
  let type: DataType | undefined = active;
  let length = 0;
  path.forEach((step, index) => {
    if (type?.kind === 'struct') length = index + 1;
    type = type === undefined ? undefined : typeBelow(type, step);
  });
  return path.slice(0, length);
}
