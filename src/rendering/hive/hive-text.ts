import { stringLiteral } from '../../schema/sql/string-literal.ts';
import type { DataType, Path, StructField } from '../../schema/types.ts';
import { commentOf } from '../comment-of.ts';
import type { Leaf, LeafAnswer } from '../leaf.ts';

/** A name in back-quotes, as SHOW CREATE TABLE writes all of them: Hive has many reserved words. */
export function hiveName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A table, which Hive knows by database and name alone. */
export function hiveTable(name: Path): string {
  return name.slice(-2).map(hiveName).join('.');
}

/** One column as it stands in a statement. */
export function hiveColumn(field: StructField, leaf: (type: Leaf) => LeafAnswer): string {
  const text = commentOf(field);
  const type = hiveType(field.type, leaf);
  return `${hiveName(field.name)} ${type}${text === null ? '' : ` COMMENT ${stringLiteral(text)}`}`;
}

/** A type that was cut to what Hive can hold. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
export function hiveType(type: DataType, leaf: (type: Leaf) => LeafAnswer): string {
  switch (type.kind) {
    case 'array':
      return `ARRAY<${hiveType(type.elementType, leaf)}>`;
    case 'map':
      return `MAP<${hiveType(type.keyType, leaf)}, ${hiveType(type.valueType, leaf)}>`;
    case 'struct':
      return `STRUCT<${type.fields.map((field) => `${hiveName(field.name)}: ${hiveType(field.type, leaf)}`).join(', ')}>`;
    case 'udt':
      return 'STRING';
    default: {
      const answer = leaf(type);
      return answer.as === 'NOTHING' ? 'STRING' : answer.text;
    }
  }
}
