import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { RuleId } from './rule-ids.ts';

type Side = DataType | string | undefined;

/** One breaking change as a line that is the same whenever it is the same problem. */
export function problemLine(rule: RuleId, path: Path, before: Side, after: Side): string {
  return JSON.stringify([rule, path.map(lowerKey), shapeOf(before), shapeOf(after)]);
}

/** The set of breaking changes as text, whatever their order; null where there is none. */
export function problemOf(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : [...new Set(lines)].sort().join('\n');
}

/** Structs by kind alone: the optional fields in one, or their order, make no other problem. */
function shapeOf(side: Side): string | null {
  if (side === undefined) return null;
  if (typeof side === 'string') return side;
  let text = '';
  let type = side;
  while (type.kind === 'array') {
    text += 'array of ';
    type = type.elementType;
  }
  return text + (type.kind === 'struct' || type.kind === 'map' ? type.kind : typeText(type));
}
