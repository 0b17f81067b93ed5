import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import { stepText } from '../schema/path.ts';
import type { DataType, StructField, StructType } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import { isInHive } from './formats/readers.ts';
import { isLosslessWidening } from './lossless.ts';
import { isNumber, isPrimitive } from './type-kinds.ts';
import type { TableState, Warning } from './types.ts';
import { typeIn } from './words.ts';

export const HIVE_WARNING = 'HIVE_TYPES_BY_POSITION';
const EXAMPLES = 3;

/**
 * What a Hive metastore may object to in a new schema of a table that it keeps the columns of. It compares the types
 * of columns by their positions, partition columns aside (`MetaStoreUtils.throwExceptionIfIncompatibleColTypeChange`),
 * so that a column that moves, or goes from the middle, shows as a change of types. Before Hive 3 nested types have to
 * be equal, text by text. Only a warning: one setting of the metastore decides whether it objects at all.
 */
export function hiveWarnings(table: TableState, before: StructType | null, after: StructType): Warning[] {
  if (before === null || before === after || !isInHive(table.properties)) return [];
  const old = columnsOf(table, before);
  const now = columnsOf(table, after);
  const objections = old.flatMap((column, index) => {
    const next = now[index];
    return next === undefined || isCompatible(column.type, next.type) ? [] : [objection(column, next)];
  });
  if (objections.length === 0) return [];
  const some = objections.slice(0, EXAMPLES).join('; ');
  const more = objections.length > EXAMPLES ? `; and ${objections.length - EXAMPLES} more` : '';
  return [
    {
      code: HIVE_WARNING,
      path: null,
      message:
        `The table is in a Hive metastore, which compares types by position and may refuse this schema (${some}${more}). ` +
        'It takes it where hive.metastore.disallow.incompatible.col.type.changes is false.',
    },
  ];
}

function columnsOf({ partitionKeys }: TableState, { fields }: StructType): readonly StructField[] {
  const partitions = new Set(partitionKeys.flatMap((path) => (path.length === 1 ? path.map(lowerKey) : [])));
  return partitions.size === 0 ? fields : fields.filter(({ name }) => !partitions.has(lowerKey(name)));
}

function objection(before: StructField, after: StructField): string {
  return `${typeIn(before.type)} of ${stepText(before.name)} before ${typeIn(after.type)} of ${stepText(after.name)}`;
}

/** Hive's implicit conversions, as far as they are the same in every version. */
function isCompatible(before: DataType, after: DataType): boolean {
  if (sameTypeIgnoringNullability(before, after)) return true;
  if (!isNumber(before)) return false;
  return isPrimitive(after, 'string') || (isNumber(after) && isLosslessWidening(before, after));
}
