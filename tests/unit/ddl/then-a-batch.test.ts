import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { DdlOperation, DdlOutcome } from '../../../src/ddl/types.ts';
import { judge } from '../../../src/evolution/judge.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import type { Judgement, TableState } from '../../../src/evolution/types.ts';
import { samePath } from '../../../src/schema/path.ts';
import { printStructJson } from '../../../src/schema/print-json.ts';
import type { Path, StructType } from '../../../src/schema/types.ts';
import { fieldAt, fieldsOf } from '../../../src/schema/walk.ts';
import { fieldName } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { storableTable } from './storable.ts';
import { done, NEXT_VERSION, tableWith } from './support.ts';

/** A table, and one of the columns or fields that can be dropped from it. */
const tableAndColumn = storableTable
  .filter(({ fields }) => fields.length > 1)
  .chain((schema) => {
    const droppable = Array.from(fieldsOf(schema), ({ path }) => path).filter(
      (path) => path.at(-1) !== 'kept' && !path.includes('key'),
    );
    return fc.record({ schema: fc.constant(schema), path: fc.constantFrom(...droppable) });
  });

function after(table: TableState, outcome: DdlOutcome): TableState {
  const { schema, factUpdates } = done(outcome);
  return { ...table, active: schema, facts: factUpdates };
}

function send(table: TableState, schema: StructType): Judgement {
  const batch = { schema, origin: 'INFERRED', nullOnlyPaths: [], base: null } as const;
  return judge(table, batch, resolvePolicy({}, 'STRICT'));
}

function drop(path: Path): DdlOperation {
  return { op: 'DROP_COLUMN', path, ifExists: false };
}

describe('a job that still sends a dropped column', () => {
  it('goes on under STRICT and does not bring it back', () => {
    fc.assert(
      fc.property(tableAndColumn, ({ schema, path }) => {
        const before = tableWith('a INT', { active: schema });
        const table = after(before, applyOperations(before, [drop(path)], NEXT_VERSION));
        const judgement = send(table, schema);
        expect(judgement.verdict).toBe('NONE');
        expect(judgement.effectiveSchema).toEqual(table.active);
      }),
      { numRuns: runs },
    );
  });
});

describe('a job that does not know a new column yet', () => {
  it('goes on under STRICT, and brings the column when it does', () => {
    fc.assert(
      fc.property(tableAndColumn, ({ schema, path }) => {
        const before = tableWith('a INT', { active: schema });
        const outcome = done(applyOperations(before, [drop(path)], NEXT_VERSION));
        const field = fieldAt(schema, path);
        if (field === undefined) throw new Error('no such field');
        const add = {
          op: 'ADD_COLUMN',
          path,
          type: field.type,
          nullable: true,
          comment: null,
          position: null,
          ifNotExists: false,
        } as const;
        const younger = tableWith('a INT', { active: outcome.schema });
        const table = after(younger, applyOperations(younger, [add], NEXT_VERSION));
        expect(send(table, outcome.schema).verdict).toBe('NONE');
        const seen = send(table, schema);
        expect(seen.verdict).toBe('NONE');
        expect(printStructJson(seen.effectiveSchema ?? { kind: 'struct', fields: [] })).toBe(
          printStructJson(table.active ?? { kind: 'struct', fields: [] }),
        );
      }),
      { numRuns: runs },
    );
  });
});

describe('a job that still sends a renamed column under its old name', () => {
  it('goes on under STRICT, its values under the new name', () => {
    fc.assert(
      fc.property(tableAndColumn, fieldName, ({ schema, path }, name) => {
        const before = tableWith('a INT', { active: schema, format: 'ICEBERG' });
        const rename = { op: 'RENAME_COLUMN', path, to: name } as const;
        const outcome = applyOperations(before, [rename], NEXT_VERSION, { force: true });
        fc.pre(outcome.ok);
        const table = after(before, outcome);
        const judgement = send(table, schema);
        expect(judgement.verdict).toBe('NONE');
        expect(judgement.effectiveSchema).toEqual(table.active);
        const step = judgement.projection.find(({ target }) =>
          samePath(target, [...path.slice(0, -1), name]),
        );
        expect(step?.source).toEqual(path);
      }),
      { numRuns: runs },
    );
  });
});
