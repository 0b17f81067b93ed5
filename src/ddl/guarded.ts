import type { TableState } from '../evolution/types.ts';
import { column } from '../evolution/words.ts';
import { pathText } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { Objection } from './types.ts';

interface GuardedBy {
  readonly code: 'KEY_FIELD_CHANGED' | 'PARTITION_FIELD_CHANGED' | 'PROTECTED_FIELD_CHANGED';
  readonly what: string;
  readonly setting: 'pkFields' | 'partitionKeys' | 'protectedFields';
}

const GUARDS: readonly GuardedBy[] = [
  { code: 'KEY_FIELD_CHANGED', what: 'a key', setting: 'pkFields' },
  { code: 'PARTITION_FIELD_CHANGED', what: 'a partition column', setting: 'partitionKeys' },
  { code: 'PROTECTED_FIELD_CHANGED', what: 'protected', setting: 'protectedFields' },
];

/**
 * What speaks against dropping, renaming or retyping a column: it is guarded itself, holds something guarded, or is part
 * of it.
 */
export function guardAgainstChange(table: TableState, path: Path): Objection | null {
  return guardWhere(table, path, (guarded) => isWithin(guarded, path) || isWithin(path, guarded));
}

/** What speaks against a new column: it would change the type of something guarded. */
export function guardAgainstAdd(table: TableState, path: Path): Objection | null {
  return guardWhere(table, path, (guarded) => guarded.length < path.length && isWithin(path, guarded));
}

/** What speaks against refusing nulls: a protected column stays as it is, where keys may well get stricter. */
export function guardAgainstNotNull(table: TableState, path: Path): Objection | null {
  const { protectedFields } = table;
  return guardWhere({ protectedFields, pkFields: [], partitionKeys: [] }, path, (guarded) => {
    return isWithin(path, guarded);
  });
}

/** Whether a path is that of a column or of something in it, in any case of letters. */
export function isWithin(path: Path, column: Path): boolean {
  return (
    column.length <= path.length &&
    column.every((step, index) => lowerKey(step) === lowerKey(path[index] ?? ''))
  );
}

function guardWhere(
  table: Pick<TableState, GuardedBy['setting']>,
  path: Path,
  touches: (guarded: Path) => boolean,
): Objection | null {
  for (const { code, what, setting } of GUARDS) {
    const guarded = table[setting].find(touches);
    if (guarded === undefined) continue;
    const reason = `${column(guarded)} is ${what}, and ${pathText(path)} cannot change without it.`;
    return {
      code,
      path,
      reason: guarded.length === path.length ? `${column(guarded)} is ${what}.` : reason,
      remediation: `Leave it as it is: ${setting} of the dataset names it (GET /datasets/{dataset}).`,
    };
  }
  return null;
}
