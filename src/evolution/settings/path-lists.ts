import { pathKey } from '../../schema/path.ts';
import type { Path } from '../../schema/types.ts';
import { lowerKey } from '../../schema/walk.ts';
import { pathText } from '../words.ts';

/** Equal for paths that engines take for the same column. */
export function columnKey(path: Path): string {
  return pathKey(path.map(lowerKey));
}

/** Whether both name the same columns in the same order. */
export function sameColumns(a: readonly Path[], b: readonly Path[]): boolean {
  return a.length === b.length && a.every((path, index) => columnKey(path) === columnKey(b[index] ?? []));
}

/** Those of `paths` that `known` does not have. */
export function columnsBeside(paths: readonly Path[], known: readonly Path[]): Path[] {
  const keys = new Set(known.map(columnKey));
  return paths.filter((path) => !keys.has(columnKey(path)));
}

/** A list of columns in a sentence. */
export function listOf(paths: readonly Path[], none: string): string {
  return paths.length === 0 ? none : paths.map(pathText).join(', ');
}

const EXAMPLES = 3;

/** The first ones in a sentence, and how many more there are. */
export function someOf(texts: readonly string[]): string {
  const more = texts.length - EXAMPLES;
  return `${texts.slice(0, EXAMPLES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
