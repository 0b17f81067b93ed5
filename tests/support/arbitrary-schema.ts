import * as fc from 'fast-check';
import { exactNumber } from '../../src/schema/json/raw-number.ts';
import { arrayOf, decimal, field, mapOf, primitive, structOf } from '../../src/schema/constructors.ts';
import {
  type DataType,
  type JsonObject,
  type JsonValue,
  type Path,
  PRIMITIVE_NAMES,
  type StructField,
  type StructType,
} from '../../src/schema/types.ts';

/** Names such as people give their columns. */
export const plainName: fc.Arbitrary<string> = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);

/** Names that break code which splits, quotes or looks up carelessly. */
const trickyName = fc.constantFrom(
  ...[
    'a.b',
    'a`b',
    '`',
    '``',
    'a b',
    "o'clock",
    '"',
    '\\',
    'A',
    'a',
    'ID',
    'id',
    'Ünïcode',
    '日本',
    '💡',
    '-',
    ',',
  ],
  ...[
    'element',
    'key',
    'value',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'null',
    '0',
    'fields',
  ],
);

const wellFormedText = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0'));

export const fieldName: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: plainName },
  { weight: 2, arbitrary: trickyName },
  { weight: 1, arbitrary: wellFormedText },
);

const wholeNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => exactNumber(n.toString())),
);
const fraction = fc.oneof(
  fc.constantFrom('1.0', '-0.0', '1.50', '1e3', '0.1', '1E+400').map(exactNumber),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => exactNumber(n.toFixed(2))),
);

/** What Spark's Metadata can hold: arrays of one kind, no null in them. */
export const metadata: fc.Arbitrary<JsonObject> = fc.letrec<{ value: JsonValue; object: JsonObject }>(
  (tie) => {
    const kinds: fc.Arbitrary<JsonValue>[] = [
      wholeNumber,
      fraction,
      fc.boolean(),
      wellFormedText,
      tie('object'),
    ];
    return {
      value: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constant<JsonValue>(null),
        ...kinds,
        ...kinds.map((kind) => fc.array(kind, { maxLength: 3 })),
      ),
      object: fc
        .uniqueArray(
          fc.tuple(fc.oneof(fieldName, fc.constantFrom('isLosslessNumber', 'comment')), tie('value')),
          {
            maxLength: 3,
            selector: ([key]) => key,
          },
        )
        .map((entries) => Object.fromEntries<JsonValue>(entries)),
    };
  },
).object;

const noMetadata: fc.Arbitrary<JsonObject> = fc.constant({});

const leaf: fc.Arbitrary<DataType> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PRIMITIVE_NAMES).map(primitive) },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 38 })
      .chain((precision) => fc.integer({ min: 0, max: precision }).map((scale) => decimal(precision, scale))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('char' as const, 'varchar' as const), fc.integer({ min: 1, max: 65_535 }))
      .map(([name, length]) => ({ kind: 'character', name, length }) as const),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'interval',
        'interval day to second',
        'interval year',
        'time(6)',
        'geometry(4326)',
        'timestamp_ntz(9)',
      )
      .map((name) => ({ kind: 'opaque', name }) as const),
  },
);

const udt: fc.Arbitrary<DataType> = fc
  .constantFrom<JsonObject>(
    { type: 'udt', class: 'org.example.PointUDT', pyClass: null, sqlType: 'string' },
    {
      type: 'udt',
      pyClass: 'points.PointUDT',
      serializedClass: 'gAN9',
      sqlType: { type: 'array', elementType: 'double', containsNull: false },
    },
  )
  .map((json) => ({ kind: 'udt', json }));

export interface SchemaShape {
  readonly names: fc.Arbitrary<string>;
  readonly metadata: fc.Arbitrary<JsonObject>;
  /** What must be unique among the names of one struct: the name, or its lower case. */
  readonly nameKey: (name: string) => string;
  readonly leaves: fc.Arbitrary<DataType>;
}

const EVERYTHING: SchemaShape = {
  names: fieldName,
  metadata: fc.oneof({ weight: 3, arbitrary: noMetadata }, { weight: 1, arbitrary: metadata }),
  nameKey: (name) => name,
  leaves: fc.oneof({ weight: 20, arbitrary: leaf }, { weight: 1, arbitrary: udt }),
};

/** Arbitraries for schemas of a shape; by default everything that StructType JSON can hold. */
export function schemasOf(shape: Partial<SchemaShape> = {}): {
  type: fc.Arbitrary<DataType>;
  field: fc.Arbitrary<StructField>;
  struct: fc.Arbitrary<StructType>;
} {
  const { names, metadata: extras, nameKey, leaves } = { ...EVERYTHING, ...shape };
  return fc.letrec<{ type: DataType; field: StructField; struct: StructType }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: leaves },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('type'), fc.boolean()).map(([type, nulls]) => arrayOf(type, nulls)),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('type'), tie('type'), fc.boolean())
          .map(([key, value, nulls]) => mapOf(key, value, nulls)),
      },
      { weight: 1, arbitrary: tie('struct') },
    ),
    field: fc
      .tuple(names, tie('type'), fc.boolean(), extras)
      .map(([name, type, nullable, metadata]) => field(name, type, { nullable, metadata })),
    struct: fc
      .uniqueArray(tie('field'), { maxLength: 6, selector: ({ name }) => nameKey(name) })
      .map(structOf),
  }));
}

const everything = schemasOf();

/** Any type, nested to a few levels. */
export const dataType: fc.Arbitrary<DataType> = everything.type;
/** Any struct, the empty one included; names may collide when lower-cased. */
export const structType: fc.Arbitrary<StructType> = everything.struct;
/** Structs as tables really have them: plain names without case collisions, no metadata, no user-defined types. */
export const plainStruct: fc.Arbitrary<StructType> = schemasOf({
  names: plainName,
  metadata: noMetadata,
  nameKey: (name) => name.toLowerCase(),
  leaves: leaf,
}).struct;

export const path: fc.Arbitrary<Path> = fc.array(fieldName, { minLength: 1, maxLength: 5 });
