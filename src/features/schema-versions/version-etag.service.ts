import type { ActiveVersion, SchemaVersion } from './schema-version.types.ts';

type Tagged = Pick<SchemaVersion, 'id' | 'status' | 'occurrences' | 'fingerprint'>;

/** Strong validator of a version: its schema never changes, its status and its count are all that can. */
export function versionEtag({ id, status, occurrences, fingerprint }: Tagged): string {
  return `${id}-${status}-${occurrences}-${fingerprint.slice(0, 16)}`;
}

/** The one that reading the active schema answers with. */
export function activeEtag(active: ActiveVersion): string {
  return versionEtag({ ...active, status: 'ACTIVE', occurrences: 1 });
}
