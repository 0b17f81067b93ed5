import { decimal } from '../constructors.ts';
import { parseTypeName } from '../parse-type-name.ts';
import type { DataType, OpaqueType } from '../types.ts';
import type { SqlReader } from './sql-reader.ts';
import { describeToken } from './token.ts';
import { CHARACTER_WORDS, DECIMAL_WORDS, INTERVAL_FIELDS, OPAQUE_WORDS, SIMPLE_TYPES } from './type-words.ts';

const MAX_PRECISION = 38;
const LONGEST_NAME = 255;
const MAX_LENGTH = 2_147_483_647;

/** Reads a type that holds no other. */
export function readAtomicType(reader: SqlReader): DataType | null {
  const token = reader.peek();
  if (token.kind !== 'word') return reader.expected('a type');
  const word = token.value.toUpperCase();
  if (DECIMAL_WORDS.has(word)) return readDecimal(reader);
  if (CHARACTER_WORDS.has(word)) return readCharacter(reader, word);
  if (word === 'INTERVAL') return readInterval(reader);
  if (OPAQUE_WORDS.has(word)) return readOpaque(reader);
  return readSimple(reader, word);
}

function readSimple(reader: SqlReader, word: string): DataType | null {
  const simple = SIMPLE_TYPES.get(word);
  const token = reader.peek();
  if (simple === undefined) return reader.fail(token, `expected a type, found ${describeToken(token)}`);
  if (reader.isSymbol('(', 1)) {
    if (word.startsWith('TIMESTAMP')) return readOpaque(reader);
    return reader.fail(reader.peek(1), `${word} takes nothing in brackets`);
  }
  reader.take();
  if (reader.isWord('COLLATE')) return reader.fail(reader.peek(), 'collations are not supported in SQL text');
  return simple;
}

/** DECIMAL alone is (10,0), DECIMAL(p) is (p,0). */
function readDecimal(reader: SqlReader): DataType | null {
  reader.take();
  if (!reader.takeSymbol('(')) return decimal(10, 0);
  const precision = readNumber(reader, 'the precision', 1, MAX_PRECISION);
  if (precision === null) return null;
  if (reader.takeSymbol(')')) return decimal(precision, 0);
  if (!reader.takeSymbol(',')) return reader.expected("',' or ')'");
  const scale = readNumber(reader, 'the scale', 0, precision);
  if (scale === null) return null;
  return reader.takeSymbol(')') ? decimal(precision, scale) : reader.expected("')'");
}

function readCharacter(reader: SqlReader, word: string): DataType | null {
  reader.take();
  if (!reader.takeSymbol('(')) return reader.expected(`the length in brackets after ${word}`);
  const length = readNumber(reader, 'the length', 0, MAX_LENGTH);
  if (length === null) return null;
  if (!reader.takeSymbol(')')) return reader.expected("')'");
  return { kind: 'character', name: CHARACTER_WORDS.get(word) ?? 'char', length };
}

function readNumber(reader: SqlReader, what: string, least: number, most: number): number | null {
  const token = reader.peek();
  const value = token.kind === 'number' ? Number(token.value) : Number.NaN;
  if (!(value >= least && value <= most)) return reader.expected(`${what}, ${least} to ${most}`);
  reader.take();
  return value;
}

function readInterval(reader: SqlReader): DataType | null {
  reader.take();
  const units = INTERVAL_FIELDS.find((family) => family.some((unit) => reader.isWord(unit)));
  if (units === undefined) return opaque('interval');
  const from = reader.take().value.toUpperCase();
  if (!reader.takeWords('TO')) return opaque(`interval ${from}`);
  const smaller = units.slice(units.indexOf(from) + 1);
  if (!smaller.some((unit) => reader.isWord(unit))) {
    return reader.expected(smaller.length === 0 ? `nothing after INTERVAL ${from}` : smaller.join(' or '));
  }
  return opaque(`interval ${from} to ${reader.take().value}`);
}

/** The word, and in brackets what its Spark knows how to read. */
function readOpaque(reader: SqlReader): DataType | null {
  const at = reader.peek();
  let name = reader.take().value.toLowerCase();
  if (reader.isSymbol('(')) {
    while (!reader.isSymbol(')')) {
      const { kind, value } = reader.peek();
      const readable = kind === 'word' || kind === 'number' || (kind === 'symbol' && /[(,:.+-]/.test(value));
      if (!readable || name.length > LONGEST_NAME) return reader.expected("')'");
      name += value === ',' ? ', ' : value;
      reader.take();
    }
    name += reader.take().value;
  }
  const parsed = parseTypeName(name);
  return 'type' in parsed ? parsed.type : reader.fail(at, parsed.fault);
}

function opaque(name: string): OpaqueType {
  return { kind: 'opaque', name: name.toLowerCase() };
}
