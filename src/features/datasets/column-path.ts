import { parsePath, pathKey } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import { lowerKey } from '../../schema/walk.ts';

/** The steps of a column path that was accepted before. */
export function columnPath(text: string): Path {
  const parsed = parsePath(text);
  return parsed.ok ? parsed.value : [text];
}

/** Equal for texts that name the same column: engines resolve names whatever the case. */
export function columnKey(text: string): string {
  return pathKey(columnPath(text).map(lowerKey));
}
