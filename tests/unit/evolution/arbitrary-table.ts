import * as fc from 'fast-check';
import { PLAIN_TABLE } from '../../../src/evolution/plain-table.ts';
import { resolvePolicy } from '../../../src/evolution/policy.ts';
import {
  ABSENCES,
  type ColumnFact,
  type Judgement,
  ORIGINS,
  type Policy,
  PRESETS,
  type Submission,
  TABLE_FORMATS,
  type TableState,
} from '../../../src/evolution/types.ts';
import { arrayOf, decimal, field, mapOf, primitive, structOf } from '../../../src/schema/constructors.ts';
import { pathKey } from '../../../src/schema/path.ts';
import type { DataType, JsonObject, Path, StructField, StructType } from '../../../src/schema/types.ts';
import { fieldsOf } from '../../../src/schema/walk.ts';
import { dataType } from '../../support/arbitrary-schema.ts';

/** Few names, so that two schemas often speak of the same column; some differ in case alone, one is never a name. */
const NAMES = [
  'a',
  'b',
  'B',
  'c',
  'd',
  'id',
  'ID',
  '_corrupt_record',
  '_rescued_data',
  '__proto__',
  'element',
  'x y',
  '',
];

const text = fc.constantFrom<DataType>(
  { kind: 'character', name: 'char', length: 5 },
  { kind: 'character', name: 'varchar', length: 5 },
  { kind: 'character', name: 'varchar', length: 10 },
);

const leaf = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        'byte',
        'short',
        'integer',
        'long',
        'float',
        'double',
        'string',
        'date',
        'timestamp_ntz',
        'void',
      )
      .map((name): DataType => primitive(name)),
  },
  { weight: 2, arbitrary: fc.constantFrom(decimal(5, 2), decimal(10, 2), decimal(20, 0), decimal(22, 4)) },
  {
    weight: 1,
    arbitrary: text,
  },
  { weight: 1, arbitrary: dataType },
);

/** The length of a text in its metadata; of an array nothing is read there. */
const lengths = fc
  .constantFrom('char(5)', 'varchar(5)', 'varchar(10)', 'array<varchar(5)>')
  .map((length): JsonObject => ({ __CHAR_VARCHAR_TYPE_STRING: length }));

const metadata = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<JsonObject>({}, { comment: 'c' }, { unit: 'm' }) },
  { weight: 1, arbitrary: lengths },
);

/** Schemas that are close to each other: the everyday case, in which something is kept, new, lost and changed. */
export const nearbyStruct: fc.Arbitrary<StructType> = fc.letrec<{ type: DataType; struct: StructType }>(
  (tie) => ({
    type: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 5, arbitrary: leaf },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('type'), fc.boolean()).map(([type, nulls]) => arrayOf(type, nulls)),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(leaf, tie('type'), fc.boolean())
          .map(([key, value, nulls]) => mapOf(key, value, nulls)),
      },
      { weight: 2, arbitrary: tie('struct') },
    ),
    struct: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('type'), fc.boolean(), metadata), {
        maxLength: 6,
        selector: ([name]) => name,
      })
      .map((fields) =>
        structOf(fields.map(([name, type, nullable, metadata]) => field(name, type, { nullable, metadata }))),
      ),
  }),
).struct;

/** Columns of text, whose length stands in the type, in the metadata or nowhere. */
export const textStruct: fc.Arbitrary<StructType> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('a', 'b', 'B'),
      fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom<DataType>(primitive('void'), primitive('long')) },
        { weight: 3, arbitrary: fc.constant<DataType>(primitive('string')) },
        { weight: 3, arbitrary: text },
      ),
      fc.oneof({ weight: 1, arbitrary: metadata }, { weight: 2, arbitrary: lengths }),
    ),
    { minLength: 1, maxLength: 2, selector: ([name]) => name },
  )
  .map((fields) => structOf(fields.map(([name, type, known]) => field(name, type, { metadata: known }))));

const somePath: fc.Arbitrary<Path> = fc.array(fc.constantFrom(...NAMES, 'key', 'value'), {
  minLength: 1,
  maxLength: 3,
});

const fact: fc.Arbitrary<ColumnFact> = fc.record({
  path: somePath,
  pinned: fc.boolean(),
  absence: fc.constantFrom(...ABSENCES),
  settled: fc.boolean(),
  dropped: fc.option(
    fc.record({
      type: leaf,
      version: fc.integer({ min: 1, max: 9 }),
      renamedTo: fc.option(fc.constantFrom(...NAMES)),
      arrivedIn: fc.option(fc.integer({ min: 1, max: 9 })),
    }),
    { freq: 2 },
  ),
});

