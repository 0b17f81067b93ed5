import { column, stepText, theColumn } from '../evolution/words.ts';
import type { Warning } from '../evolution/types.ts';
import type { Path } from '../schema/types.ts';
import type { DraftField } from './draft-struct.ts';
import type { Workbench } from './workbench.ts';

/** A name that a column has taken though producers may still send it for another one. */
export interface TakenName {
  readonly path: Path;
  /** The column that was renamed from it; null where one was dropped. */
  readonly of: DraftField | null;
}

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

/** What there is to be said of it once all operations are done; null where the other column has gone, too. */
export function takenNameWarning({ path, of }: TakenName): Warning | null {
  if (of?.gone === true) return null;
  const name = stepText(path.at(-1) ?? '');
  const whose = of === null ? 'a column that was dropped' : theColumn([...path.slice(0, -1), of.name]);
  const message =
    `${column(path)} has a name that producers may still send for ${whose}: what they send as ${name} is written ` +
    `into this column from now on. Make sure that nobody sends it for the other one any more, or choose another name.`;
  return { code: 'OLD_NAME_TAKEN', path, message };
}
