import type { ArrayType, DataType, JsonObject, MapType, StructField, StructType } from '../schema/types.ts';
import { lowerKey } from '../schema/walk.ts';

/** A type in the making: as a DataType, but what is in it can be changed in place. */
export type DraftType =
  Exclude<DataType, ArrayType | MapType | StructType> | DraftArray | DraftMap | DraftStruct;

export interface DraftArray {
  readonly kind: 'array';
  elementType: DraftType;
  containsNull: boolean;
}

export interface DraftMap {
  readonly kind: 'map';
  readonly keyType: DraftType;
  valueType: DraftType;
  valueContainsNull: boolean;
}

export interface DraftField {
  /** Changed by `DraftStruct.rename`, which knows it under its name. */
  name: string;
  type: DraftType;
  nullable: boolean;
  metadata: JsonObject;
  /** As the active schema has it; null for one that the operations at hand have added. */
  readonly was: StructField | null;
  /** An operation has dropped it. */
  gone: boolean;
}

interface Link {
  readonly field: DraftField;
  before: Link | null;
  after: Link | null;
}

/** In front of all others, or behind one of them. */
export type Place = 'FIRST' | { readonly after: DraftField };

/**
 * Fields in order, each found, moved, renamed and removed in constant time: thousands of operations on a wide table stay
 * linear.
 */
export class DraftStruct {
  readonly kind = 'struct';
  readonly #links = new Map<string, Link>();
  /** Exact names by their lower case. */
  readonly #spellings = new Map<string, Set<string>>();
  #first: Link | null = null;
  #last: Link | null = null;
  readonly #removed: DraftField[] = [];
  readonly #moved = new Set<DraftField>();

  /** By exact name, else by the same name in another case. */
  find(name: string): DraftField | undefined {
    const [spelling] = this.#spellings.get(lowerKey(name)) ?? [];
    return (this.#links.get(name) ?? this.#links.get(spelling ?? name))?.field;
  }

  /** Adds a field, at the end unless another place is given. */
  add(field: DraftField, place: Place | null): void {
    this.#insert(field, place ?? this.#end());
  }

  remove(field: DraftField): void {
    this.#cut(field);
    field.gone = true;
    if (field.was !== null) this.#removed.push(field);
  }

  rename(field: DraftField, name: string): void {
    const link = this.#links.get(field.name);
    if (link === undefined) return;
    this.#forget(field.name);
    field.name = name;
    this.#remember(link);
  }

  move(field: DraftField, place: Place): void {
    if (this.isAt(field, place)) return;
    this.#cut(field);
    this.#insert(field, place);
    this.#moved.add(field);
  }

  isAt(field: DraftField, place: Place): boolean {
    const before = this.#links.get(field.name)?.before?.field ?? null;
    return place === 'FIRST' ? before === null : before === place.after;
  }

  isEnd(place: Place): boolean {
    return place === 'FIRST' ? this.#last === null : this.#last?.field === place.after;
  }

  get size(): number {
    return this.#links.size;
  }

  *fields(): Generator<DraftField, void> {
    for (let link = this.#first; link !== null; link = link.after) yield link.field;
  }

  /** Fields that the active schema has and that operations have removed. */
  get removed(): readonly DraftField[] {
    return this.#removed;
  }

  /** Fields that operations have moved. */
  get moved(): ReadonlySet<DraftField> {
    return this.#moved;
  }

  #end(): Place {
    return this.#last === null ? 'FIRST' : { after: this.#last.field };
  }

  #insert(field: DraftField, place: Place): void {
    const before = place === 'FIRST' ? null : (this.#links.get(place.after.name) ?? null);
    const link: Link = { field, before, after: before === null ? this.#first : before.after };
    if (link.before === null) this.#first = link;
    else link.before.after = link;
    if (link.after === null) this.#last = link;
    else link.after.before = link;
    this.#remember(link);
  }

  #cut(field: DraftField): void {
    const link = this.#links.get(field.name);
    if (link === undefined) return;
    if (link.before === null) this.#first = link.after;
    else link.before.after = link.after;
    if (link.after === null) this.#last = link.before;
    else link.after.before = link.before;
    this.#forget(field.name);
  }

  #remember(link: Link): void {
    const { name } = link.field;
    const key = lowerKey(name);
    this.#links.set(name, link);
    this.#spellings.set(key, (this.#spellings.get(key) ?? new Set()).add(name));
  }

  #forget(name: string): void {
    const key = lowerKey(name);
    this.#links.delete(name);
    this.#spellings.get(key)?.delete(name);
  }
}
