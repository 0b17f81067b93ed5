import { describe, expect, it } from '@jest/globals';
import { parseTypeName } from '../../../src/schema/parse-type-name.ts';
import { PRIMITIVE_NAMES } from '../../../src/schema/types.ts';

describe('a type name in JSON', () => {
  it.each(PRIMITIVE_NAMES)('%s is a primitive', (name) => {
    expect(parseTypeName(name)).toEqual({ type: { kind: 'primitive', name } });
  });

  it.each([
    ['null', { kind: 'primitive', name: 'void' }],
    ['timestamp_ltz', { kind: 'primitive', name: 'timestamp' }],
    ['decimal', { kind: 'decimal', precision: 10, scale: 0 }],
    ['decimal(38,38)', { kind: 'decimal', precision: 38, scale: 38 }],
    ['decimal( 010 ,\t2 )', { kind: 'decimal', precision: 10, scale: 2 }],
    ['char(3)', { kind: 'character', name: 'char', length: 3 }],
    ['varchar( 255 )', { kind: 'character', name: 'varchar', length: 255 }],
  ])('%s is %j', (name, type) => {
    expect(parseTypeName(name)).toEqual({ type });
  });

  it.each([
    ...[
      'interval',
      'interval year',
      'interval month',
      'interval year to month',
      'interval day',
      'interval day to second',
    ],
    ...[
      'interval hour to minute',
      'interval second',
      'time(6)',
      'timestamp_ntz(9)',
      'geometry(4326)',
      'geometry(any)',
    ],
    ...['geography(OGC:CRS84, SPHERICAL)', 'string collate UNICODE_CI', 'something_new'],
  ])('%s has no rules of its own', (name) => {
    expect(parseTypeName(name)).toEqual({ type: { kind: 'opaque', name } });
  });

  it.each([
    ['int', 'integer'],
    ['bigint', 'long'],
    ['tinyint', 'byte'],
    ['smallint', 'short'],
    ['numeric(10,2)', 'decimal'],
  ])('%s belongs to SQL, and the error says %s', (name, right) => {
    expect(parseTypeName(name)).toEqual({ fault: expect.stringContaining(`"${right}"`) });
  });

  it.each([
    ...[
      '',
      ' ',
      'String',
      ' string',
      'string ',
      'array<string>',
      'struct',
      'array',
      'map',
      'udt',
      'string(5)',
      'null(1)',
    ],
    ...[
      'decimal(0,0)',
      'decimal(39,0)',
      'decimal(10,11)',
      'decimal(10,-2)',
      'decimal(10)',
      'decimal()',
      'decimal(10,2',
    ],
    ...['char', 'varchar', 'char()', 'char(-1)', 'varchar(2147483648)', 'decimal(99999999999999999999999,1)'],
    ...[
      'interval month to year',
      'interval day to day',
      'interval  day',
      'interval second to day',
      'interval week',
    ],
    ...[
      'a-b',
      '9a',
      'a b',
      'time(',
      'time()',
      'time(6))',
      'time(6,)',
      "time('6')",
      '__proto__',
      'n\0',
      'typ\u00e9',
    ],
    'x'.repeat(256),
  ])('%j is none', (name) => {
    expect(parseTypeName(name)).toEqual({ fault: expect.any(String) });
  });

  it('is looked for in lower case to help whoever wrote it in upper case', () => {
    expect(parseTypeName('STRING')).toEqual({ fault: expect.stringContaining('did you mean "string"?') });
  });
});
