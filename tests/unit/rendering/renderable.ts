import * as fc from 'fast-check';
import { field, structOf } from '../../../src/schema/constructors.ts';
import type { DataType, StructField, StructType } from '../../../src/schema/types.ts';
import { plainStruct } from '../../support/arbitrary-schema.ts';

/** Comments with what has to be escaped. */
const comments = fc.constantFrom(
  null,
  null,
  'plain',
  "it's",
  'a "b" `c`',
  'back\\slash',
  'two\nlines',
  '-- none',
  'Ünïcode 💡',
);

/**
 * Schemas as tables have them, with comments on their columns; within columns everything may be null, as the grammar of
 * Flink that reads the texts knows nothing else.
 */
export const renderable: fc.Arbitrary<StructType> = fc
  .tuple(plainStruct, fc.infiniteStream(comments))
  .map(([struct, texts]) =>
    structOf([
      field('kept', { kind: 'primitive', name: 'long' }),
      ...struct.fields
        .filter(({ name }) => name !== 'kept')
        .map((one) => commented(nullableWithin(one), next(texts))),
    ]),
  );

function next(texts: Iterator<string | null, unknown>): string | null {
  const { done, value } = texts.next();
  return done === true ? null : value;
}

function commented(one: StructField, comment: string | null): StructField {
  return comment === null ? one : { ...one, metadata: { comment } };
}

function nullableWithin(one: StructField): StructField {
  return { ...one, name: one.name, type: allNullable(one.type) };
}

function allNullable(type: DataType): DataType {
  switch (type.kind) {
    case 'array':
      return { ...type, elementType: allNullable(type.elementType) };
    case 'map':
      return { ...type, keyType: allNullable(type.keyType), valueType: allNullable(type.valueType) };
    case 'struct':
      return structOf(type.fields.map((one) => ({ ...one, nullable: true, type: allNullable(one.type) })));
    default:
      return type;
  }
}
