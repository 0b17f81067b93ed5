import { field, primitive, structOf } from '../../../src/schema/constructors.ts';
import type { DataType, StructType } from '../../../src/schema/types.ts';
import { plainStruct } from '../../support/arbitrary-schema.ts';

/** A type as DDL can make it: everything nullable, a field `kept` in every struct, nothing that tables do not store. */
export function storable(type: DataType): DataType {
  switch (type.kind) {
    case 'primitive':
      return type.name === 'void' || type.name === 'variant' ? primitive('string') : type;
    case 'opaque':
      return type.name.startsWith('interval') ? primitive('string') : type;
    case 'array':
      return { ...type, elementType: storable(type.elementType), containsNull: true };
    case 'map':
      return {
        ...type,
        keyType: storable(type.keyType),
        valueType: storable(type.valueType),
        valueContainsNull: true,
      };
    case 'struct':
      return storableStruct(type);
    default:
      return type;
  }
}

function storableStruct({ fields }: StructType): StructType {
  const own = fields.filter(({ name }) => name !== 'kept');
  return structOf([
    field('kept', primitive('long')),
    ...own.map(({ name, type }) => field(name, storable(type))),
  ]);
}

export const storableTable = plainStruct.map(storableStruct);
