import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import { rollBack } from '../../../src/ddl/decisions/roll-back.ts';
import { judge } from '../../../src/evolution/judge.ts';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import { TABLE_FORMATS, type TableState } from '../../../src/evolution/types.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import { parseStructJson } from '../../../src/schema/parse-json.ts';
import { sameTypeIgnoringNullability } from '../../../src/schema/same-type.ts';
import type { StructType } from '../../../src/schema/types.ts';
import { runs } from '../../support/property.ts';
import { operationsOn } from '../ddl/arbitrary-operations.ts';
import { storableTable } from '../ddl/storable.ts';
import { NEXT_VERSION, tableAfter } from '../ddl/support.ts';
import { nearbyStruct, tableState } from '../evolution/arbitrary-table.ts';

const TOLERANT = resolvePolicy({ preset: 'TOLERANT' }, 'STRICT');
const properties = { 'delta.columnMapping.mode': 'name', 'hoodie.schema.on.read.enable': 'true' };

interface History {
  readonly first: StructType;
  /** After a few changes by people. */
  readonly later: TableState;
}

/** A table with a past: its first schema, and what became of it in a few versions. */
const history = (format: fc.Arbitrary<TableState['format']>): fc.Arbitrary<History> =>
  fc
    .tuple(storableTable, format)
    .chain(([first, of]) =>
      fc
        .array(fc.array(operationsOn(first), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
        .map((versions) => ({ first, of, versions })),
    )
    .map(({ first, of, versions }) => {
      let later: TableState = { ...PLAIN_TABLE, format: of, properties, active: first, activeVersion: 1 };
      versions.forEach((operations, index) => {
        for (const operation of operations) {
          const outcome = applyOperations(later, [operation], index + 2, { force: true });
          if (outcome.ok) later = tableAfter(later, outcome);
        }
      });
      return { first, later };
    })
    .filter(({ first, later }) => later.active !== first);

const back = ({ first, later }: History, force = true) =>
  rollBack({ table: later, target: first, version: 1, nextVersion: NEXT_VERSION, force });

function withOutcome(table: TableState, outcome: ReturnType<typeof back>): TableState | null {
  return outcome.ok ? tableAfter(table, outcome) : null;
}

describe('a roll back', () => {
  it('ends with the columns of the version, in its order, where columns have ids', () => {
    let done = 0;
    fc.assert(
      fc.property(history(fc.constant('ICEBERG')), (each) => {
        const outcome = back(each);
        if (!outcome.ok) return;
        done += 1;
        expect(sameTypeIgnoringNullability(outcome.schema, each.first)).toBe(true);
      }),
      { numRuns: runs },
    );
    expect(done).toBeGreaterThan(runs / 2);
  });

  it('does so wherever it is not refused, and says of what is refused why and what to do', () => {
    fc.assert(
      fc.property(history(fc.constantFrom(...TABLE_FORMATS)), fc.boolean(), (each, force) => {
        const outcome = back(each, force);
        if (outcome.ok) {
          expect(sameTypeIgnoringNullability(outcome.schema, each.first)).toBe(true);
          expect(parseStructJson(printStructJson(outcome.schema))).toEqual({
            ok: true,
            value: outcome.schema,
          });
          for (const { reason } of outcome.changes) expect(reason).toMatch(/^[A-Z][^]*\.$/);
          return;
        }
        if (outcome.why === 'UNCHANGED') return;
        expect(outcome.refusals.length).toBeGreaterThan(0);
        for (const { reason, remediation } of outcome.refusals) {
          expect(reason).toMatch(/^[A-Z][^]*\.$/);
          expect(remediation).toMatch(/^[A-Z][^]*\.$/);
        }
      }),
      { numRuns: runs },
    );
  });

  it('stays rolled back when the next batch is as the table was before', () => {
    fc.assert(
      fc.property(history(fc.constantFrom(...TABLE_FORMATS)), (each) => {
        const table = withOutcome(each.later, back(each));
        if (table === null || each.later.active === null) return;
        const schema = each.later.active;
        const { verdict, effectiveSchema } = judge(
          table,
          { schema, origin: 'INFERRED', nullOnlyPaths: [], base: null },
          TOLERANT,
        );
        expect(['NONE', 'BREAKING']).toContain(verdict);
        expect(effectiveSchema).toBe(table.active);
      }),
      { numRuns: runs },
    );
  });

  it('has nothing to do once it was done', () => {
    fc.assert(
      fc.property(history(fc.constantFrom(...TABLE_FORMATS)), (each) => {
        const table = withOutcome(each.later, back(each));
        const target = table?.active ?? null;
        if (table === null || target === null) return;
        const again = rollBack({ table, target, version: 1, nextVersion: NEXT_VERSION + 1, force: false });
        expect(again).toEqual({ ok: false, why: 'UNCHANGED' });
      }),
      { numRuns: runs },
    );
  });

  it('never throws, whatever the table and the version are', () => {
    fc.assert(
      fc.property(tableState(fc.option(nearbyStruct)), nearbyStruct, fc.boolean(), (table, target, force) => {
        const request = { table, target, version: 1, nextVersion: NEXT_VERSION, force };
        expect(rollBack(request)).toEqual(rollBack(request));
      }),
      { numRuns: runs },
    );
  });
});
