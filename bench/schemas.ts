interface FieldJson {
  readonly name: string;
  readonly type: unknown;
  readonly nullable: true;
  readonly metadata: object;
}

function field(name: string, type: unknown): FieldJson {
  return { name, type, nullable: true, metadata: {} };
}

/** Every tenth column of another type, or named anew, when `changed`: a widening each, and as many new ones. */
function columns(count: number, changed: boolean): FieldJson[] {
  return Array.from({ length: count }, (_, index) => {
    const type = index % 3 === 0 ? 'integer' : 'string';
    if (!changed || index % 10 !== 0) return field(`column_${index}`, type);
    return index % 3 === 0 ? field(`column_${index}`, 'long') : field(`new_column_${index}`, type);
  });
}

function struct(fields: readonly FieldJson[]) {
  return { type: 'struct', fields };
}

/** StructType JSON text with so many columns at the top. */
export function flatSchema(count: number, changed = false): string {
  return JSON.stringify(struct(columns(count, changed)));
}

/** The same number of fields below structs that are nested so deep, a part of them at every level. */
export function nestedSchema(count: number, depth: number, changed = false): string {
  const perLevel = Math.max(1, Math.floor(count / depth));
  let below: FieldJson[] = [];
  for (let level = depth; level > 0; level -= 1) {
    const own = columns(perLevel - (level < depth ? 1 : 0), changed);
    below = level < depth ? [...own, field('below', struct(below))] : own;
  }
  return JSON.stringify(struct(below));
}
