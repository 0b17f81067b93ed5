import type { Change, Verdict } from '../../evolution/types.ts';

/** Why a version was decided as it was, in one line: the sentence of its gravest change and how many others there are. */
export function reasonOf(verdict: Verdict, changes: readonly Change[]): string {
  if (verdict === 'INITIAL') return 'First schema of the dataset.';
  const deciding = changes.filter((change) => change.verdict === verdict);
  const first = deciding[0];
  if (first === undefined) return 'No change.';
  return deciding.length === 1 ? first.reason : `${first.reason} (and ${deciding.length - 1} more)`;
}
