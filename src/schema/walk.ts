import { type DataType, type Path, SCHEMA_LIMITS, type StructField, type StructType } from './types.ts';

export interface FieldAt {
  readonly path: Path;
  readonly field: StructField;
}

interface Pending {
  readonly path: Path;
  readonly type: DataType;
  /** The field whose type it is, unless it is an element, a key or a value. */
  readonly field?: StructField;
}

/** Every struct field at any depth, parents before children, in the order written; through arrays, map keys and map values. */
export function* fieldsOf(struct: StructType): Generator<FieldAt, void> {
  const pending = below([], struct).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, type, field } = next;
    if (field !== undefined) yield { path, field };
    if (isNested(type)) for (const child of below(path, type).reverse()) pending.push(child);
  }
}

/** What is directly below a type. */
function below(path: Path, type: DataType): Pending[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.map((field) => ({ path: [...path, field.name], type: field.type, field }));
    case 'array':
      return [{ path: [...path, 'element'], type: type.elementType }];
    case 'map':
      return [
        { path: [...path, 'key'], type: type.keyType },
        { path: [...path, 'value'], type: type.valueType },
      ];
    default:
      return [];
  }
}

function isNested(type: DataType): boolean {
  return type.kind === 'struct' || type.kind === 'array' || type.kind === 'map';
}

/** Fields at any depth, as SCHEMA_LIMITS counts them. */
export function countFields(struct: StructType): number {
  let count = 0;
  const pending: DataType[] = [struct];
  for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
    if (type.kind === 'array') pending.push(type.elementType);
    if (type.kind === 'map') pending.push(type.keyType, type.valueType);
    if (type.kind !== 'struct') continue;
    count += type.fields.length;
    for (const field of type.fields) if (isNested(field.type)) pending.push(field.type);
  }
  return count;
}

/** Characters of the paths of all fields together (UTF-16 units, without quoting), as SCHEMA_LIMITS bounds them. */
function pathVolume(struct: StructType): number {
  let volume = 0;
  const pending: { readonly type: DataType; readonly length: number }[] = [{ type: struct, length: 0 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { type, length } = at;
    if (type.kind === 'array') pending.push({ type: type.elementType, length: length + 'element.'.length });
    if (type.kind === 'map') {
      pending.push({ type: type.keyType, length: length + 'key.'.length });
      pending.push({ type: type.valueType, length: length + 'value.'.length });
    }
    if (type.kind !== 'struct') continue;
    for (const field of type.fields) {
      const path = length + field.name.length + 1;
      volume += path;
      if (isNested(field.type)) pending.push({ type: field.type, length: path });
    }
  }
  return volume;
}

/** Why a schema within every single limit is too large all the same; null where it is not. */
export function volumeFault(struct: StructType): string | null {
  const volume = pathVolume(struct);
  if (volume <= SCHEMA_LIMITS.pathVolume) return null;
  return `the paths of the fields come to ${volume} characters, and at most ${SCHEMA_LIMITS.pathVolume} are taken: nest less deeply, or use shorter names`;
}

/** The struct field at a path; undefined where there is none, or the path leads to an element, key or value. */
export function fieldAt(struct: StructType, path: Path): StructField | undefined {
  const name = path.at(-1);
  if (name === undefined) return undefined;
  const parent = typeAt(struct, path.slice(0, -1));
  return parent?.kind === 'struct' ? fieldsByName(parent).get(name) : undefined;
}

/** The type at a path, elements, keys and values included; the struct itself at the empty path. */
export function typeAt(struct: StructType, path: Path): DataType | undefined {
  let type: DataType | undefined = struct;
  for (const step of path) {
    if (type === undefined) return undefined;
    type = typeBelow(type, step);
  }
  return type;
}

/** The type one step below another: a field's, an element's, a key's or a value's. */
export function typeBelow(type: DataType, step: string): DataType | undefined {
  if (type.kind === 'struct') return fieldsByName(type).get(step)?.type;
  if (type.kind === 'array') return step === 'element' ? type.elementType : undefined;
  if (type.kind !== 'map') return undefined;
  if (step === 'key') return type.keyType;
  return step === 'value' ? type.valueType : undefined;
}

const byName = new WeakMap<StructType, ReadonlyMap<string, StructField>>();
const byLowerName = new WeakMap<StructType, ReadonlyMap<string, readonly StructField[]>>();

/** A struct's fields by exact name; built once per struct, since types never change. */
export function fieldsByName(struct: StructType): ReadonlyMap<string, StructField> {
  const known = byName.get(struct);
  if (known !== undefined) return known;
  const index = new Map(struct.fields.map((field) => [field.name, field]));
  byName.set(struct, index);
  return index;
}

/** A struct's fields by lower-cased name: more than one under a name is a case collision. */
export function fieldsByLowerName(struct: StructType): ReadonlyMap<string, readonly StructField[]> {
  const known = byLowerName.get(struct);
  if (known !== undefined) return known;
  const index = new Map<string, StructField[]>();
  for (const field of struct.fields) {
    const key = lowerKey(field.name);
    const same = index.get(key);
    if (same === undefined) index.set(key, [field]);
    else same.push(field);
  }
  byLowerName.set(struct, index);
  return index;
}

/** The form under which names that differ in case alone are equal, independent of locale. */
export function lowerKey(name: string): string {
  // Lower-casing looks at what stands around a sigma; engines compare character by character.
  return name.toLowerCase().replaceAll('ς', 'σ');
}
