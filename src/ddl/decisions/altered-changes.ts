import { stepText } from '../../evolution/words.ts';
import type { Change, Origin } from '../../evolution/types.ts';
import type { StructType } from '../../schema/types.ts';
import { nullabilityChange } from '../change-words.ts';
import { alterationFor } from './alterations.ts';
import { outcomeOf } from './outcome-words.ts';
import type { DecidedChange } from './resolution-book.ts';

/** What decisions change about the table itself, as the new version records it. */
export function alteredChanges(
  decided: readonly DecidedChange[],
  active: StructType | null,
  origin: Origin,
): Change[] {
  return decided.flatMap((each) => {
    const change = active === null ? null : alteredChange(each, active, outcomeOf(each, origin));
    return change ?? [];
  });
}

function alteredChange(decided: DecidedChange, active: StructType, reason: string): Change | null {
  const { change, action, to } = decided;
  const { path, before, after, rule, kind, formats } = change;
  if (action === 'RENAME' && to !== null) {
    const names = { before: stepText(path.at(-1) ?? ''), after: stepText(to) };
    const now = [...path.slice(0, -1), to];
    const remediation = `Tell whoever reads it by its name; jobs may go on sending ${names.before}.`;
    return {
      rule: 'FIELD_RENAMED',
      kind: 'NAME',
      path: now,
      ...names,
      verdict: 'BREAKING',
      reason,
      remediation,
    };
  }
  if (alterationFor(decided, active) === null) return null;
  if (action === 'KEEP') return { ...nullabilityChange(path, true), reason };
  // As by DDL: who drops a column does it deliberately.
  if (action === 'DROP') return { rule, kind, path, before, after, verdict: 'NON_BREAKING', reason };
  const said = formats === undefined ? {} : { formats };
  const remediation = 'Tell whoever reads the column; jobs go on.';
  return { rule, kind, path, before, after, verdict: 'BREAKING', reason, remediation, ...said };
}
