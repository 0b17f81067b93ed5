import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { applyOperations } from '../../../src/ddl/apply-operations.ts';
import type { DdlOperation } from '../../../src/ddl/types.ts';
import type { Change } from '../../../src/evolution/types.ts';
import { applyStatements, statementsBetween } from '../../../src/rendering/apply-statements.ts';
import { evolveIds, identify, type IdentifiedSchema, type Ids } from '../../../src/rendering/column-ids.ts';
import { renamesIn } from '../../../src/rendering/renames-in.ts';
import type { TableSpec } from '../../../src/rendering/types.ts';
import { arrayOf, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import { pathText, samePath } from '../../../src/schema/path.ts';
import type { DataType, Path, StructType } from '../../../src/schema/types.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { runs } from '../../support/property.ts';
import { done, tableAfter, tableWith } from '../ddl/support.ts';
import { membersOf, structsIn, Table } from './identities.ts';
import { tableOf } from './support.ts';

/** So few that they are taken again and again. */
const name = fc.constantFrom('a', 'b', 'c', 'd', 'A', 'to');
const leaf = fc.constantFrom<DataType>(primitive('integer'), primitive('string'));

const { struct } = fc.letrec<{ struct: StructType; type: DataType }>((tie) => ({
  struct: fc
    .uniqueArray(fc.tuple(name, tie('type')), {
      minLength: 1,
      maxLength: 4,
      selector: ([called]) => called.toLowerCase(),
    })
    .map((fields) => structOf(fields.map(([called, type]) => field(called, type)))),
  type: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    leaf,
    tie('struct'),
    tie('struct').map((type) => arrayOf(type)),
    tie('struct').map((type) => mapOf(primitive('string'), type)),
  ),
}));

/** What somebody wants to do, wherever it can be done. */
const intent = fc.record({
  op: fc.constantFrom('ADD', 'DROP', 'RENAME', 'RENAME', 'WIDEN', 'MOVE'),
  where: fc.nat(),
  which: fc.nat(),
  name,
  type: fc.oneof(leaf, struct),
});
type Intent = typeof intent extends fc.Arbitrary<infer T> ? T : never;

const requests = fc.array(fc.array(intent, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 });

function operationOf(table: Table, { op, where, which, name: to, type }: Intent): DdlOperation {
  const structs = structsIn(table.root);
  const { path: parent, struct: there } = structs[where % structs.length] ?? { path: [], struct: table.root };
  const called = there.columns[which % there.columns.length]?.name ?? '';
  const path = [...parent, called];
  switch (op) {
    case 'ADD': {
      const position = which % 2 === 0 ? null : ({ at: 'AFTER', column: called } as const);
      const rest = { nullable: true, comment: null, position, ifNotExists: false };
      return { op: 'ADD_COLUMN', path: [...parent, to], type, ...rest };
    }
    case 'DROP':
      return { op: 'DROP_COLUMN', path, ifExists: false };
    case 'WIDEN':
      return { op: 'ALTER_TYPE', path, type: primitive('long') };
    case 'MOVE':
      return { op: 'MOVE_COLUMN', path, position: { at: 'FIRST' } };
    default:
      return { op: 'RENAME_COLUMN', path, to };
  }
}

/** Does what can be done, one by one; gives what was done. */
function perform(table: Table, intents: readonly Intent[]): DdlOperation[] {
  return intents.flatMap((each) => {
    const operation = operationOf(table, each);
    const trial = table.copy();
    try {
      trial.apply(operation);
    } catch {
      return [];
    }
    if (operation.op === 'ALTER_TYPE' && !canWiden(table, operation.path)) return [];
    table.apply(operation);
    return [operation];
  });
}

function canWiden({ root }: Table, path: Path): boolean {
  const parent = structsIn(root).find((each) => samePath(each.path, path.slice(0, -1)));
  const type = parent?.struct.columns.find((each) => each.name === path.at(-1))?.type;
  return type?.kind === 'leaf' && type.text !== 'string';
}

const specs = fc.constantFrom(
  tableOf('ICEBERG'),
  tableOf('DELTA', {
    properties: { 'delta.columnMapping.mode': 'name', 'delta.enableTypeWidening': 'true' },
  }),
);

