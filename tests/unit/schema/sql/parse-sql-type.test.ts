import { describe, expect, it } from '@jest/globals';
import { arrayOf, decimal, field, mapOf, primitive, structOf } from '../../../../src/schema/constructors.ts';
import { parseSqlType } from '../../../../src/schema/sql/parse-sql-type.ts';
import type { DataType } from '../../../../src/schema/types.ts';

const long = primitive('long');
const string = primitive('string');

function read(text: string): DataType {
  const parsed = parseSqlType(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function fault(text: string): string {
  const parsed = parseSqlType(text);
  if (parsed.ok) throw new Error(`was read: ${text}`);
  const [error] = parsed.errors;
  return `${error?.position?.line}:${error?.position?.column} ${error?.message}`;
}

describe('parseSqlType: names of types', () => {
  it.each([
    ['VOID', 'void'],
    ['BOOLEAN', 'boolean'],
    ['TINYINT', 'byte'],
    ['BYTE', 'byte'],
    ['SMALLINT', 'short'],
    ['SHORT', 'short'],
    ['INT', 'integer'],
    ['INTEGER', 'integer'],
    ['BIGINT', 'long'],
    ['LONG', 'long'],
    ['FLOAT', 'float'],
    ['REAL', 'float'],
    ['DOUBLE', 'double'],
    ['STRING', 'string'],
    ['BINARY', 'binary'],
    ['DATE', 'date'],
    ['TIMESTAMP', 'timestamp'],
    ['TIMESTAMP_LTZ', 'timestamp'],
    ['TIMESTAMP_NTZ', 'timestamp_ntz'],
    ['VARIANT', 'variant'],
  ] as const)('%s is %s, in any case', (word, name) => {
    expect(read(word)).toEqual(primitive(name));
    expect(read(word.toLowerCase())).toEqual(primitive(name));
  });

  it.each([
    ['DECIMAL', 10, 0],
    ['dec(7)', 7, 0],
    ['Numeric( 38 , 38 )', 38, 38],
    ['DECIMAL(1,0)', 1, 0],
  ])('%s is a decimal', (text, precision, scale) => {
    expect(read(text)).toEqual(decimal(precision, scale));
  });

  it.each([
    ['CHAR(3)', 'char', 3],
    ['CHARACTER(3)', 'char', 3],
    ['varchar(255)', 'varchar', 255],
  ] as const)('%s keeps its length', (text, name, length) => {
    expect(read(text)).toEqual({ kind: 'character', name, length });
  });

  it.each([
    ['INTERVAL', 'interval'],
    ['INTERVAL YEAR', 'interval year'],
    ['INTERVAL YEAR TO MONTH', 'interval year to month'],
    ['interval day to second', 'interval day to second'],
    ['TIME(6)', 'time(6)'],
    ['GEOMETRY(OGC:CRS84)', 'geometry(OGC:CRS84)'],
    ['GEOGRAPHY( OGC:CRS84,SPHERICAL )', 'geography(OGC:CRS84, SPHERICAL)'],
    ['TIMESTAMP_NTZ(9)', 'timestamp_ntz(9)'],
  ])('%s is kept by name', (text, name) => {
    expect(read(text)).toEqual({ kind: 'opaque', name });
  });
});

describe('parseSqlType: nested types', () => {
  it('reads arrays, maps and structs in each other', () => {
    expect(read('MAP<STRING, ARRAY<STRUCT<a: INT, b BIGINT NOT NULL>>>')).toEqual(
      mapOf(
        string,
        arrayOf(structOf([field('a', primitive('integer')), field('b', long, { nullable: false })])),
      ),
    );
  });

  it('reads a struct without fields', () => {
    expect(read('struct<>')).toEqual(structOf([]));
  });

  it('reads back-quoted names, the back-quote doubled', () => {
    expect(read('STRUCT<`we``ird.name`: LONG>')).toEqual(structOf([field('we`ird.name', long)]));
  });

  it('takes words of its own for names, __proto__ too', () => {
    const names = ['struct', 'int', 'comment', 'not', '__proto__', 'constructor'];
    expect(read(`STRUCT<${names.map((name) => `${name}: LONG`).join(', ')}>`)).toEqual(
      structOf(names.map((name) => field(name, long))),
    );
  });

  it('keeps a comment in the metadata, before or after NOT NULL', () => {
    const commented = field('a', long, { nullable: false, metadata: { comment: "it's" } });
    expect(read(String.raw`STRUCT<a: LONG NOT NULL COMMENT 'it\'s'>`)).toEqual(structOf([commented]));
    expect(read(`STRUCT<a: LONG COMMENT 'it''s' NOT NULL>`)).toEqual(structOf([commented]));
  });

  it('passes over white space and comments, nested ones too', () => {
    expect(read('\n ARRAY /* of /* many */ < */ < -- all\n LONG >  ')).toEqual(arrayOf(long));
  });
});

describe('parseSqlType: faults', () => {
  it.each([
    ['', '1:1 expected a type, found the end of the text'],
    ['STRNIG', "1:1 expected a type, found 'STRNIG'"],
    ['__proto__', "1:1 expected a type, found '__proto__'"],
    ['INT INT', "1:5 expected nothing after the type, found 'INT'"],
    ['INT(3)', '1:4 INT takes nothing in brackets'],
    ['STRING COLLATE UTF8_LCASE', '1:8 collations are not supported in SQL text'],
    ['CHAR', '1:5 expected the length in brackets after CHAR, found the end of the text'],
    ['VARCHAR(2147483648)', "1:9 expected the length, 0 to 2147483647, found '2147483648'"],
    ['DECIMAL(39)', "1:9 expected the precision, 1 to 38, found '39'"],
    ['DECIMAL(5,6)', "1:11 expected the scale, 0 to 5, found '6'"],
    ['DECIMAL(5,-1)', "1:11 expected the scale, 0 to 5, found '-'"],
    ['ARRAY', "1:6 expected '<' after ARRAY, found the end of the text"],
    ['ARRAY<INT', "1:10 expected '>', found the end of the text"],
    ['MAP<STRING>', "1:11 expected ',' and the type of the values, found '>'"],
    ['STRUCT<a INT b INT>', "1:14 expected ',' or '>', found 'b'"],
    ['STRUCT<a: INT,>', "1:15 expected a column name, found '>'"],
    ['STRUCT<a: INT,\n  a: INT>', "2:3 the name 'a' is there twice"],
    ['STRUCT<größe: INT>', "1:8 'größe' has to stand in back-quotes"],
    ['STRUCT<zip-code: INT>', "1:11 expected a type, found '-'"],
    ['STRUCT<a: INT NOT NULL NOT NULL>', "1:24 'NOT' is out of place here"],
    ['STRUCT<a: INT COMMENT x>', "1:23 expected the comment, a string in quotes, found 'x'"],
    ['STRUCT<`a: INT>', '1:8 expected a column name, found a back-quote that is not closed'],
    [
      "STRUCT<a: INT COMMENT 'x>",
      '1:23 expected the comment, a string in quotes, found a string that is not closed',
    ],
    ['INT /* /* */', '1:5 expected nothing after the type, found a comment that is not closed'],
    ['INTERVAL MONTH TO YEAR', "1:19 expected nothing after INTERVAL MONTH, found 'YEAR'"],
    ['INTERVAL DAY TO MONTH', "1:17 expected HOUR or MINUTE or SECOND, found 'MONTH'"],
    ['TIME(,)', '1:1 "time(, )" is not a type name'],
    ['TIME(6', "1:7 expected ')', found the end of the text"],
    ['STRUCT<`\0`: INT>', '1:8 expected a column name, found a name with a character that is not text'],
    [
      String.raw`STRUCT<a: INT COMMENT '\u0000'>`,
      '1:23 expected the comment, a string in quotes, found a string with a character that is not text',
    ],
    [
      String.raw`STRUCT<a: INT COMMENT '\ud83d'>`,
      '1:23 expected the comment, a string in quotes, found a string with a character that is not text',
    ],
  ])('%s', (text, message) => {
    expect(fault(text)).toBe(message);
  });

  it('counts lines and characters, not code units', () => {
    expect(fault('STRUCT<\r\n`💡`: NOPE>')).toBe("2:6 expected a type, found 'NOPE'");
  });
});

describe('parseSqlType: limits', () => {
  const nested = (levels: number): string => 'ARRAY<'.repeat(levels) + 'INT' + '>'.repeat(levels);

  it('reads 50 levels and refuses the 51st', () => {
    expect(parseSqlType(nested(50)).ok).toBe(true);
    expect(fault(nested(51))).toBe('1:307 types are nested deeper than 50 levels');
  });

  it('refuses a million levels without overflowing', () => {
    expect(fault('STRUCT<a:'.repeat(1_000_000))).toMatch(/nested deeper than 50 levels$/);
  });

  it('reads 10,000 fields and refuses one more, wherever they are', () => {
    const fields = (count: number): string =>
      Array.from({ length: count }, (_, i) => `f${i}: INT`).join(', ');
    expect(parseSqlType(`STRUCT<a: STRUCT<${fields(9_999)}>>`).ok).toBe(true);
    expect(fault(`STRUCT<a: STRUCT<${fields(10_000)}>>`)).toMatch(/there are more than 10000 fields$/);
  });

  it('refuses a name of more than 255 characters', () => {
    expect(parseSqlType(`STRUCT<${'a'.repeat(255)}: INT>`).ok).toBe(true);
    expect(fault(`STRUCT<${'a'.repeat(256)}: INT>`)).toBe('1:8 a name has at most 255 characters');
  });
});
