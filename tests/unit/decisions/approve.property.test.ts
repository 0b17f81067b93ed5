import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { approve } from '../../../src/ddl/decisions/approve.ts';
import { withFacts } from '../../../src/ddl/decisions/with-facts.ts';
import type { ApprovalRequest } from '../../../src/ddl/decisions/types.ts';
import { actionsOf, choicesOn } from '../../../src/evolution/approval/actions.ts';
import { judge } from '../../../src/evolution/judge.ts';
import type { TableState } from '../../../src/evolution/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { runs } from '../../support/property.ts';
import { answered, misdirected, NEXT_VERSION } from './arbitrary-blocked.ts';

/** The table once the approval was acted on. */
function approved(request: ApprovalRequest): TableState | null {
  const outcome = approve(request);
  if (!outcome.ok) return null;
  return {
    ...withFacts(request.table, outcome.factUpdates),
    active: outcome.schema,
    activeVersion: NEXT_VERSION,
  };
}

/** The same declared, by default, to a table whose first column is its key. */
function declaredOnKey(request: ApprovalRequest): ApprovalRequest {
  const { table, submission } = request;
  const [key] = table.active?.fields ?? [];
  return {
    ...request,
    table: { ...table, pkFields: key === undefined ? [] : [[key.name]] },
    submission: { ...submission, origin: 'DECLARED' },
    resolutions: [],
  };
}

describe('an approval', () => {
  it('lets the same submission pass from then on, whatever was decided', () => {
    let approvals = 0;
    fc.assert(
      fc.property(answered, (request) => {
        const table = approved(request);
        if (table === null) return;
        approvals += 1;
        const again = judge(table, { ...request.submission, base: null }, request.policy);
        expect(again.changes.filter(({ verdict }) => verdict === 'BREAKING')).toEqual([]);
        const after = { ...withFacts(table, again.factUpdates), active: again.effectiveSchema };
        const once = judge(after, { ...request.submission, base: null }, request.policy);
        expect(once.verdict).toBe('NONE');
      }),
      { numRuns: runs * 3 },
    );
    expect(approvals).toBeGreaterThan(runs / 2);
  });

  it('never throws, and says the same again', () => {
    fc.assert(
      fc.property(fc.oneof(answered, misdirected), (request) => {
        expect(approve(request)).toEqual(approve(request));
      }),
      { numRuns: runs },
    );
  });

  it('or says of what remains why, and what else to do', () => {
    fc.assert(
      fc.property(answered, (request) => {
        const outcome = approve(request);
        if (outcome.ok || outcome.why !== 'NOT_APPROVABLE') return;
        expect(outcome.changes.length).toBeGreaterThan(0);
        for (const { reason, remediation, verdict } of outcome.changes) {
          expect(verdict).toBe('BREAKING');
          expect(reason).toMatch(/\.$/);
          expect(remediation).toMatch(/\.$/);
        }
      }),
      { numRuns: runs },
    );
  });

  it('is not offered to let keys be null, or no longer, which it refuses', () => {
    let refused = 0;
    fc.assert(
      fc.property(answered, (request) => {
        const declared = declaredOnKey(request);
        const outcome = approve(declared);
        if (outcome.ok || outcome.why !== 'NOT_APPROVABLE') return;
        const choices = choicesOn(declared.table, 'DECLARED');
        const about = outcome.changes.filter(({ kind }) => kind === 'NULLABILITY');
        refused += about.length;
        expect(about.flatMap((change) => actionsOf(choices(change)))).toEqual([]);
      }),
      { numRuns: runs * 3 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  it('takes no column away that nobody decided to drop', () => {
    fc.assert(
      fc.property(answered, (request) => {
        const outcome = approve(request);
        if (!outcome.ok || request.table.active === null) return;
        const gone = new Set(
          outcome.resolutions.flatMap(({ action, path }) =>
            action === 'DROP' || action === 'RENAME' ? pathKey(path) : [],
          ),
        );
        const there = new Set(Array.from(fieldsOf(outcome.schema), ({ path }) => pathKey(path)));
        const lost = Array.from(fieldsOf(request.table.active), ({ path }) => path).filter(
          (path) =>
            !there.has(pathKey(path)) && !path.some((_, i) => gone.has(pathKey(path.slice(0, i + 1)))),
        );
        expect(lost).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
