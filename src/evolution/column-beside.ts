import { parseSqlType } from '../schema/sql/parse-sql-type.ts';
import { sqlType } from '../schema/sql/type-text.ts';
import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { DataType, Path } from '../schema/types.ts';
import { typeBelow } from '../schema/walk.ts';
import type { Judging, Place } from './judging.ts';
import { isPrimitive } from './type-kinds.ts';
import { ddl, isShort, pathText } from './words.ts';

/** Where values of another type can go: a new column beside the one that stays as it is. */
export interface ColumnBeside {
  /** The column that the values belong to: of elements, keys and values the one around them. */
  readonly of: Path;
  /** The call that adds the new one, in brackets; nothing where SQL cannot say its type, or the table not store it. */
  readonly call: string;
}

/** Where values of a submitted type can go, which the table has another type for. */
export function columnBeside(judging: Judging, { path }: Place, submitted: DataType): ColumnBeside {
  const { of, type } = wholeOf(judging.table.active, path, submitted);
  if (!canSay(type) || !judging.capability.stores(type).ok) return { of, call: '' };
  const parent = of.slice(0, -1);
  const name = parent.length === 0 ? '<new name>' : `${pathText(parent)}.<new name>`;
  return { of, call: ` (${ddl(`ADD COLUMN ${name} ${isShort(type) ? sqlType(type) : '<type>'}`)})` };
}

/** The field that a path is in, and its type with another one at that path. */
function wholeOf(
  active: DataType | null,
  path: Path,
  submitted: DataType,
): { readonly of: Path; readonly type: DataType } {
  const around: DataType[] = [];
  let at: DataType | undefined = active ?? undefined;
  for (const step of path) {
    if (at !== undefined) around.push(at);
    at = at === undefined ? undefined : typeBelow(at, step);
  }
  let type = submitted;
  let length = path.length;
  for (let holder = around.pop(); holder !== undefined; holder = around.pop()) {
    if (holder.kind === 'array') type = { ...holder, elementType: type };
    else if (holder.kind !== 'map') break;
    else type = { ...holder, [path[length - 1] === 'key' ? 'keyType' : 'valueType']: type };
    length -= 1;
  }
  return { of: path.slice(0, length), type };
}

/** Whether a statement can give a column this type: not where a part is unknown, or has no name in SQL. */
function canSay(type: DataType): boolean {
  return !holdsVoid(type) && isReadBack(type);
}

function isReadBack(type: DataType): boolean {
  const read = parseSqlType(sqlType(type));
  return read.ok && sameTypeIgnoringNullability(read.value, type);
}

function holdsVoid(type: DataType): boolean {
  const pending = [type];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isPrimitive(next, 'void')) return true;
    if (next.kind === 'array') pending.push(next.elementType);
    if (next.kind === 'map') pending.push(next.keyType, next.valueType);
    if (next.kind === 'struct') pending.push(...next.fields.map((field) => field.type));
  }
  return false;
}
