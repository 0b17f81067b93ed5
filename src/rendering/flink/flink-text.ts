import type { DataType, Path, StructField } from '../../schema/types.ts';
import { commentOf } from '../comment-of.ts';
import type { Leaf, LeafAnswer } from '../leaf.ts';

/** A name in back-quotes, as SHOW CREATE TABLE writes all of them: Flink has hundreds of reserved words. */
export function flinkName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

export function flinkPath(path: Path): string {
  return path.map(flinkName).join('.');
}

/** A string; nothing but the quote has to be escaped. */
export function flinkString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One column as it stands in a statement. */
export function flinkColumn(field: StructField, leaf: (type: Leaf) => LeafAnswer): string {
  const text = commentOf(field);
  return `${flinkName(field.name)} ${flinkType(field.type, leaf)}${notNull(field.nullable)}${text === null ? '' : ` COMMENT ${flinkString(text)}`}`;
}

function notNull(nullable: boolean): string {
  return nullable ? '' : ' NOT NULL';
}

/** A type that was cut to what Flink can hold. Depth is bounded by SCHEMA_LIMITS, hence the recursion. */
export function flinkType(type: DataType, leaf: (type: Leaf) => LeafAnswer): string {
  switch (type.kind) {
    case 'array':
      return `ARRAY<${flinkType(type.elementType, leaf)}>`;
    case 'map':
      return `MAP<${flinkType(type.keyType, leaf)}, ${flinkType(type.valueType, leaf)}>`;
    case 'struct':
      return `ROW<${type.fields.map((field) => `${flinkName(field.name)} ${flinkType(field.type, leaf)}${notNull(field.nullable)}`).join(', ')}>`;
    case 'udt':
      return 'STRING';
    default: {
      const answer = leaf(type);
      return answer.as === 'NOTHING' ? 'STRING' : answer.text;
    }
  }
}
