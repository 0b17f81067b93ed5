import { describe, expect, it } from '@jest/globals';
import { accept } from '../../../src/evolution/acceptance.ts';
import { PRIMITIVE_NAMES } from '../../../src/schema/types.ts';
import { type } from './types-by-name.ts';

/** Table type, then what comes in and fits. */
const SAFE: Record<string, string[]> = {
  short: ['byte'],
  integer: ['byte', 'short'],
  long: ['byte', 'short', 'integer'],
  float: ['byte', 'short'],
  double: ['byte', 'short', 'integer', 'float'],
  timestamp_ntz: ['date'],
  'decimal(3,0)': ['byte'],
  'decimal(7,2)': ['byte', 'short', 'decimal(5,0)', 'decimal(6,1)'],
  'decimal(10,0)': ['byte', 'short', 'integer', 'decimal(9,0)'],
  'decimal(19,0)': ['long'],
  'decimal(21,2)': ['long'],
  string: ['char(3)', 'varchar(3)'],
  'varchar(3)': ['char(3)', 'varchar(2)'],
  'char(3)': ['char(2)'],
};

/** Table type, then what comes in and depends on its values. */
const CHECKED: Record<string, string[]> = {
  byte: ['short', 'integer', 'long', 'float', 'double', 'decimal(3,0)', 'string'],
  integer: ['long', 'float', 'double', 'decimal(9,0)', 'string', 'varchar(9)'],
  long: ['float', 'double', 'decimal(18,0)', 'string'],
  float: ['integer', 'long', 'double', 'decimal(5,2)', 'string'],
  double: ['decimal(5,2)', 'string'],
  'decimal(2,0)': ['byte'],
  'decimal(18,0)': ['long'],
  'decimal(10,2)': ['integer', 'float', 'double', 'decimal(10,3)', 'decimal(11,2)', 'string'],
  date: ['string'],
  timestamp: ['string', 'long'],
  timestamp_ntz: ['string'],
  boolean: ['string'],
  'varchar(3)': ['varchar(4)', 'char(4)', 'string'],
  'char(3)': ['varchar(3)', 'string'],
};

const NO: Record<string, string[]> = {
  byte: ['boolean', 'date', 'binary'],
  boolean: ['byte', 'long', 'double', 'date'],
  date: ['timestamp', 'timestamp_ntz', 'long'],
  timestamp: ['date', 'timestamp_ntz', 'integer', 'double'],
  timestamp_ntz: ['timestamp', 'long'],
  binary: ['string', 'varchar(3)', 'long'],
  variant: ['string', 'long'],
  string: ['interval', 'array', 'struct'],
  interval: ['string', 'interval year'],
  'decimal(10,2)': ['boolean', 'date'],
};

function pairs(table: Record<string, string[]>): { into: string; from: string }[] {
  return Object.entries(table).flatMap(([into, incoming]) => incoming.map((from) => ({ into, from })));
}

describe('accept', () => {
  it.each(pairs(SAFE))('casts $from into $into without a doubt', ({ into, from }) => {
    expect(accept(type(into), type(from))).toEqual({ fit: 'SAFE' });
  });

  it.each(pairs(CHECKED))('casts $from into $into value by value', ({ into, from }) => {
    expect(accept(type(into), type(from))).toEqual({ fit: 'CHECKED' });
  });

  it.each(pairs(NO))('does not cast $from into $into', ({ into, from }) => {
    expect(accept(type(into), type(from))).toEqual({ fit: 'NO' });
  });

  it.each([...PRIMITIVE_NAMES])('takes %s for itself, and void for it', (name) => {
    expect(accept(type(name), type(name))).toEqual({ fit: 'SAFE' });
    expect(accept(type(name), type('void'))).toEqual({ fit: 'SAFE' });
  });

  it.each(PRIMITIVE_NAMES.filter((name) => name !== 'string' && name !== 'void'))(
    'writes %s into a string as text',
    (name) => {
      expect(accept(type('string'), type(name))).toEqual({ fit: 'SAFE', risk: 'STRINGIFIED' });
    },
  );

  it('writes decimals into a string as text', () => {
    expect(accept(type('string'), type('decimal(5,2)'))).toEqual({ fit: 'SAFE', risk: 'STRINGIFIED' });
  });

  it('warns that a double does not hold every long', () => {
    expect(accept(type('double'), type('long'))).toEqual({ fit: 'SAFE', risk: 'PRECISION' });
  });
});