/** Which column of before is which one now. */
function successions(before: ReadonlyMap<number, string>, now: ReadonlyMap<number, string>): string[] {
  return [...now].flatMap(([id, path]) => {
    const was = before.get(id);
    return was === undefined ? [] : [`${was} -> ${path}`];
  });
}

function pathsOf({ root }: Table): Map<number, string> {
  return new Map(
    structsIn(root).flatMap(({ path, struct: { columns } }) =>
      columns.map((column) => [column.id, pathText([...path, column.name])]),
    ),
  );
}

function pathsById({ schema, ids }: IdentifiedSchema): Map<number, string> {
  const idAt = (path: Path) => {
    let below: Ids | undefined = ids;
    let id = 0;
    for (const step of path) {
      id = below?.get(step)?.id ?? 0;
      below = below?.get(step)?.below;
    }
    return id;
  };
  return new Map(Array.from(fieldsOf(schema), ({ path }) => [idAt(path), pathText(path)]));
}

/** A version of a table: as an engine has it after the operations one by one, and as it is recorded. */
interface Version {
  readonly table: Table;
  readonly identified: IdentifiedSchema;
  readonly changes: readonly Change[];
}

function versionsOf(first: StructType, rounds: readonly (readonly Intent[])[], spec: TableSpec): Version[] {
  const versions: Version[] = [];
  let last: Version = { table: new Table(first), identified: identify(first), changes: [] };
  let state = tableWith('a INT', { active: first, format: spec.format, properties: spec.properties });
  for (const intents of rounds) {
    versions.push(last);
    const table = last.table.copy();
    const outcome = done(applyOperations(state, perform(table, intents), 7, { force: true }));
    table.replaceEmptied(last.table.ids());
    const { schema, changes } = outcome;
    last = { table, identified: evolveIds(last.identified, schema, renamesIn(changes)), changes };
    state = tableAfter(state, outcome);
  }
  return [...versions, last];
}

/** Whether running statements on a table leaves the same columns as another one has, or all of them are others. */
function expectToLead(statements: readonly string[], from: Table, to: Table): void {
  const known = from.ids();
  const expected = to.copy();
  expected.replaceEmptied(known);
  if (!expected.root.columns.some(({ id }) => known.has(id))) {
    expect(statements.every((sql) => sql.startsWith('--'))).toBe(true);
    return;
  }
  const table = from.copy();
  for (const sql of statements) table.run(sql);
  expect(membersOf(table.root, known)).toEqual(membersOf(expected.root, known));
}

const stories = fc.record({ first: struct, rounds: requests, spec: specs });

describe('after requests of several operations, every column is who it was after them one by one', () => {
  it('where the statements of each request are run', () => {
    fc.assert(
      fc.property(stories, ({ first, rounds, spec }) => {
        const versions = versionsOf(first, rounds, spec);
        for (const [index, { table, identified, changes }] of versions.entries()) {
          const before = versions[index - 1];
          if (before === undefined) continue;
          const [was, now] = [before.identified.schema, identified.schema];
          expectToLead(applyStatements(was, now, spec, renamesIn(changes)), before.table, table);
        }
      }),
      { numRuns: runs },
    );
  });

  it.each(['there', 'back'])(
    'where the statements between the first version and the last are run, %s',
    (way) => {
      fc.assert(
        fc.property(stories, ({ first, rounds, spec }) => {
          const versions = versionsOf(first, rounds, spec);
          const [one, other] =
            way === 'there' ? [versions[0], versions.at(-1)] : [versions.at(-1), versions[0]];
          if (one === undefined || other === undefined) throw new Error('there are versions');
          // Types go back by hand alone.
          const statements = statementsBetween(one.identified, other.identified, spec);
          fc.pre(way === 'there' || !statements.some((sql) => sql.includes('cannot become')));
          expectToLead(statements, one.table, other.table);
        }),
        { numRuns: runs },
      );
    },
  );

  it('by its id', () => {
    fc.assert(
      fc.property(stories, ({ first, rounds, spec }) => {
        const versions = versionsOf(first, rounds, spec);
        const [start, end] = [versions[0], versions.at(-1)];
        if (start === undefined || end === undefined) throw new Error('there are versions');
        const byId = successions(pathsById(start.identified), pathsById(end.identified));
        expect(byId.sort()).toEqual(successions(pathsOf(start.table), pathsOf(end.table)).sort());
      }),
      { numRuns: runs },
    );
  });
});
