import { decimal, primitive, primitiveNamed } from './constructors.ts';
import { quoted } from './faults.ts';
import type { CharacterType, DataType } from './types.ts';

export type TypeName = { readonly type: DataType } | { readonly fault: string };

const LONGEST_NAME = 255;
const MOST_DIGITS = 38;
const LONGEST_CHARACTERS = 2 ** 31 - 1;

const DECIMAL = /^decimal\([ \t\n\v\f\r]*(\d+)[ \t\n\v\f\r]*,[ \t\n\v\f\r]*(-?\d+)[ \t\n\v\f\r]*\)$/;
const CHARACTER = /^(char|varchar)\([ \t\n\v\f\r]*(\d+)[ \t\n\v\f\r]*\)$/;
const COLLATED = /^string collate [A-Za-z0-9_]+$/;
/** An identifier, perhaps with arguments: `time(6)`, `geography(OGC:CRS84, SPHERICAL)`. */
const WELL_FORMED = /^([a-z][a-z0-9_]*)(\( *[A-Za-z0-9_:.+-]+ *(?:, *[A-Za-z0-9_:.+-]+ *)*\))?$/;

const DAY_TIME = ['day', 'hour', 'minute', 'second'];
const YEAR_MONTH = ['year', 'month'];
const INTERVALS: ReadonlySet<string> = new Set(['interval', ...unitsOf(YEAR_MONTH), ...unitsOf(DAY_TIME)]);

/** Names that Spark still reads and no longer writes. */
const INPUT_ALIASES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['null', primitive('void')],
  ['timestamp_ltz', primitive('timestamp')],
  ['decimal', decimal(10, 0)],
]);

/** Names of Spark's SQL that are none in its JSON: unless refused, they would pass for types of a newer Spark. */
const SQL_NAMES: ReadonlyMap<string, string> = new Map([
  ['tinyint', 'byte'],
  ['smallint', 'short'],
  ['int', 'integer'],
  ['bigint', 'long'],
  ['real', 'float'],
  ['dec', 'decimal'],
  ['numeric', 'decimal'],
  ['bool', 'boolean'],
  ['character', 'char'],
]);

const WITH_ARGUMENTS: ReadonlySet<string> = new Set(['timestamp', 'timestamp_ltz', 'timestamp_ntz']);
const OBJECTS: ReadonlySet<string> = new Set(['array', 'map', 'struct', 'udt']);
const NEED_ARGUMENTS: ReadonlySet<string> = new Set(['char', 'varchar']);

/**
 * A type that StructType JSON writes as a name, after Spark's `DataType.fromJson`. `null` and `timestamp_ltz` come out as
 * void and timestamp, `decimal` as decimal(10,0). A name that Spark 4.0 does not know is opaque when it is well-formed:
 * a lower-case identifier with, at most, a list of plain arguments. Kept as it was written: Spark has one text per type.
 */
export function parseTypeName(name: string): TypeName {
  const known = primitiveNamed(name) ?? INPUT_ALIASES.get(name);
  if (known !== undefined) return { type: known };
  if (name.length > LONGEST_NAME) return { fault: `a type name has at most ${LONGEST_NAME} characters` };
  if (INTERVALS.has(name) || COLLATED.test(name)) return opaque(name);
  return parseDecimal(name) ?? parseCharacter(name) ?? parseUnknown(name);
}

function parseDecimal(name: string): TypeName | null {
  const [, precision, scale] = DECIMAL.exec(name) ?? [];
  if (precision === undefined || scale === undefined) return null;
  const type = decimal(Number(precision), Number(scale));
  if (type.precision < 1 || type.precision > MOST_DIGITS) {
    return { fault: `the precision of a decimal is 1 to ${MOST_DIGITS}, not ${quoted(precision)}` };
  }
  if (type.scale < 0 || type.scale > type.precision) {
    return { fault: `the scale of a decimal is 0 to its precision ${type.precision}, not ${quoted(scale)}` };
  }
  return { type };
}

function parseCharacter(name: string): TypeName | null {
  const [, kind, digits] = CHARACTER.exec(name) ?? [];
  if (kind === undefined || digits === undefined) return null;
  const length = Number(digits);
  if (length > LONGEST_CHARACTERS)
    return { fault: `a length is at most ${LONGEST_CHARACTERS}, not ${quoted(digits)}` };
  const type: CharacterType = { kind: 'character', name: kind === 'char' ? 'char' : 'varchar', length };
  return { type };
}

function parseUnknown(name: string): TypeName {
  const [, base, args] = WELL_FORMED.exec(name) ?? [];
  if (base === undefined) return { fault: `${quoted(name)} is not a type name${suggestion(name)}` };
  const inJson = SQL_NAMES.get(base);
  if (inJson !== undefined)
    return { fault: `${quoted(name)} is a name of SQL; in JSON the type is "${inJson}"` };
  if (OBJECTS.has(base)) return { fault: `"${base}" is not a name: write an object with "type": "${base}"` };
  if (NEED_ARGUMENTS.has(base)) return { fault: `write "${base}(n)" with one length, not ${quoted(name)}` };
  if (base === 'decimal') return { fault: `write "decimal(precision,scale)", not ${quoted(name)}` };
  if (base === 'interval') return { fault: `write "interval" and its units, not ${quoted(name)}` };
  if (args !== undefined && takesNoArguments(base)) return { fault: `"${base}" takes no arguments` };
  return opaque(name);
}

function takesNoArguments(base: string): boolean {
  const isKnown = primitiveNamed(base) !== undefined || INPUT_ALIASES.has(base);
  return isKnown && !WITH_ARGUMENTS.has(base);
}

function suggestion(name: string): string {
  const lower = name.trim().toLowerCase();
  if (INTERVALS.has(lower) || primitiveNamed(lower) !== undefined) return `; did you mean "${lower}"?`;
  return '';
}

function opaque(name: string): TypeName {
  return { type: { kind: 'opaque', name } };
}

/** Every interval from one unit to the same or a finer one. */
function unitsOf(units: readonly string[]): string[] {
  return units.flatMap((from, index) => [
    `interval ${from}`,
    ...units.slice(index + 1).map((to) => `interval ${from} to ${to}`),
  ]);
}
