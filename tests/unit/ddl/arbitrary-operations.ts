import * as fc from 'fast-check';
import type { DdlOperation } from '../../../src/ddl/types.ts';
import type { ColumnFact } from '../../../src/evolution/types.ts';
import { pathKey } from '../../../src/schema/path.ts';
import type { Path, StructType } from '../../../src/schema/types.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { dataType, fieldName, path as anyPath } from '../../support/arbitrary-schema.ts';

const text = fc.string({ unit: 'binary' });

/** Paths into a schema, half of them with something done to them. */
export function pathsInto(schema: StructType): fc.Arbitrary<Path> {
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

function namesIn(schema: StructType): fc.Arbitrary<string> {
  const names = Array.from(fieldsOf(schema), ({ field }) => field.name);
  return names.length === 0 ? fieldName : fc.oneof(fc.constantFrom(...names), fieldName);
}

function positionsIn(schema: StructType) {
  return fc.oneof(
    fc.constant({ at: 'FIRST' } as const),
    fc.record({ at: fc.constant('AFTER' as const), column: namesIn(schema) }),
  );
}

/** Columns that come and go, and nothing else. */
export function addsAndDropsOn(schema: StructType): fc.Arbitrary<DdlOperation> {
  const path = pathsInto(schema);
  return fc.oneof(
    fc.record({
      op: fc.constant('ADD_COLUMN' as const),
      path,
      type: dataType,
      nullable: fc.boolean(),
      comment: fc.option(text),
      position: fc.option(positionsIn(schema)),
      ifNotExists: fc.boolean(),
    }),
    fc.record({ op: fc.constant('DROP_COLUMN' as const), path, ifExists: fc.boolean() }),
  );
}

export function operationsOn(schema: StructType): fc.Arbitrary<DdlOperation> {
  const path = pathsInto(schema);
  return fc.oneof(
    { weight: 2, arbitrary: addsAndDropsOn(schema) },
    {
      weight: 2,
      arbitrary: fc.record({ op: fc.constant('RENAME_COLUMN' as const), path, to: namesIn(schema) }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('ALTER_TYPE' as const), path, type: dataType }) },
    fc.record({ op: fc.constant('ALTER_NULLABILITY' as const), path, nullable: fc.boolean() }),
    fc.record({ op: fc.constant('ALTER_COMMENT' as const), path, comment: text }),
    fc.record({ op: fc.constant('MOVE_COLUMN' as const), path, position: positionsIn(schema) }),
  );
}

export function factsOn(schema: StructType): fc.Arbitrary<ColumnFact> {
  return fc.record({
    path: pathsInto(schema),
    pinned: fc.boolean(),
    absence: fc.constantFrom('REQUIRED', 'UNSEEN', 'ALLOWED'),
    settled: fc.boolean(),
    dropped: fc.option(
      fc.record({
        type: dataType,
        version: fc.nat(),
        renamedTo: fc.option(namesIn(schema)),
        arrivedIn: fc.option(fc.nat()),
      }),
    ),
  });
}

/** As the service keeps them: one of each path, and none that calls a column dropped which is there. */
export function possibleFactsOn(schema: StructType): fc.Arbitrary<ColumnFact[]> {
  const there = new Set(Array.from(fieldsOf(schema), ({ path }) => pathKey(path)));
  const fact = factsOn(schema)
    .filter(({ path }) => path.length > 0)
    .map((known) => (there.has(pathKey(known.path)) ? { ...known, dropped: null } : known));
  return fc.uniqueArray(fact, { maxLength: 5, selector: ({ path }) => pathKey(path) });
}
