import { describe, expect, it } from '@jest/globals';
import { MALFORMED_RECORD } from '../../../../src/schema/inference/infer-schema.ts';
import { readNdjson } from '../../../../src/schema/inference/read-ndjson.ts';
import { RawNumber } from '../../../../src/schema/json/raw-number.ts';

const read = (text: string) => readNdjson(text, 3);
const records = (text: string) => {
  const reading = read(text);
  return reading.ok ? reading.records : reading;
};

describe('readNdjson', () => {
  it.each(['\n', '\r\n', '\r'])('takes a record a line, ended by %j', (end) => {
    expect(records(`{"a":1}${end}2${end}[]`)).toEqual([{ a: 1 }, 2, []]);
    expect(records(`{"a":1}${end}`)).toEqual([{ a: 1 }]);
  });

  it('passes over blank lines', () => {
    expect(records('\n \t\r\n1\n\n2\n')).toEqual([1, 2]);
    expect(records('')).toEqual([]);
  });

  it('passes over a byte order mark at the beginning of a line', () => {
    expect(records('\ufeff{"a":1}\n\ufeff{"a":2}\n\ufeff \n1')).toEqual([{ a: 1 }, { a: 2 }, 1]);
    expect(records('\ufeff\n\ufeff\ufeff{}\n{}\ufeff')).toEqual([MALFORMED_RECORD, MALFORMED_RECORD, {}]);
    expect(read('1\n\ufeff{"a":1,"a":1}')).toMatchObject({ position: { line: 2, column: 9 } });
  });

  it('keeps numbers as they were written', () => {
    expect(records('1.0')).toEqual([new RawNumber('1.0')]);
  });

  it.each([
    '{"a":',
    'nope',
    '{"a":01}',
    '{"a":"\t"}',
    '{a:1}',
    '"\\x"',
    '\u00a0',
    `{"a":${'1'.repeat(1001)}}`,
    `{"a":1.5e-${'0'.repeat(999)}}`,
    'nullx',
    'null1',
    'null_',
    'nullé',
    'null²',
    'null💡',
    'null\x7f',
  ])('goes on after the malformed line %j', (line) => {
    expect(records(`1\n${line}\n2`)).toEqual([1, MALFORMED_RECORD, 2]);
  });

  it.each([
    ["{'a':'it\\'s \"so\"'}", { a: 'it\'s "so"' }],
    ['{"a":"it\\\'s \'so\' \\"and\\" \\\\"}', { a: "it's 'so' \"and\" \\" }],
    [
      '[NaN,Infinity,-Infinity,+Infinity,-INF,+INF]',
      [NaN, Infinity, -Infinity, Infinity, -Infinity, Infinity],
    ],
    ['["\\u0000","\\ud800"]', ['\0', '\ud800']],
    ['{"a":1} and more', { a: 1 }],
    ['{"a":1}{"b":2}', { a: 1 }],
  ])('takes %s, as Spark does', (line, value) => {
    expect(records(line)).toEqual([value]);
  });

  it.each(['null"', 'null:', 'null$', 'null~', 'null x'])('takes %s for a null, as Spark does', (line) => {
    expect(records(line)).toEqual([null]);
  });

  it('counts the digits of a number, not its other characters', () => {
    for (const number of [`-${'1'.repeat(1000)}`, `-0.${'1'.repeat(999)}`, `1e+${'0'.repeat(999)}`])
      expect(records(number)).toEqual([new RawNumber(number)]);
  });

  it.each(['INF', '+1', '\'a"', '{"a\':1}', "'a\\x'"])('takes not even then %s', (line) => {
    expect(records(line)).toEqual([MALFORMED_RECORD]);
  });

  it('refuses a member that comes twice, and says where', () => {
    expect(read('{"a":1}\n\n{"a":{"b":1,"b":2}}')).toEqual({
      ok: false,
      code: 'REFUSED',
      message: 'the object has this member twice',
      position: { line: 3, column: 13 },
    });
  });

  it('refuses more levels than the reader can follow', () => {
    expect(read('['.repeat(1_000_000))).toMatchObject({ ok: false, code: 'REFUSED' });
  });

  it('refuses one record too many, blank lines not counted', () => {
    expect(records('1\n2\n\n3\n\n')).toHaveLength(3);
    expect(read('1\n2\n\nnope\n\n4')).toMatchObject({ ok: false, code: 'TOO_MANY', position: { line: 6 } });
  });
});
