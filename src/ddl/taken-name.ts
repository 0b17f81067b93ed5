import { column } from '../evolution/words.ts';
import type { Path } from '../schema/types.ts';
import type { Objection } from './types.ts';

/** Says that a column has the name already, in this case of letters or another. */
export function takenName(existing: Path, path: Path, remediation: string): Objection {
  const sameCase = existing.at(-1) === path.at(-1);
  const reason = `${column(existing)} is there already`;
  return {
    code: sameCase ? 'COLUMN_EXISTS' : 'CASE_COLLISION',
    path,
    reason: sameCase ? `${reason}.` : `${reason}, and engines read names without regard to case.`,
    remediation,
  };
}
