import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { DdlOutcome, RenameColumn } from '../../../src/ddl/types.ts';
import { columnFact } from '../../../src/evolution/column-fact.ts';
import { TABLE_FORMATS, type ColumnFact, type TableState } from '../../../src/evolution/types.ts';
import { pathKey, samePath } from '../../../src/schema/path.ts';
import type { Path } from '../../../src/schema/types.ts';
import { fieldAt, fieldsOf, lowerKey } from '../../../src/schema/walk.ts';
import { fieldName } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { possibleFactsOn } from './arbitrary-operations.ts';
import { storableTable } from './storable.ts';
import { NEXT_VERSION, tableAfter, tableWith } from './support.ts';

const properties = { 'delta.columnMapping.mode': 'name', 'hoodie.schema.on.read.enable': 'true' };

interface Renaming {
  readonly table: TableState;
  readonly path: Path;
  readonly to: string;
}

/** A table with what is known of it, one of its columns, and another name for that. */
const renaming: fc.Arbitrary<Renaming> = storableTable.chain((active) => {
  const paths = Array.from(fieldsOf(active), ({ path }) => path).filter((path) => !path.includes('key'));
  return fc.record({
    path: fc.constantFrom(...paths),
    to: fieldName,
    table: fc
      .record({
        format: fc.constantFrom(...TABLE_FORMATS),
        facts: possibleFactsOn(active),
      })
      .map((known) => tableWith('a INT', { active, properties, ...known })),
  });
});

function rename(path: Path, to: string): RenameColumn {
  return { op: 'RENAME_COLUMN', path, to };
}

function force(table: TableState, ...operations: readonly RenameColumn[]): DdlOutcome {
  return applyOperations(table, operations, NEXT_VERSION, { force: true });
}

function sibling(path: Path, name: string): Path {
  return [...path.slice(0, -1), name];
}

function factAt(table: TableState, path: Path): ColumnFact {
  return table.facts.find((fact) => samePath(fact.path, path)) ?? columnFact(path);
}

function isBelow(path: Path, above: Path): boolean {
  return path.length > above.length && samePath(path.slice(0, above.length), above);
}

describe('after RENAME COLUMN', () => {
  it('the old name is an alias, and what was known of the column and of all below is known under the new one', () => {
    fc.assert(
      fc.property(renaming, ({ table, path, to }) => {
        fc.pre(lowerKey(path.at(-1) ?? '') !== lowerKey(to));
        const outcome = force(table, rename(path, to));
        fc.pre(outcome.ok);
        const now = sibling(path, to);
        const after = tableAfter(table, outcome);
        expect(factAt(after, path).dropped).toEqual({
          type: fieldAt(table.active ?? outcome.schema, path)?.type,
          version: NEXT_VERSION,
          renamedTo: to,
          arrivedIn: null,
        });
        for (const fact of table.facts.filter((known) => isBelow(known.path, path))) {
          const moved = [...now, ...fact.path.slice(path.length)];
          const last = factAt(table, fact.path);
          expect(factAt(after, moved)).toEqual({ ...last, path: moved });
          expect(factAt(after, fact.path)).toEqual(columnFact(fact.path));
        }
        expect(factAt(after, now)).toEqual({ ...factAt(table, path), path: now });
      }),
      { numRuns: runs },
    );
  });

  it('every alias points at a name, and none at the name that was given up', () => {
    fc.assert(
      fc.property(renaming, ({ table, path, to }) => {
        fc.pre(lowerKey(path.at(-1) ?? '') !== lowerKey(to));
        const outcome = force(table, rename(path, to));
        fc.pre(outcome.ok);
        const was = lowerKey(path.at(-1) ?? '');
        const pointers = tableAfter(table, outcome).facts.filter(
          (fact) => samePath(fact.path.slice(0, -1), path.slice(0, -1)) && fact.dropped?.renamedTo !== null,
        );
        expect(pointers.map(({ dropped }) => lowerKey(dropped?.renamedTo ?? ''))).not.toContain(was);
      }),
      { numRuns: runs },
    );
  });
});

describe('RENAME COLUMN there and back', () => {
  it('within one request is nothing at all', () => {
    fc.assert(
      fc.property(renaming, ({ table, path, to }) => {
        const outcome = force(table, rename(path, to), rename(sibling(path, to), path.at(-1) ?? ''));
        fc.pre(outcome.ok);
        expect(outcome).toEqual({
          ok: true,
          schema: table.active,
          changes: [],
          factUpdates: [],
          warnings: [],
        });
      }),
      { numRuns: runs },
    );
  });

  it('in two leaves the schema as it was, and an alias of the name in between alone', () => {
    fc.assert(
      fc.property(renaming, ({ table, path, to }) => {
        fc.pre(lowerKey(path.at(-1) ?? '') !== lowerKey(to));
        const there = force(table, rename(path, to));
        fc.pre(there.ok);
        const between = tableAfter(table, there);
        const again = force(between, rename(sibling(path, to), path.at(-1) ?? ''));
        fc.pre(again.ok);
        const back = tableAfter(between, again);
        expect(back.active).toEqual(table.active);
        expect(factAt(back, path)).toEqual(factAt(table, path));
        expect(factAt(back, sibling(path, to)).dropped?.renamedTo).toBe(path.at(-1));
        const elsewhere = (fact: ColumnFact) => !samePath(fact.path, sibling(path, to));
        const keys = (state: TableState) =>
          new Set(
            state.facts
              .filter(elsewhere)
              .filter(isSaying)
              .map(({ path: at }) => pathKey(at)),
          );
        for (const key of keys(back)) expect(keys(table)).toContain(key);
      }),
      { numRuns: runs },
    );
  });
});

function isSaying(fact: ColumnFact): boolean {
  return fact.pinned || fact.settled || fact.absence !== 'REQUIRED' || fact.dropped !== null;
}
