import { pathText } from '../schema/path.ts';
import type { DataType, Path, StructField } from '../schema/types.ts';
import { commentOf } from './comment-of.ts';
import { commentsNotTold } from './comments-not-told.ts';
import type { Differences } from './differences-between.ts';
import type { Fit } from './fit-schema.ts';
import type { Leaf, LeafAnswer } from './leaf.ts';
import { comment } from './line.ts';
import type { Line } from './types.ts';

type TypeWriter = (type: DataType, leaf: (type: Leaf) => LeafAnswer) => string;

/** What changes here and not for an engine that looks at whole columns: told, so that nobody looks for a statement. */
export function silentChanges(differences: Differences, { label, leaf }: Fit, typeText: TypeWriter): Line[] {
  const commented = differences.added.flatMap(({ path, field }) => commentsWithin(path, field));
  const lines: Line[] = [];
  for (const { path, alteration } of differences.altered) {
    if (alteration.to === 'COMMENT' && path.length > 1) commented.push(path);
    if (alteration.to !== 'TYPE') continue;
    const [from, type] = [typeText(alteration.from, leaf), typeText(alteration.type, leaf)];
    if (from === type)
      lines.push(
        comment(`${pathText(path)} needs no statement: before and after it is ${type} for ${label}.`),
      );
  }
  if (commented.length > 0) lines.push(comment(commentsNotTold(commented, label)));
  return lines;
}

/** Comments of what is not a column of its own. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
function commentsWithin(path: Path, field: StructField): Path[] {
  const own = path.length > 1 && commentOf(field) !== null ? [path] : [];
  return [...own, ...commentsInType(path, field.type)];
}

function commentsInType(path: Path, type: DataType): Path[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.flatMap((field) => commentsWithin([...path, field.name], field));
    case 'array':
      return commentsInType([...path, 'element'], type.elementType);
    case 'map':
      return [
        ...commentsInType([...path, 'key'], type.keyType),
        ...commentsInType([...path, 'value'], type.valueType),
      ];
    default:
      return [];
  }
}
