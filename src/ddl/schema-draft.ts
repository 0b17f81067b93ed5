import type { ColumnFact } from '../evolution/types.ts';
import { structOf } from '../schema/constructors.ts';
import type { ArrayType, DataType, JsonObject, MapType, StructType } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';

/** A type in the making: as a DataType, but its structs can be changed in place. */
export type DraftType =
  Exclude<DataType, ArrayType | MapType | StructType> | DraftArray | DraftMap | DraftStruct;

export interface DraftArray {
  readonly kind: 'array';
  readonly elementType: DraftType;
  readonly containsNull: boolean;
}

export interface DraftMap {
  readonly kind: 'map';
  readonly keyType: DraftType;
  readonly valueType: DraftType;
  readonly valueContainsNull: boolean;
}

export interface DraftField {
  readonly name: string;
  readonly type: DraftType;
  readonly nullable: boolean;
  readonly metadata: JsonObject;
  /** Set on a field that the operations at hand have added: the facts that held before. */
  readonly replaced: readonly ColumnFact[] | null;
}

/** Fields in order, found by name in constant time: thousands of operations on a wide table stay linear. */
export class DraftStruct {
  readonly kind = 'struct';
  readonly #fields = new Map<string, DraftField>();
  readonly #names = new Map<string, string>();

  /** By exact name, else by the same name in another case. */
  find(name: string): DraftField | undefined {
    return this.#fields.get(name) ?? this.#fields.get(this.#names.get(lowerKey(name)) ?? name);
  }

  add(field: DraftField): void {
    this.#fields.set(field.name, field);
    this.#names.set(lowerKey(field.name), field.name);
  }

  remove(name: string): void {
    this.#fields.delete(name);
    if (this.#names.get(lowerKey(name)) === name) this.#names.delete(lowerKey(name));
  }

  get size(): number {
    return this.#fields.size;
  }

  get fields(): Iterable<DraftField> {
    return this.#fields.values();
  }
}

/** A draft that starts out as this struct. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
export function draftOf(struct: StructType): DraftStruct {
  const draft = new DraftStruct();
  for (const field of struct.fields) draft.add({ ...field, type: draftType(field.type), replaced: null });
  return draft;
}

export function draftType(type: DataType): DraftType {
  switch (type.kind) {
    case 'array':
      return { ...type, elementType: draftType(type.elementType) };
    case 'map':
      return { ...type, keyType: draftType(type.keyType), valueType: draftType(type.valueType) };
    case 'struct':
      return draftOf(type);
    default:
      return type;
  }
}

/** The struct that a draft has become. */
export function structOfDraft(draft: DraftStruct): StructType {
  return structOf(
    Array.from(draft.fields, ({ name, type, nullable, metadata }) => {
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
