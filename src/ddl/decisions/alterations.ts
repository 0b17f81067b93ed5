import { parseTypeName } from '../../schema/parse-type-name.ts';
import type { StructType } from '../../schema/types.ts';
import { fieldAt } from '../../schema/walk.ts';
import type { DdlOperation } from '../types.ts';
import type { DecidedChange } from './resolution-book.ts';

/** The operation that a decision asks of the table itself; null where it only says what is to be taken from now on. */
export function alterationFor({ change, action }: DecidedChange, active: StructType): DdlOperation | null {
  const { rule, path } = change;
  if (rule === 'FIELD_REMOVED' && action === 'DROP') return { op: 'DROP_COLUMN', path, ifExists: false };
  if (rule === 'FIELD_REMOVED' && action === 'KEEP' && fieldAt(active, path)?.nullable === false) {
    return { op: 'ALTER_NULLABILITY', path, nullable: true };
  }
  if (rule === 'TYPE_WIDENING_LOSSY' && action === 'ADOPT') {
    const named = parseTypeName(change.after ?? '');
    return 'type' in named ? { op: 'ALTER_TYPE', path, type: named.type } : null;
  }
  return null;
}

/** A column that goes on under another name. */
export function renamingFor({ change, action, to }: DecidedChange): DdlOperation | null {
  return action === 'RENAME' && to !== null ? { op: 'RENAME_COLUMN', path: change.path, to } : null;
}
