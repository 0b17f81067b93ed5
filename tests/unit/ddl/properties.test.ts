import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { DdlOperation } from '../../../src/ddl/types.ts';
import { type ColumnFact, TABLE_FORMATS, type TableState } from '../../../src/evolution/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
import { parseStructJson } from '../../../src/schema/parse-json.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import type { Path, StructType } from '../../../src/schema/types.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { dataType, fieldName, path as anyPath, structType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { storable, storableTable } from './storable.ts';
import { NEXT_VERSION, tableWith } from './support.ts';

const format = fc.constantFrom(...TABLE_FORMATS);
const properties = fc.constantFrom<Readonly<Record<string, string>>[]>(
  {},
  { 'delta.columnMapping.mode': 'name', 'hoodie.schema.on.read.enable': 'true' },
);

/** Paths into a schema, half of them with something done to them. */
function pathsInto(schema: StructType): fc.Arbitrary<Path> {
  const paths = Array.from(fieldsOf(schema), ({ path }) => path);
  const inside = paths.length === 0 ? anyPath : fc.constantFrom(...paths);
  return fc.oneof(
    inside,
    fc.tuple(inside, fieldName).map(([path, name]) => [...path, name]),
    inside.map((path) => path.map((step) => step.toUpperCase())),
    inside.map((path) => path.slice(0, -1)),
    anyPath,
  );
}

function operationsOn(schema: StructType): fc.Arbitrary<DdlOperation> {
  const paths = pathsInto(schema);
  return fc.oneof(
    fc.record({
      op: fc.constant('ADD_COLUMN' as const),
      path: paths,
      type: dataType,
      nullable: fc.boolean(),
      comment: fc.option(fc.string({ unit: 'binary' })),
      position: fc.constant(null),
      ifNotExists: fc.boolean(),
    }),
    fc.record({ op: fc.constant('DROP_COLUMN' as const), path: paths, ifExists: fc.boolean() }),
  );
}

function factsOn(schema: StructType): fc.Arbitrary<ColumnFact> {
  return fc.record({
    path: pathsInto(schema),
    pinned: fc.boolean(),
    absence: fc.constantFrom('REQUIRED', 'UNSEEN', 'ALLOWED'),
    settled: fc.boolean(),
    dropped: fc.option(
      fc.record({
        type: dataType,
        version: fc.nat(),
        renamedTo: fc.option(fc.string()),
        arrivedIn: fc.option(fc.nat()),
      }),
    ),
  });
}

const anyCase: fc.Arbitrary<{ table: TableState; operations: DdlOperation[] }> = structType.chain((active) =>
  fc.record({
    operations: fc.array(operationsOn(active), { maxLength: 6 }),
    table: fc.record({
      format,
      properties,
      mode: fc.constantFrom('append', 'upsert'),
      active: fc.constant(active),
      facts: fc.array(factsOn(active), { maxLength: 4 }),
      pkFields: fc.array(pathsInto(active), { maxLength: 1 }),
      partitionKeys: fc.constant([]),
      derivedFields: fc.constant([]),
      protectedFields: fc.array(pathsInto(active), { maxLength: 1 }),
      activeVersion: fc.constant(NEXT_VERSION - 1),
      formerPkFields: fc.array(pathsInto(active), { maxLength: 1 }),
      formerPartitionKeys: fc.array(pathsInto(active), { maxLength: 1 }),
    }),
  }),
);

describe('applyOperations, whatever it is asked', () => {
  it('gives a schema that StructType JSON can hold, or refusals with reasons', () => {
    fc.assert(
      fc.property(anyCase, ({ table, operations }) => {
        const outcome = applyOperations(table, operations, NEXT_VERSION);
        if (outcome.ok) {
          expect(parseStructJson(printStructJson(outcome.schema))).toEqual({
            ok: true,
            value: outcome.schema,
          });
          return;
        }
        expect(outcome.refusals.length).toBeGreaterThan(0);
        for (const { operation, reason, remediation } of outcome.refusals) {
          expect(operations[operation]).toBeDefined();
          expect(reason).toMatch(/^[A-Z][^]*\.$/);
          expect(remediation).toMatch(/^[A-Z][^]*\.$/);
        }
      }),
      { numRuns: runs },
    );
  });

  it('leaves facts for exactly what is there: no tombstone of a column, every new field unseen', () => {
    fc.assert(
      fc.property(anyCase, ({ table, operations }) => {
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
