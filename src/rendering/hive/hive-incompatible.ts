import { stepText } from '../../schema/path.ts';
import type { StructField } from '../../schema/types.ts';
import type { Leaf, LeafAnswer } from '../leaf.ts';
import { comment } from '../line.ts';
import type { Line } from '../types.ts';
import { hiveType } from './hive-text.ts';

const SETTING = 'hive.metastore.disallow.incompatible.col.type.changes';
const EXAMPLES = 3;

type LeafWriter = (type: Leaf) => LeafAnswer;

/**
 * What the metastore of Hive has against the columns of a statement, as a comment to stand before it: it compares the types
 * of the columns before and after one by one, by their positions, whatever their names. Nothing where it has nothing.
 */
export function incompatibleColumns(
  before: readonly StructField[],
  after: readonly StructField[],
  leaf: LeafWriter,
): Line[] {
  const refused = before.flatMap((was, index) => {
    const now = after[index];
    if (now === undefined || isCompatible(typeName(was, leaf), typeName(now, leaf))) return [];
    return [`${typed(now, leaf)} in the place of ${typed(was, leaf)}`];
  });
  if (refused.length === 0) return [];
  const more = refused.length > EXAMPLES ? `, and ${refused.length - EXAMPLES} more` : '';
  return [
    comment(
      `By default Hive refuses the next statement (${refused.slice(0, EXAMPLES).join(', ')}${more}): ` +
        `run SET metaconf:${SETTING}=false before it in the same session, or have the metastore say so; ` +
        'or drop the table, where it is EXTERNAL, and register it anew.',
    ),
  ];
}

function typed(field: StructField, leaf: LeafWriter): string {
  return `${stepText(field.name)} ${hiveType(field.type, leaf)}`;
}

/** The metastore looks no further into a type than its name. */
function typeName({ type }: StructField, leaf: LeafWriter): string {
  return /^\w+/.exec(hiveType(type, leaf))?.[0] ?? '';
}

/** In the order in which the metastore takes one number for another. */
const NUMBERS = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT', 'DECIMAL', 'FLOAT', 'DOUBLE'];
const TIMES = ['DATE', 'TIMESTAMP'];
const TEXTS = ['STRING', 'VARCHAR', 'CHAR'];

/** `ColumnType.areColTypesCompatible`, as it is from Hive 3 on. */
function isCompatible(before: string, after: string): boolean {
  if (before === after) return true;
  if (TEXTS.includes(after)) return [...NUMBERS, ...TIMES, ...TEXTS].includes(before);
  return NUMBERS.includes(before) && NUMBERS.indexOf(before) < NUMBERS.indexOf(after);
}
