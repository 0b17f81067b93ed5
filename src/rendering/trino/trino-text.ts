import type { DataType, Path } from '../../schema/types.ts';
import type { Leaf, LeafAnswer } from '../leaf.ts';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Trino's reserved words. */
const RESERVED = new Set(
  (
    'alter and as between by case cast constraint create cross cube current_catalog current_date current_path current_role ' +
    'current_schema current_time current_timestamp current_user deallocate delete describe distinct drop else end escape ' +
    'except exists extract false for from full group grouping having in inner insert intersect into is join json_array ' +
    'json_exists json_object json_query json_table json_value left like listagg localtime localtimestamp natural normalize ' +
    'not null on or order outer prepare recursive right rollup select skip table then trim true uescape union unnest using ' +
    'values when where with'
  ).split(' '),
);

/** A name, in double quotes unless it is plain and no reserved word. */
export function trinoName(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}

export function trinoPath(path: Path): string {
  return path.map(trinoName).join('.');
}

/** A string; nothing but the quote has to be escaped. */
export function trinoString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A type that was cut to what Trino can hold. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
export function trinoType(type: DataType, leaf: (type: Leaf) => LeafAnswer): string {
  switch (type.kind) {
    case 'array':
      return `array(${trinoType(type.elementType, leaf)})`;
    case 'map':
      return `map(${trinoType(type.keyType, leaf)}, ${trinoType(type.valueType, leaf)})`;
    case 'struct':
      return `row(${type.fields.map((field) => `${trinoName(field.name)} ${trinoType(field.type, leaf)}`).join(', ')})`;
    case 'udt':
      return 'varchar';
    default: {
      const answer = leaf(type);
      return answer.as === 'NOTHING' ? 'varchar' : answer.text;
    }
  }
}
