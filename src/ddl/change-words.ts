import type { Capability } from '../evolution/capability.ts';
import type { Change } from '../evolution/types.ts';
import { column, pathText, stepText, theColumn, typeIn } from '../evolution/words.ts';
import { typeText } from '../schema/sql/type-text.ts';
import type { DataType, Path } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';
import type { DraftField } from './draft-struct.ts';
import type { FoundChange } from './type-change.ts';

const NAMED = 3;

export function addedChange(path: Path, type: DataType): Change {
  return {
    rule: 'FIELD_ADDED',
    kind: 'ADDED',
    path,
    before: null,
    after: typeText(type),
    verdict: 'NON_BREAKING',
    reason: `${column(path)} (${typeIn(type)}) was added by DDL; batches may lack it until one has brought it.`,
  };
}

/** @param isTaken another column has the name now */
export function removedChange(path: Path, type: DataType, isTaken: boolean): Change {
  const batches = isTaken
    ? 'what batches bring under its name goes to another column now'
    : 'batches that still bring it do not bring it back';
  return {
    rule: 'FIELD_REMOVED',
    kind: 'REMOVED',
    path,
    before: typeText(type),
    after: null,
    verdict: 'NON_BREAKING',
    reason: `${column(path)} (${typeIn(type)}) was dropped by DDL; ${batches}.`,
  };
}

/**
 * Where columns resolve by name, what was written under the old one stays there.
 * @param isTaken another column has the old name now
 */
export function renamedChange(
  { resolvesByName }: Capability,
  path: Path,
  was: string,
  isTaken: boolean,
): FoundChange {
  const now = path.at(-1) ?? '';
  const isOnlyCase = lowerKey(was) === lowerKey(now);
  const change: Change = {
    rule: 'FIELD_RENAMED',
    kind: 'NAME',
    path,
    before: stepText(was),
    after: stepText(now),
    verdict: 'BREAKING',
    reason: `${column([...path.slice(0, -1), was])} was renamed to ${stepText(now)} by DDL.`,
    remediation: toldToWhom(was, now, isOnlyCase, isTaken),
  };
  if (!resolvesByName || isOnlyCase) return { change, warning: null };
  const message =
    `Rows written before show null in ${theColumn(path)}: files keep the name that they were written with, ${stepText(was)}. ` +
    'Write the table anew to have the old values under the new name.';
  return { change, warning: { code: 'OLD_FILES_KEEP_NAME', path, message } };
}

function toldToWhom(was: string, now: string, isOnlyCase: boolean, isTaken: boolean): string {
  if (isOnlyCase)
    return 'Tell whoever reads it by its name in exactly this case; jobs may spell it either way.';
  if (isTaken)
    return `Tell whoever reads it by its name, and whoever writes it: what jobs send as ${stepText(was)} goes to another column now.`;
  return `Tell whoever reads it by its name; jobs may go on sending ${stepText(was)}, which is written as ${stepText(now)}.`;
}

export function nullabilityChange(path: Path, nullable: boolean): Change {
  const sides = { before: nullable ? 'NOT NULL' : 'nullable', after: nullable ? 'nullable' : 'NOT NULL' };
  if (nullable) {
    return {
      rule: 'NULLABILITY_RELAXED',
      kind: 'NULLABILITY',
      path,
      ...sides,
      verdict: 'NON_BREAKING',
      reason: `${column(path)} may be null from now on, by DDL.`,
    };
  }
  return {
    rule: 'NULLABILITY_TIGHTENED',
    kind: 'NULLABILITY',
    path,
    ...sides,
    verdict: 'BREAKING',
    reason: `${column(path)} may not be null from now on, by DDL.`,
    remediation: 'Make sure that no row holds a null there: a batch with one fails the write.',
  };
}

/** A comment as it was and as it is; empty where there is none. */
export function commentChange(path: Path, before: string, comment: string): Change {
  return {
    rule: 'COMMENT_CHANGED',
    kind: 'METADATA',
    path,
    before: before === '' ? null : before,
    after: comment === '' ? null : comment,
    verdict: 'NON_BREAKING',
    reason: `${column(path)} has ${comment === '' ? 'no comment any more' : 'another comment'}, by DDL.`,
  };
}

/** The fields of one parent in another order. */
export function orderChange(parent: Path, moved: readonly DraftField[]): Change {
  const names = moved.slice(0, NAMED).map(({ name }) => stepText(name));
  const more = moved.length > NAMED ? ` and ${moved.length - NAMED} more` : '';
  const whose = parent.length === 0 ? '' : ` within ${pathText(parent)}`;
  return {
    rule: 'FIELD_REORDERED',
    kind: 'ORDER',
    path: parent,
    before: null,
    after: null,
    verdict: 'NON_BREAKING',
    reason: `DDL moved ${names.join(', ')}${more}${whose}; jobs write by name, so they go on as before.`,
  };
}
