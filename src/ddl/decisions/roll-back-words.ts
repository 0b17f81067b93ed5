import type { Change } from '../../evolution/types.ts';
import { column, theColumn } from '../../evolution/words.ts';
import type { Path } from '../../schema/types.ts';
import { forcing } from '../forcing.ts';

/** Why a column does not go back, and what to do instead. */
export interface RollBackRefusal {
  readonly code: string;
  readonly path: Path;
  readonly reason: string;
  readonly remediation: string;
}

/** What data written since may contradict, unless somebody says that they do not; null where they cannot. */
export function contradiction(change: Change, version: number): RollBackRefusal | null {
  const { rule, path, verdict, before, after } = change;
  // Whoever goes back wants the old names.
  if (verdict !== 'BREAKING' || rule === 'FIELD_RENAMED') return null;
  const isNull = rule === 'NULLABILITY_TIGHTENED';
  const reason = isNull
    ? `${column(path)} would be NOT NULL again, as in version ${version}, and rows written since may hold nulls there.`
    : `${column(path)} would go back from ${before ?? ''} to ${after ?? ''}, as in version ${version}, and data written since may not fit that.`;
  const condition = isNull
    ? 'once no row holds a null there'
    : 'once the table has been, or is about to be, written anew with that type';
  return { code: rule, path, reason, remediation: `${forcing(condition)}.` };
}

/** A change in the words of somebody who goes back to a version. */
export function rolledBackWords(change: Change, version: number): Change {
  return { ...change, reason: reasonOf(change, version) };
}

function reasonOf(change: Change, version: number): string {
  const { rule, path, before, after } = change;
  const it = column(path);
  const again = `again, as in version ${version}`;
  switch (rule) {
    case 'FIELD_ADDED':
      return `${it} (${String(after)}) is back; batches may lack it until one has brought it.`;
    case 'FIELD_REMOVED':
      return `${it} (${String(before)}) came after version ${version} and is dropped; batches that still bring it do not bring it back.`;
    case 'FIELD_RENAMED':
      return `${it} is called so ${again}; it was ${String(before)}.`;
    case 'NULLABILITY_RELAXED':
      return `${it} may be null ${again}.`;
    case 'NULLABILITY_TIGHTENED':
      return `${it} may not be null ${again}.`;
    case 'COMMENT_CHANGED':
      return `${it} has ${after === null ? 'no comment' : 'its comment'} ${again}.`;
    case 'METADATA_CHANGED':
      return `${it} has its metadata ${again}.`;
    case 'FIELD_REORDERED':
      return `${path.length === 0 ? 'The columns' : `The fields of ${theColumn(path)}`} are in the order of version ${version} again; jobs write by name.`;
    default:
      return `${it} is ${String(after)} ${again}; it was ${String(before)}.`;
  }
}
