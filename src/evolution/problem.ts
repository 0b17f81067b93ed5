import type { DataType, Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { leafText } from './leaf-text.ts';
import type { RuleId } from './rule-ids.ts';
import type { Origin } from './types.ts';

type Side = DataType | string | undefined;

/** Rules about a submission as a whole: where most of it shows depends on which optional fields it has. */
const OF_THE_WHOLE: ReadonlySet<RuleId> = new Set<RuleId>(['TOO_MANY_NEW_FIELDS']);

/** One breaking change as a line that is the same whenever it is the same problem. */
export function problemLine(rule: RuleId, path: Path, before: Side, after: Side): string {
  const where = OF_THE_WHOLE.has(rule) ? [] : path.map(lowerKey);
  return JSON.stringify([rule, where, shapeOf(before), shapeOf(after)]);
}

/**
 * The set of breaking changes as text, whatever their order; null where there is none. What somebody declares is another
 * problem than the same out of a sample: what can be decided about it differs.
 */
export function problemOf(lines: readonly string[], origin: Origin): string | null {
  if (lines.length === 0) return null;
  const speaker = origin === 'DECLARED' ? [origin] : [];
  return [...speaker, ...[...new Set(lines)].sort()].join('\n');
}

/** Structs by kind alone: the optional fields in one, or their order, make no other problem. */
function shapeOf(side: Side): string | null {
  if (side === undefined) return null;
  if (typeof side === 'string') return side;
  let text = '';
  const pending: (DataType | string)[] = [side];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') text += next;
    else pending.push(...piecesOf(next).reverse());
  }
  return text;
}

function piecesOf(type: DataType): (DataType | string)[] {
  switch (type.kind) {
    case 'array':
      return ['array of ', type.elementType];
    case 'map':
      return ['map of ', type.keyType, ' to ', type.valueType];
    case 'struct':
      return ['struct'];
    default:
      return [leafText(type)];
  }
}
