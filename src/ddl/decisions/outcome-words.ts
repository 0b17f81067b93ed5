import { column, pathText, stepText } from '../../evolution/words.ts';
import type { Change, Origin } from '../../evolution/types.ts';
import type { DecidedChange } from './resolution-book.ts';

const TEXT_LIMIT = 200;

/** What comes of a decision, in one sentence that also those understand who did not take it. */
export function outcomeOf(decided: DecidedChange, origin: Origin): string {
  const { change, action, to } = decided;
  const it = change.path.length === 0 ? 'The table' : column(change.path);
  switch (action) {
    case 'KEEP':
      return kept(change, it, origin);
    case 'ADOPT':
      return adopted(change, it);
    case 'DROP':
      return `${it} is dropped; batches that still bring it do not bring it back.`;
    case 'RENAME':
      return `${it} is called ${stepText(to ?? '')} from now on; producers may go on sending the old name.`;
    case 'LEAVE_OUT':
      return leftOut(change, it);
  }
}

function kept({ rule, before }: Change, it: string, origin: Origin): string {
  switch (rule) {
    case 'FIELD_REMOVED':
      return `${it} stays, and may be absent from now on: null is written.`;
    case 'NULLABILITY_RELAXED':
    case 'NULLABILITY_TIGHTENED':
      return `${it} stays ${before === 'NOT NULL' ? 'NOT NULL' : 'nullable'}, whatever is declared.`;
    default: {
      const what = origin === 'DECLARED' ? 'what is declared otherwise' : 'what batches bring';
      return `${it} stays ${cut(before)}: ${what} is cast to it, and the job fails on the first value that does not fit.`;
    }
  }
}

function adopted({ rule, after }: Change, it: string): string {
  switch (rule) {
    case 'FIELD_ADDED':
      return `${it} is added.`;
    case 'REQUIRED_FIELD_ADDED':
      return `${it} is added as a nullable column: rows written before have no value for it.`;
    case 'TOO_MANY_NEW_FIELDS':
      return 'The new fields are added, all of them.';
    case 'NULLABILITY_RELAXED':
      return `${it} takes nulls from now on.`;
    default:
      return `${it} becomes ${cut(after)}.`;
  }
}

function leftOut({ rule, path }: Change, it: string): string {
  if (rule === 'CORRUPT_RECORDS') {
    return `${pathText(path)} is left out from now on, and malformed records stop no batch any more: have the job quarantine them.`;
  }
  if (rule === 'CASE_COLLISION') {
    return `${it} is left out where a batch has it beside the same name in another case; alone it is written under that name.`;
  }
  return `${it} is left out, of this batch and of later ones.`;
}

function cut(text: string | null): string {
  if (text === null) return 'as it is';
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}…`;
}
