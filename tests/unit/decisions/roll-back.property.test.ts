import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { PartIds } from '../../../src/ddl/decisions/column-pairs.ts';
import { rollBack } from '../../../src/ddl/decisions/roll-back.ts';
import { judge } from '../../../src/evolution/judge.ts';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import { TABLE_FORMATS, type TableState } from '../../../src/evolution/types.ts';
import { evolveIds, identify, type IdentifiedSchema } from '../../../src/rendering/column-ids.ts';
import { renamesIn } from '../../../src/rendering/renames-in.ts';
import { pathKey } from '../../../src/schema/path.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import { parseStructJson } from '../../../src/schema/parse-json.ts';
import { sameTypeIgnoringNullability } from '../../../src/schema/same-type.ts';
import type { Path, StructType } from '../../../src/schema/types.ts';
import { runs } from '../../support/property.ts';
import { operationsOn } from '../ddl/arbitrary-operations.ts';
import { storableTable } from '../ddl/storable.ts';
import { NEXT_VERSION, tableAfter } from '../ddl/support.ts';
import { nearbyStruct, tableState } from '../evolution/arbitrary-table.ts';

const TOLERANT = resolvePolicy({ preset: 'TOLERANT' }, 'STRICT');
const properties = { 'delta.columnMapping.mode': 'name', 'hoodie.schema.on.read.enable': 'true' };

/** Of a table of which only names are known. */
const SAME = { version: 1, nextVersion: NEXT_VERSION, ids: null } as const;

interface History {
  readonly first: StructType;
  /** After a few changes by people. */
  readonly later: TableState;
  /** Who is who in it. */
  readonly then: IdentifiedSchema;
  readonly now: IdentifiedSchema;
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
      const then = identify(first);
      let now = then;
      versions.forEach((operations, index) => {
        for (const operation of operations) {
          const outcome = applyOperations(later, [operation], index + 2, { force: true });
          if (!outcome.ok) continue;
          later = tableAfter(later, outcome);
          now = evolveIds(now, outcome.schema, renamesIn(outcome.changes));
        }
      });
      return { first, later, then, now };
    })
    .filter(({ first, later }) => later.active !== first);

const back = ({ first, later, then, now }: History, force = true) => {
  const ids = { before: now.ids, after: then.ids };
  return rollBack({ table: later, target: first, version: 1, nextVersion: NEXT_VERSION, force, ids });
};

/** Ids of all fields, by their path. */
function idsIn(ids: PartIds, at: Path = []): [string, number][] {
  return Array.from(ids).flatMap(([name, { id, below }]) => {
    const path = [...at, name];
    return [[pathKey(path), id] as [string, number], ...idsIn(below, path)];
  });
}

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

  it('keeps the values of every column that is still there, whatever it is called, where columns have ids', () => {
    let renamed = 0;
    fc.assert(
      fc.property(history(fc.constant('ICEBERG')), (each) => {
        const outcome = back(each);
        if (!outcome.ok) return;
        const after = new Map(idsIn(evolveIds(each.now, outcome.schema, renamesIn(outcome.changes)).ids));
        const now = new Map(idsIn(each.now.ids).map(([path, id]) => [id, path]));
        for (const [path, id] of idsIn(each.then.ids)) {
          if (!now.has(id)) continue;
          if (now.get(id) !== path) renamed += 1;
          expect([path, after.get(path)]).toEqual([path, id]);
        }
      }),
      { numRuns: runs },
    );
    expect(renamed).toBeGreaterThan(0);
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
        const again = rollBack({ table, target, ...SAME, force: false });
        expect(again).toEqual({ ok: false, why: 'UNCHANGED' });
      }),
      { numRuns: runs },
    );
  });

  it('never throws, whatever the table and the version are', () => {
    fc.assert(
      fc.property(tableState(fc.option(nearbyStruct)), nearbyStruct, fc.boolean(), (table, target, force) => {
        const request = { table, target, ...SAME, force };
        expect(rollBack(request)).toEqual(rollBack(request));
      }),
      { numRuns: runs },
    );
  });
});
