import { stepText } from '../schema/path.ts';
import { sameTypeIgnoringNullability } from '../schema/same-type.ts';
import type { StructField } from '../schema/types.ts';
import { type Judging, type Place, report, rulingOn } from './judging.ts';
import { pathText, typeIn } from './words.ts';

/** One lost and one gained in one parent, of the same type: a hint beside the two changes, which decide. */
export function suspectRename(
  judging: Judging,
  parent: Place,
  lost: readonly StructField[],
  gained: readonly StructField[],
): void {
  const [from, to] = [lost[0], gained[0]];
  if (lost.length !== 1 || gained.length !== 1 || from === undefined || to === undefined) return;
  if (!sameTypeIgnoringNullability(from.type, to.type)) return;
  const path = [...parent.path, to.name];
  report(judging, {
    rule: 'RENAME_SUSPECTED',
    path,
    verdict: rulingOn(judging, 'RENAME_SUSPECTED'),
    before: stepText(from.name),
    after: stepText(to.name),
    reason: `${pathText([...parent.path, from.name])} is gone and ${pathText(path)} is new, both ${typeIn(from.type)}: perhaps it was renamed.`,
  });
}
