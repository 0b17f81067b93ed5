import { createHash } from 'node:crypto';
import type { ActiveVersion, Applied, SchemaVersion } from './schema-version.types.ts';

type Tagged = Pick<SchemaVersion, 'id' | 'status' | 'occurrences' | 'fingerprint'>;
type Acknowledged = Pick<Applied, 'at' | 'commit'> | null;

/** Strong validator of a version: its schema never changes, only its status, its count and whether it was applied. */
export function versionEtag({ applied, ...version }: Tagged & Pick<SchemaVersion, 'applied'>): string {
  return etagOf(version, applied);
}

/** The one that reading the active schema answers with. */
export function activeEtag({ applied, ...active }: ActiveVersion): string {
  return etagOf({ ...active, status: 'ACTIVE', occurrences: 1 }, applied);
}

function etagOf({ id, status, occurrences, fingerprint }: Tagged, applied: Acknowledged): string {
  return [id, status, occurrences, fingerprint.slice(0, 16), appliedTag(applied)].join('-');
}

/** A commit may hold characters that no entity tag does. */
function appliedTag(applied: Acknowledged): string {
  if (applied === null) return '0';
  const text = JSON.stringify([applied.at, applied.commit]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
