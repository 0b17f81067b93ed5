import type { TableFormat } from '../../src/evolution/types.ts';
import { isRecord } from '../../src/schema/json/json-value.ts';
import { RawNumber } from '../../src/schema/json/raw-number.ts';
import type { DataType, Path, StructType } from '../../src/schema/types.ts';
import { fieldsByName } from '../../src/schema/walk.ts';

/** Names that a format cannot store, as its own documentation says. */
const UNSTORABLE: Readonly<Record<TableFormat, RegExp | null>> = {
  PARQUET: null,
  ICEBERG: null,
  DELTA: /[ ,;{}()\n\t=]/,
  // Names of Avro.
  HUDI: /^(?![A-Za-z_][A-Za-z0-9_]*$)/,
};

interface Search {
  readonly unstorable: RegExp | null;
  readonly found: Path[];
}

/**
 * Where a record holds what a table cannot take: a value that no cast keeps, or a name that the format cannot store or
 * tell from another one. Looks at values alone and knows no rules: what BREAKING is held against.
 */
export function misfits(format: TableFormat, table: StructType | null, record: unknown): readonly Path[] {
  const search = { unstorable: UNSTORABLE[format], found: [] };
  look(table, record, [], search);
  return search.found;
}

/** `type` is null where the table has nothing yet. */
function look(type: DataType | null, value: unknown, path: Path, search: Search): void {
  // An empty text means no value, in a sample as in Spark.
  if (value === null || value === '') return;
  if (isRecord(value) && (type === null || type.kind === 'struct')) lookAtFields(type, value, path, search);
  else if (Array.isArray(value) && (type === null || type.kind === 'array')) {
    for (const item of value) look(type?.elementType ?? null, item, [...path, 'element'], search);
  } else if (type !== null && !takes(type, value)) search.found.push(path);
}

function lookAtFields(
  struct: StructType | null,
  row: Readonly<Record<string, unknown>>,
  path: Path,
  search: Search,
): void {
  const columns = struct === null ? null : fieldsByName(struct);
  const spellings = new Map<string, number>();
  for (const name of new Set([...(columns?.keys() ?? []), ...Object.keys(row)]))
    spellings.set(name.toLowerCase(), (spellings.get(name.toLowerCase()) ?? 0) + 1);
  for (const [name, item] of Object.entries(row)) {
    const column = columns?.get(name);
    const collides = (spellings.get(name.toLowerCase()) ?? 0) > 1;
    if (column === undefined && (collides || search.unstorable?.test(name) === true))
      search.found.push([...path, name]);
    look(column?.type ?? null, item, [...path, name], search);
  }
}

function takes(type: DataType, value: unknown): boolean {
  if (typeof value === 'object' && !(value instanceof RawNumber)) return false;
  if (type.kind === 'decimal') return isWhole(value, type.precision);
  if (type.kind !== 'primitive') return false;
  switch (type.name) {
    case 'string':
      return true;
    case 'boolean':
      return typeof value === 'boolean';
    case 'double':
      return typeof value === 'number' || value instanceof RawNumber;
    case 'long':
      return isWhole(value, 19);
    default:
      return false;
  }
}

function isWhole(value: unknown, digits: number): boolean {
  if (typeof value !== 'number' && !(value instanceof RawNumber)) return false;
  const text = value instanceof RawNumber ? value.value : String(value);
  return /^-?[0-9]+$/.test(text) && text.replace('-', '').length <= digits;
}
