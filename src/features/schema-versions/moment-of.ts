import { accept, refuse, type InputFault, type Outcome } from '../../problems.ts';
import type { AsOfInput } from './as-of.schemas.ts';
import type { Moment } from './as-of.service.ts';

/** Exactly one way to say when; a zone only where the time has none of its own. */
export function momentOf({ time, zone, commit }: AsOfInput): Outcome<Moment> {
  if (time === undefined && commit === undefined) {
    return invalid('Give either time or commit.', [
      { in: 'query', path: '', message: 'must have exactly one of time and commit' },
    ]);
  }
  if (time !== undefined && commit !== undefined) {
    return invalid('Give either time or commit, not both.', [
      fault('time', 'one of two given'),
      fault('commit', 'one of two given'),
    ]);
  }
  if (zone !== undefined && time?.kind !== 'HUDI') {
    const message = 'is for a Hudi instant alone: an ISO time has its own offset, and a commit needs none';
    return invalid(`Leave zone out, which ${message}.`, [fault('zone', message)]);
  }
  if (time === undefined) return accept({ kind: 'COMMIT', commit: commit ?? '' });
  return accept(time.kind === 'HUDI' ? { ...time, zone: zone ?? null } : time);
}

function fault(name: string, message: string): InputFault {
  return { in: 'query', path: `/${name}`, message };
}

function invalid(detail: string, errors: readonly InputFault[]): Outcome<never> {
  return refuse('INVALID_REQUEST', `The request is not valid. ${detail}`, { errors });
}
