import { orderingFields } from '../evolution/formats/ordering-fields.ts';
import type { TableState } from '../evolution/types.ts';
import { column } from '../evolution/words.ts';
import { pathText, samePath } from '../schema/path.ts';
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
  return guardWhere({ ...table, pkFields: [], partitionKeys: [] }, path, (guarded) => {
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

type Guarded = Pick<TableState, GuardedBy['setting'] | 'format' | 'properties'>;

function guardWhere(table: Guarded, path: Path, touches: (guarded: Path) => boolean): Objection | null {
  for (const { code, what, setting } of GUARDS) {
    const guarded = table[setting].find(touches);
    if (guarded === undefined) continue;
    const isOrdering = code === 'PROTECTED_FIELD_CHANGED' && orders(table, guarded);
    if (isOrdering) return orderingObjection(path, guarded);
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

function orders(table: Guarded, guarded: Path): boolean {
  return orderingFields(table).some((field) => samePath(field, guarded));
}

function orderingObjection(path: Path, guarded: Path): Objection {
  const why = 'HUDI tells by it which of two rows with the same key is the later one';
  return {
    code: 'PROTECTED_FIELD_CHANGED',
    path,
    reason: `${column(guarded)} is the ordering field of the table: ${why}.`,
    remediation: 'Leave it as it is: properties of the dataset name it (GET /datasets/{dataset}).',
  };
}
