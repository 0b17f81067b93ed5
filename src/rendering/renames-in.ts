import type { Change } from '../evolution/types.ts';
import { parsePath } from '../schema/path.ts';
import type { Rename } from './types.ts';

/** What a rename or a drop says of itself among the changes of a version. */
export type RecordedChange = Pick<Change, 'rule' | 'verdict' | 'path' | 'before'>;

/**
 * What went by a name among the changes of a version, and by which it goes now. A batch that still sends an old name, and
 * one that lacks a column, change nothing, and are told under the same rules with no verdict.
 */
export function renamesIn(changes: readonly RecordedChange[]): Rename[] {
  return changes.flatMap(({ rule, verdict, path, before }): Rename[] => {
    const [parent, name] = [path.slice(0, -1), path.at(-1)];
    if (verdict === 'NONE' || name === undefined) return [];
    if (rule === 'FIELD_REMOVED') return [{ parent, from: name, to: null }];
    if (rule !== 'FIELD_RENAMED' || before === null) return [];
    const parsed = parsePath(before);
    const from = parsed.ok && parsed.value.length === 1 ? parsed.value[0] : undefined;
    return from === undefined ? [] : [{ parent, from, to: name }];
  });
}
