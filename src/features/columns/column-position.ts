import { createHash } from 'node:crypto';
import { lowerKey } from '../../schema/walk.ts';

/** Where a column stands among all that a dataset ever had. */
export interface ColumnPosition {
  /** The beginning of its path in lower case: paths may be longer than a cursor. */
  readonly start: string;
  /** Decides between columns whose paths begin alike. */
  readonly hash: string;
}

export const START_LENGTH = 200;

/** SHA-256 of the path, as the column history keeps it. */
export function pathHash(pathText: string): string {
  return createHash('sha256').update(pathText).digest('hex');
}

export function positionOf(pathText: string): ColumnPosition {
  return { start: startOf(pathText), hash: pathHash(pathText) };
}

/** Negative where `a` comes first. Parents come just before what they hold. */
export function compareColumns(a: string, b: string): number {
  const [startA, startB] = [startOf(a), startOf(b)];
  if (startA !== startB) return startA < startB ? -1 : 1;
  if (a === b) return 0;
  return pathHash(a) < pathHash(b) ? -1 : 1;
}

export function isAfter(pathText: string, { start, hash }: ColumnPosition): boolean {
  const own = startOf(pathText);
  return own === start ? pathHash(pathText) > hash : own > start;
}

function startOf(pathText: string): string {
  return lowerKey(pathText).slice(0, START_LENGTH);
}
