import { column, stepText, theColumn } from '../evolution/words.ts';
import type { Warning } from '../evolution/types.ts';
import type { Path } from '../schema/types.ts';
import type { DraftField } from './draft-struct.ts';

/** A name that a column has taken though producers may still send it for another one. */
export interface TakenName {
  readonly path: Path;
  /** The column that was renamed from it; null where one was dropped. */
  readonly of: DraftField | null;
}

/** What there is to be said of a name that was taken, once all operations are done; null where the other column has gone, too. */
export function takenNameWarning({ path, of }: TakenName): Warning | null {
  if (of?.gone === true) return null;
  const name = stepText(path.at(-1) ?? '');
  const whose = of === null ? 'a column that was dropped' : theColumn([...path.slice(0, -1), of.name]);
  const message =
    `${column(path)} has a name that producers may still send for ${whose}: what they send as ${name} is written ` +
    `into this column from now on. Make sure that nobody sends it for the other one any more, or choose another name.`;
  return { code: 'OLD_NAME_TAKEN', path, message };
}
