import { refuse, type Refusal } from '../../problems.ts';
import type { SchemaVersion } from './schema-version.types.ts';

/** Whether the version is or was the schema of the table. */
export function wasActive({ status }: SchemaVersion): boolean {
  return status === 'ACTIVE' || status === 'OBSOLETE';
}

/** Null for a version that is or was the schema of the table; of the others, what follows from it. */
export function refuseNeverActive(version: SchemaVersion, so: string): Refusal | null {
  return wasActive(version) ? null : refuse('NEVER_ACTIVE', `${neverActive(version)}${so}`);
}

/** The first half of a sentence. */
export function neverActive({ version, status }: SchemaVersion): string {
  return `Version ${version} is ${status}: it never was the schema of the table`;
}
