import { pathText } from '../../src/schema/path.ts';
import { withoutOrder, type Change } from './answers.ts';
import type { ExpectedVerdict } from './scene.ts';

/** An answer reduced to what the story tells of it. */
export interface SeenVerdict {
  readonly changeType: string;
  readonly active: number | null;
  readonly blocked?: { readonly version: number; readonly occurrences: number };
  readonly changes: readonly Change[];
}

/** Null, or how an answer differs from what the story tells. */
export function deviation(expected: ExpectedVerdict, seen: SeenVerdict): string | null {
  const [wanted, got] = [
    textOf(expected, expected.changes),
    textOf(seen, withoutOrder(seen.changes).map(ruleAndColumn)),
  ];
  return wanted === got ? null : `the story tells ${wanted}; the service answered ${got}`;
}

function ruleAndColumn({ rule, path }: Change): readonly [string, string] {
  return [rule, pathText(path)];
}

function textOf(
  { changeType, active, blocked }: Pick<SeenVerdict, 'changeType' | 'active' | 'blocked'>,
  changes: readonly (readonly [string, string])[],
): string {
  const listed = changes.map(([rule, column]) => `${rule} ${column}`).sort();
  const record =
    blocked === undefined ? '' : `, blocked version ${blocked.version} seen ${blocked.occurrences}×`;
  const differences = listed.length === 0 ? 'no change' : listed.join(', ');
  return `${changeType} with version ${active ?? 'none'} active${record} (${differences})`;
}
