import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { DdlOperation } from '../../../src/ddl/types.ts';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import { TABLE_FORMATS, type TableState } from '../../../src/evolution/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
import { parseStructJson } from '../../../src/schema/parse-json.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import type { StructType } from '../../../src/schema/types.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { dataType, structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { addsAndDropsOn, factsOn, operationsOn, pathsInto, possibleFactsOn } from './arbitrary-operations.ts';
import { storable, storableTable } from './storable.ts';
import { NEXT_VERSION, tableAfter, tableWith } from './support.ts';

const format = fc.constantFrom(...TABLE_FORMATS);
const properties = fc.constantFrom<Readonly<Record<string, string>>[]>(
  {},
  { 'delta.columnMapping.mode': 'name', 'hoodie.schema.on.read.enable': 'true' },
);

interface Case {
  readonly table: TableState;
  readonly operations: readonly DdlOperation[];
  readonly force: boolean;
}

function cases(operationOn: (active: StructType) => fc.Arbitrary<DdlOperation>): fc.Arbitrary<Case> {
  return structType.chain((active) =>
    fc.record({
      force: fc.boolean(),
      operations: fc.array(operationOn(active), { maxLength: 6 }),
      table: fc.record({
        format,
        properties,
        mode: fc.constantFrom('append', 'upsert'),
        active: fc.constant(active),
        facts: fc.array(factsOn(active), { maxLength: 4 }),
        pkFields: fc.array(pathsInto(active), { maxLength: 1 }),
        partitionKeys: fc.constant([]),
        derivedFields: fc.array(pathsInto(active), { maxLength: 1 }),
        protectedFields: fc.array(pathsInto(active), { maxLength: 1 }),
        activeVersion: fc.constant(NEXT_VERSION - 1),
        formerPkFields: fc.array(pathsInto(active), { maxLength: 1 }),
        formerPartitionKeys: fc.array(pathsInto(active), { maxLength: 1 }),
      }),
    }),
  );
}

/** Cases that come to something: few operations, on tables where most can be done. */
const likelyCases: fc.Arbitrary<Case> = structType.chain((active) =>
  fc.record({
    force: fc.constant(true),
    operations: fc.array(operationsOn(active), { minLength: 1, maxLength: 3 }),
    table: fc
      .record({
        format,
        properties: fc.constant({
          'delta.columnMapping.mode': 'name',
          'hoodie.schema.on.read.enable': 'true',
        }),
        active: fc.constant(active),
        facts: possibleFactsOn(active),
      })
      .map((known): TableState => ({ ...PLAIN_TABLE, activeVersion: NEXT_VERSION - 1, ...known })),
  }),
);

function run({ table, operations, force }: Case) {
  return applyOperations(table, operations, NEXT_VERSION, { force });
}

describe('applyOperations, whatever it is asked', () => {
  it('gives a schema that StructType JSON can hold, or refusals with reasons', () => {
    fc.assert(
      fc.property(cases(operationsOn), (each) => {
        const outcome = run(each);
        if (outcome.ok) {
          expect(parseStructJson(printStructJson(outcome.schema))).toEqual({
            ok: true,
            value: outcome.schema,
          });
          return;
        }
        expect(outcome.refusals.length).toBeGreaterThan(0);
        for (const { operation, reason, remediation } of outcome.refusals) {
          expect(each.operations[operation]).toBeDefined();
          expect(reason).toMatch(/^[A-Z][^]*\.$/);
          expect(remediation).toMatch(/^[A-Z][^]*\.$/);
        }
      }),
      { numRuns: runs },
    );
  });

  it('leaves facts for exactly what is there: no tombstone of a column, every new field unseen', () => {
    fc.assert(
      fc.property(cases(addsAndDropsOn), ({ table, operations }) => {
        const outcome = applyOperations({ ...table, facts: [] }, operations, NEXT_VERSION);
        if (!outcome.ok || table.active === null) return;
        const facts = new Map(outcome.factUpdates.map((fact) => [pathKey(fact.path), fact]));
        const before = new Set(Array.from(fieldsOf(table.active), ({ path }) => pathKey(path)));
        const after = Array.from(fieldsOf(outcome.schema), ({ path }) => pathKey(path));
        for (const key of after) {
          expect(facts.get(key)?.dropped ?? null).toBeNull();
          if (!before.has(key)) expect(facts.get(key)?.absence).toBe('UNSEEN');
        }
        for (const { path, dropped } of outcome.factUpdates) {
          if (dropped === null) expect(after).toContain(pathKey(path));
        }
      }),
      { numRuns: runs },
    );
  });

  it('leaves no tombstone of a column that is there, whatever was known before', () => {
    fc.assert(
      fc.property(likelyCases, (each) => {
        const outcome = run(each);
        fc.pre(outcome.ok);
        const { active, facts } = tableAfter(each.table, outcome);
        const gone = new Set(
          facts.filter(({ dropped }) => dropped !== null).map(({ path }) => pathKey(path)),
        );
        for (const { path } of fieldsOf(active ?? outcome.schema)) {
          expect(gone.has(pathKey(path))).toBe(false);
        }
      }),
      { numRuns: runs },
    );
  });

  it('says that something changed where the schema did, and only there', () => {
    fc.assert(
      fc.property(likelyCases, (each) => {
        const outcome = run(each);
        fc.pre(outcome.ok);
        const isSame =
          printStructJson(outcome.schema) === printStructJson(each.table.active ?? outcome.schema);
        const cameBack = outcome.changes.some(({ rule }) => rule === 'FIELD_REMOVED');
        if (!isSame) expect(outcome.changes).not.toEqual([]);
        if (isSame && !cameBack) expect(outcome.changes).toEqual([]);
        if (outcome.changes.length === 0) expect(outcome.factUpdates).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('comes to the same schema all at once and one by one', () => {
    fc.assert(
      fc.property(likelyCases, ({ table, operations, force }) => {
        const atOnce = run({ table, operations, force });
        fc.pre(atOnce.ok);
        let state = table;
        for (const operation of operations) {
          const outcome = run({ table: state, operations: [operation], force });
          fc.pre(outcome.ok);
          state = tableAfter(state, outcome);
        }
        expect(state.active).toEqual(atOnce.schema);
      }),
      { numRuns: runs },
    );
  });

  it('is BREAKING only where it was forced, and then says what to do', () => {
    fc.assert(
      fc.property(cases(operationsOn), (each) => {
        const outcome = run(each);
        const breaking = outcome.ok ? outcome.changes.filter(({ verdict }) => verdict === 'BREAKING') : [];
        if (!each.force) expect(breaking).toEqual([]);
        for (const { remediation } of breaking) expect(remediation).toMatch(/^[A-Z][^]*\.$/);
      }),
      { numRuns: runs },
    );
  });
});

describe('ADD COLUMN, then DROP COLUMN', () => {
  it('gives back the schema, the facts and no changes', () => {
    fc.assert(
      fc.property(storableTable, dataType.map(storable), (active, type) => {
        const path = ['quite_new'];
        const add = {
          op: 'ADD_COLUMN',
          path,
          type,
          nullable: true,
          comment: null,
          position: null,
          ifNotExists: false,
        } as const;
        const drop = { op: 'DROP_COLUMN', path, ifExists: false } as const;
        const state = tableWith('a INT', { active, format: 'ICEBERG' });
        const added = applyOperations(state, [add], NEXT_VERSION);
        fc.pre(added.ok);
        expect(applyOperations(state, [add, drop], NEXT_VERSION)).toEqual({
          ok: true,
          schema: active,
          changes: [],
          factUpdates: [],
          warnings: [],
        });
        const later = applyOperations({ ...state, active: added.schema }, [drop], NEXT_VERSION + 1);
        expect(later).toMatchObject({ ok: true, schema: active });
      }),
      { numRuns: runs },
    );
  });
});
