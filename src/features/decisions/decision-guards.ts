import { ifMatchFails } from '../../http/etag.ts';
import { refuse, type Refusal } from '../../problems.ts';
import type { Target } from '../schema-versions/target.service.ts';
import { activeEtag } from '../schema-versions/version-etag.service.ts';
import type { DecidedAbout } from './decision.types.ts';

/** What a request says of the schema that it was decided about. */
export function decidedAbout(
  expectedVersion: number | undefined,
  ifMatch: readonly string[] | null,
): DecidedAbout {
  return {
    expectedVersion: expectedVersion ?? null,
    isCurrent: (etag) => (etag === null ? ifMatch === null : !ifMatchFails(ifMatch, etag)),
  };
}

/** Null, or why the decision was taken about another schema than the one that is active now. */
export function refuseStale({ dataset, state }: Target, about: DecidedAbout): Refusal | null {
  const { active } = state;
  const { expectedVersion, isCurrent } = about;
  const activeVersion = active?.version ?? null;
  const now =
    activeVersion === null
      ? `${dataset.name} has no active schema yet.`
      : `Version ${activeVersion} of ${dataset.name} is active now.`;
  if (expectedVersion !== null && expectedVersion !== activeVersion) {
    const detail = `expectedVersion is ${expectedVersion}. ${now} Look at it and decide again.`;
    return refuse('VERSION_CONFLICT', detail, { extensions: { activeVersion } });
  }
  if (isCurrent(active === null ? null : activeEtag(active))) return null;
  const detail = `If-Match names another state of the schema. ${now} Look at it and decide again.`;
  return refuse('PRECONDITION_FAILED', detail);
}
