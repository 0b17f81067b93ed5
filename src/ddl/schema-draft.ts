import { structOf } from '../schema/constructors.ts';
import type { DataType, StructField, StructType } from '../schema/types.ts';
import { DraftStruct, type DraftType } from './draft-struct.ts';

/** A draft that starts out as this struct. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
export function draftOf(struct: StructType): DraftStruct {
  return draftStruct(struct, (field) => field);
}

/** The type of a new column: nothing in it was there before. */
export function draftType(type: DataType): DraftType {
  return draft(type, () => null);
}

type Origin = (field: StructField) => StructField | null;

function draft(type: DataType, was: Origin): DraftType {
  switch (type.kind) {
    case 'array':
      return { ...type, elementType: draft(type.elementType, was) };
    case 'map':
      return { ...type, keyType: draft(type.keyType, was), valueType: draft(type.valueType, was) };
    case 'struct':
      return draftStruct(type, was);
    default:
      return type;
  }
}

function draftStruct(struct: StructType, was: Origin): DraftStruct {
  const made = new DraftStruct();
  for (const field of struct.fields) {
    made.add({ ...field, type: draft(field.type, was), was: was(field), gone: false }, null);
  }
  return made;
}

/** The struct that a draft has become. */
export function structOfDraft(made: DraftStruct): StructType {
  return structOf(
    Array.from(made.fields(), ({ name, type, nullable, metadata }) => {
      return { name, type: typeOfDraft(type), nullable, metadata };
    }),
  );
}

export function typeOfDraft(type: DraftType): DataType {
  switch (type.kind) {
    case 'array':
      return { ...type, elementType: typeOfDraft(type.elementType) };
    case 'map':
      return { ...type, keyType: typeOfDraft(type.keyType), valueType: typeOfDraft(type.valueType) };
    case 'struct':
      return structOfDraft(type);
    default:
      return type;
  }
}
