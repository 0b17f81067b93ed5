import type { Path } from '../schema/types.ts';
import type { DraftField } from './draft-struct.ts';
import type { Workbench } from './workbench.ts';

/**
 * Notes of a name that a column is about to take that producers may still send it for the one that had it before. To add a
 * dropped name again is to want what they send.
 */
export function noteTakenName({ facts, takenNames }: Workbench, path: Path, own: DraftField): void {
  takenNames.delete(own);
  if (own.was?.name === path.at(-1)) return;
  const isNew = own.was === null;
  const gone = facts.goneNames(path).find(({ aliasOf }) => aliasOf !== own && (aliasOf !== null || !isNew));
  if (gone !== undefined) takenNames.set(own, { path, of: gone.aliasOf });
}
