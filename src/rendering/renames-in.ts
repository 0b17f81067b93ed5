import type { Change } from '../evolution/types.ts';
import { parsePath } from '../schema/path.ts';
import type { Rename } from './types.ts';

/** What a rename says of itself among the changes of a version. */
export type RecordedChange = Pick<Change, 'rule' | 'verdict' | 'path' | 'before'>;

/**
 * The renames among the changes of a version. A batch that still sends an old name changes nothing, and is told under the
 * same rule with no verdict.
 */
export function renamesIn(changes: readonly RecordedChange[]): Rename[] {
  return changes.flatMap(({ rule, verdict, path, before }) => {
    if (rule !== 'FIELD_RENAMED' || verdict === 'NONE' || before === null) return [];
    const [parsed, to] = [parsePath(before), path.at(-1)];
    const from = parsed.ok && parsed.value.length === 1 ? parsed.value[0] : undefined;
    return from === undefined || to === undefined ? [] : [{ parent: path.slice(0, -1), from, to }];
  });
}