export const tableState = (active: fc.Arbitrary<StructType | null>): fc.Arbitrary<TableState> =>
  fc.record({
    format: fc.constantFrom(...TABLE_FORMATS),
    properties: fc.constantFrom<Record<string, string>>(
      {},
      { 'engine.spark.version': '3.5' },
      { 'delta.enableTypeWidening': 'true', 'delta.columnMapping.mode': 'name' },
      { 'hoodie.schema.on.read.enable': 'true' },
    ),
    mode: fc.constantFrom('append' as const, 'upsert' as const),
    active,
    facts: fc.uniqueArray(fact, { maxLength: 4, selector: ({ path }) => pathKey(path).toLowerCase() }),
    pkFields: fc.array(somePath, { maxLength: 1 }),
    partitionKeys: fc.array(somePath, { maxLength: 1 }),
    derivedFields: fc.array(somePath, { maxLength: 1 }),
    protectedFields: fc.array(somePath, { maxLength: 1 }),
    activeVersion: fc.constant(9),
    formerPkFields: fc.array(somePath, { maxLength: 1 }),
    formerPartitionKeys: fc.array(somePath, { maxLength: 1 }),
  });

/** A table of which nothing is known but its schema. */
export const plainTable = (active: StructType | null): TableState => ({
  ...PLAIN_TABLE,
  active,
  activeVersion: active === null ? null : 1,
});

export const submissionOf = (schema: fc.Arbitrary<StructType>): fc.Arbitrary<Submission> =>
  fc.record({
    schema,
    origin: fc.constantFrom(...ORIGINS),
    nullOnlyPaths: fc.array(somePath, { maxLength: 2 }),
    base: fc.option(nearbyStruct, { freq: 4 }),
  });

export const policy: fc.Arbitrary<Policy> = fc
  .record(
    {
      preset: fc.constantFrom(...PRESETS),
      newFields: fc.constantFrom('ALLOW' as const, 'BLOCK' as const, 'IGNORE' as const),
      missingFields: fc.constantFrom('ALLOW' as const, 'BLOCK' as const),
      narrowerTypes: fc.constantFrom('ALLOW' as const, 'BLOCK' as const),
      widening: fc.constantFrom('ALLOW' as const, 'BLOCK' as const),
      stringFallback: fc.constantFrom('ALLOW' as const, 'BLOCK' as const),
      corruptRecords: fc.constantFrom('BLOCK' as const, 'IGNORE' as const),
      invalidNames: fc.constantFrom('BLOCK' as const, 'IGNORE' as const),
      maxNewFields: fc.constantFrom(null, 2),
      typeHints: fc.dictionary(
        fc.constantFrom('a', 'B', 'c', 'id', 'a.b', 'c.element', 'd.element.a', 'b.value'),
        fc.constantFrom('BIGINT', 'STRING', 'DATE', 'DECIMAL(10,2)', 'ARRAY<INT>', 'MAP<STRING, DOUBLE>'),
        { maxKeys: 2 },
      ),
    },
    { requiredKeys: ['preset'] },
  )
  .map((stored) => resolvePolicy(stored, 'STRICT'));

/** The table after a judgement was acted on. */
export function after(table: TableState, judgement: Judgement): TableState {
  const updated = new Set(judgement.factUpdates.map(({ path }) => pathKey(path)));
  const facts = [...table.facts.filter(({ path }) => !updated.has(pathKey(path))), ...judgement.factUpdates];
  return { ...table, active: judgement.effectiveSchema, facts };
}

/** The same fields in another order, at every depth. */
export function reversed(struct: StructType): StructType {
  return structOf(struct.fields.map(reversedField).reverse());
}

function reversedField(of: StructField): StructField {
  return { ...of, type: reversedType(of.type) };
}

function reversedType(type: DataType): DataType {
  switch (type.kind) {
    case 'struct':
      return reversed(type);
    case 'array':
      return { ...type, elementType: reversedType(type.elementType) };
    case 'map':
      return { ...type, valueType: reversedType(type.valueType) };
    default:
      return type;
  }
}

export function paths(struct: StructType): string[] {
  return [...fieldsOf(struct)].map(({ path }) => pathKey(path));
}
