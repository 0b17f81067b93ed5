import { arrayOf, field, mapOf, structOf } from '../constructors.ts';
import { type DataType, SCHEMA_LIMITS, type StructField } from '../types.ts';
import { readAtomicType } from './read-atomic-type.ts';
import { readFieldRest } from './read-field-rest.ts';
import { readName } from './read-name.ts';
import type { SqlReader } from './sql-reader.ts';
import { describeToken } from './token.ts';

/** What is shared by all of one text: how many fields it has had so far. */
export interface TypeBudget {
  fields: number;
}

type NestedWord = 'ARRAY' | 'MAP' | 'STRUCT';
const NESTED_WORDS: readonly NestedWord[] = ['ARRAY', 'MAP', 'STRUCT'];

/**
 * Reads one type that is `depth` steps below the schema; the recursion ends at the limit.
 * Answers null after a failure, as everything that reads does.
 */
export function readType(reader: SqlReader, budget: TypeBudget, depth: number): DataType | null {
  if (depth > SCHEMA_LIMITS.depth) {
    return reader.fail(reader.peek(), `types are nested deeper than ${SCHEMA_LIMITS.depth} levels`);
  }
  const word = NESTED_WORDS.find((nested) => reader.isWord(nested));
  return word === undefined ? readAtomicType(reader) : readNested(reader, budget, depth, word);
}

function readNested(reader: SqlReader, budget: TypeBudget, depth: number, word: NestedWord): DataType | null {
  reader.take();
  if (!reader.takeSymbol('<')) return reader.expected(`'<' after ${word}`);
  const type = readBelow(reader, budget, depth + 1, word);
  if (type === null) return null;
  if (!reader.takeSymbol('>')) return reader.expected(`${word === 'STRUCT' ? "',' or " : ''}'>'`);
  return type;
}

function readBelow(reader: SqlReader, budget: TypeBudget, depth: number, word: NestedWord): DataType | null {
  if (word === 'STRUCT') {
    const fields = reader.isSymbol('>') ? [] : readFields(reader, budget, depth);
    return fields === null ? null : structOf(fields);
  }
  const first = readType(reader, budget, depth);
  if (first === null) return null;
  if (word === 'ARRAY') return arrayOf(first);
  if (!reader.takeSymbol(',')) return reader.expected("',' and the type of the values");
  const second = readType(reader, budget, depth);
  return second === null ? null : mapOf(first, second);
}

/** Reads `name type [NOT NULL] [COMMENT '…'], …`, a colon after the name allowed; names may not repeat. */
export function readFields(reader: SqlReader, budget: TypeBudget, depth: number): StructField[] | null {
  const fields: StructField[] = [];
  const names = new Set<string>();
  do {
    const at = reader.peek();
    const read = readField(reader, budget, depth);
    if (read === null) return null;
    if (names.has(read.name)) return reader.fail(at, `the name ${describeToken(at)} is there twice`);
    names.add(read.name);
    fields.push(read);
  } while (reader.takeSymbol(','));
  return fields;
}

function readField(reader: SqlReader, budget: TypeBudget, depth: number): StructField | null {
  const at = reader.peek();
  const name = readName(reader, 'a column name');
  if (name === null) return null;
  budget.fields += 1;
  if (budget.fields > SCHEMA_LIMITS.fields) {
    return reader.fail(at, `there are more than ${SCHEMA_LIMITS.fields} fields`);
  }
  reader.takeSymbol(':');
  const type = readType(reader, budget, depth);
  if (type === null) return null;
  const rest = readFieldRest(reader);
  if (rest === null) return null;
  const metadata = rest.comment === null ? {} : { metadata: { comment: rest.comment } };
  return field(name, type, { nullable: rest.nullable, ...metadata });
}
