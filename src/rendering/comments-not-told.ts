import { pathText } from '../schema/path.ts';
import type { Path } from '../schema/types.ts';

const EXAMPLES = 3;

/** The sentence for comments within columns, where an engine keeps those of columns alone. */
export function commentsNotTold(paths: readonly Path[], label: string): string {
  const some = paths.slice(0, EXAMPLES).map(pathText).join(', ');
  const more = paths.length > EXAMPLES ? ` and ${paths.length - EXAMPLES} more` : '';
  return `${label} is not told the comments of ${some}${more}: it keeps those of whole columns alone.`;
}
