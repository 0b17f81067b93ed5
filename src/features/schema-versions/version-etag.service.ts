import type { ActiveVersion, SchemaVersion } from './schema-version.types.ts';

type Tagged = Pick<SchemaVersion, 'id' | 'status' | 'occurrences' | 'fingerprint'>;

/** Strong validator of a version: its schema never changes, only its status, its count and whether it was applied. */
export function versionEtag({ applied, ...version }: Tagged & Pick<SchemaVersion, 'applied'>): string {
  return etagOf(version, applied?.at ?? null);
}

/** The one that reading the active schema answers with. */
export function activeEtag(active: ActiveVersion): string {
  return etagOf({ ...active, status: 'ACTIVE', occurrences: 1 }, active.appliedAt);
}

function etagOf({ id, status, occurrences, fingerprint }: Tagged, appliedAt: Date | null): string {
  return [id, status, occurrences, fingerprint.slice(0, 16), appliedAt?.getTime() ?? 0].join('-');
}
