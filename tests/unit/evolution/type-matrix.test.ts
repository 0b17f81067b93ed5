import { describe, expect, it } from '@jest/globals';
import { readMatrixArguments } from '../../../scripts/matrix-arguments.ts';
import { typeMatrix } from '../../../scripts/type-matrix.ts';
import type { TableFormat } from '../../../src/evolution/types.ts';

const TYPES = [
  ...['void', 'boolean', 'byte', 'short', 'integer', 'long', 'float', 'double'],
  ...['decimal(9,2)', 'decimal(10,0)', 'decimal(10,2)', 'decimal(11,1)', 'decimal(11,2)', 'decimal(12,2)'],
  ...['decimal(12,4)', 'decimal(20,0)', 'decimal(22,2)', 'decimal(38,0)', 'decimal(38,18)'],
  ...['string', 'binary', 'date', 'timestamp', 'timestamp_ntz'],
];

/** A table type, and every other type that it may become, in the order of the matrix. */
type Becomes = Readonly<Record<string, string>>;

const DECIMALS =
  'decimal(9,2) decimal(10,0) decimal(10,2) decimal(11,1) decimal(11,2) decimal(12,2) decimal(12,4) ' +
  'decimal(20,0) decimal(22,2) decimal(38,0) decimal(38,18)';

/** Room for an INT32: ten digits before the point. */
const INT_DECIMALS =
  'decimal(10,0) decimal(11,1) decimal(12,2) decimal(20,0) decimal(22,2) decimal(38,0) decimal(38,18)';

/** Room for an INT64: twenty. */
const LONG_DECIMALS = 'decimal(20,0) decimal(22,2) decimal(38,0) decimal(38,18)';

/** Decimals to decimals with no fewer digits on either side of the point. */
const ROOMIER: Becomes = {
  'decimal(9,2)': 'decimal(10,2) decimal(11,2) decimal(12,2) decimal(12,4) decimal(22,2) decimal(38,18)',
  'decimal(10,0)': 'decimal(11,1) decimal(12,2) decimal(20,0) decimal(22,2) decimal(38,0) decimal(38,18)',
  'decimal(10,2)': 'decimal(11,2) decimal(12,2) decimal(12,4) decimal(22,2) decimal(38,18)',
  'decimal(11,1)': 'decimal(12,2) decimal(22,2) decimal(38,18)',
  'decimal(11,2)': 'decimal(12,2) decimal(22,2) decimal(38,18)',
  'decimal(12,2)': 'decimal(22,2) decimal(38,18)',
  'decimal(12,4)': 'decimal(38,18)',
  'decimal(20,0)': 'decimal(22,2) decimal(38,0) decimal(38,18)',
  'decimal(22,2)': 'decimal(38,18)',
};

const ANYTHING = TYPES.slice(1).join(' ');

/** Spark 4's Parquet reader and Delta's type widening convert the same pairs. */
const WIDENING: Becomes = {
  void: ANYTHING,
  byte: `short integer long double ${INT_DECIMALS}`,
  short: `integer long double ${INT_DECIMALS}`,
  integer: `long double ${INT_DECIMALS}`,
  long: LONG_DECIMALS,
  float: 'double',
  ...ROOMIER,
  date: 'timestamp_ntz',
};

const ICEBERG: Becomes = {
  byte: 'short integer long',
  short: 'integer long',
  integer: 'long',
  float: 'double',
  'decimal(9,2)': 'decimal(10,2) decimal(11,2) decimal(12,2) decimal(22,2)',
  'decimal(10,0)': 'decimal(20,0) decimal(38,0)',
  'decimal(10,2)': 'decimal(11,2) decimal(12,2) decimal(22,2)',
  'decimal(11,2)': 'decimal(12,2) decimal(22,2)',
  'decimal(12,2)': 'decimal(22,2)',
  'decimal(20,0)': 'decimal(38,0)',
};

const CONFIGURATIONS: [format: TableFormat, properties: Record<string, string>, becomes: Becomes][] = [
  ['PARQUET', {}, WIDENING],
  ['PARQUET', { 'engine.spark.version': '4.0' }, WIDENING],
  [
    'PARQUET',
    { 'engine.spark.version': '3' },
    {
      void: ANYTHING,
      byte: 'short integer',
      short: 'integer',
      // One storage size: up to 9, up to 18, or more digits.
      'decimal(10,2)': 'decimal(11,2) decimal(12,2)',
      'decimal(11,2)': 'decimal(12,2)',
      'decimal(20,0)': 'decimal(38,0)',
    },
  ],
  ['DELTA', { 'delta.enableTypeWidening': 'TRUE' }, WIDENING],
  [
    'DELTA',
    { 'delta.enableTypeWidening': 'true', 'engine.spark.version': '3' },
    { void: ANYTHING, byte: 'short integer', short: 'integer' },
  ],
  ['DELTA', {}, { void: ANYTHING }],
  ['DELTA', { 'delta.enableTypeWidening': 'no' }, { void: ANYTHING }],
  ['ICEBERG', { 'iceberg.format-version': '2' }, ICEBERG],
  ['ICEBERG', { 'iceberg.format-version': '3' }, ICEBERG],
  [
    'HUDI',
    { 'hoodie.schema.on.read.enable': 'true' },
    {
      byte: `short integer long float double ${DECIMALS} string`,
      short: `integer long float double ${DECIMALS} string`,
      integer: `long float double ${DECIMALS} string`,
      long: `float double ${DECIMALS} string`,
      float: `double ${DECIMALS} string`,
      double: `${DECIMALS} string`,
      ...Object.fromEntries(
        DECIMALS.split(' ').map((type) => [type, `${ROOMIER[type] ?? ''} string`.trim()]),
      ),
      string: `${DECIMALS} binary date`,
      binary: 'string',
      date: 'string',
    },
  ],
  [
    'HUDI',
    {},
    {
      byte: 'short integer long float double string',
      short: 'integer long float double string',
      integer: 'long float double string',
      long: 'float double string',
      float: 'double string',
      double: 'string',
    },
  ],
];

describe.each(CONFIGURATIONS)('%s %j', (format, properties, becomes) => {
  const rows = typeMatrix(format, properties);

  it.each(TYPES)('turns %s into exactly what the engine does', (from) => {
    const able = rows.filter((row) => row.from === from && row.capability === 'yes').map(({ to }) => to);
    expect(able.join(' ')).toBe(becomes[from] ?? '');
  });

  it('has a row for every pair, and "same" for a type and itself', () => {
    expect(rows.map(({ from, to }) => [from, to])).toEqual(
      TYPES.flatMap((from) => TYPES.map((to) => [from, to])),
    );
    const same = rows.filter(({ capability }) => capability === 'same').map(({ from, to }) => [from, to]);
    expect(same).toEqual(TYPES.map((type) => [type, type]));
  });

  it('evolves by itself only what the format can', () => {
    const evolved = rows.filter(({ verdict }) => verdict === 'NON_BREAKING');
    expect(evolved.filter(({ capability }) => capability !== 'yes')).toEqual([]);
    expect(evolved.length).toBeGreaterThan(0);
  });

  it('takes nothing but nulls for any column', () => {
    const nulls = rows.filter(({ from, to }) => to === 'void' && from !== 'void');
    expect(new Set(nulls.map(({ verdict, rule }) => `${verdict} ${rule}`))).toEqual(
      new Set(['NONE NULL_ONLY_FIELD']),
    );
  });
});

describe('verdicts of the matrix', () => {
  it.each([
    ['DELTA', {}, 'integer', 'integer', 'NONE', '-'],
    ['DELTA', {}, 'integer', 'long', 'BREAKING', 'TYPE_WIDENING_UNSUPPORTED'],
    ['DELTA', { 'delta.enableTypeWidening': 'true' }, 'integer', 'long', 'NON_BREAKING', 'TYPE_WIDENED'],
    ['PARQUET', {}, 'long', 'integer', 'BREAKING', 'TYPE_NARROWED'],
    ['PARQUET', {}, 'long', 'boolean', 'BREAKING', 'TYPE_CHANGED'],
    ['HUDI', {}, 'long', 'double', 'BREAKING', 'TYPE_WIDENING_LOSSY'],
    ['HUDI', {}, 'short', 'float', 'NON_BREAKING', 'TYPE_WIDENED'],
    ['HUDI', {}, 'integer', 'float', 'BREAKING', 'TYPE_WIDENING_LOSSY'],
    ['ICEBERG', {}, 'void', 'long', 'BREAKING', 'TYPE_WIDENING_UNSUPPORTED'],
  ] as [TableFormat, Record<string, string>, string, string, string, string][])(
    '%s %j, %s to %s: %s by %s',
    (format, properties, from, to, verdict, rule) => {
      const row = typeMatrix(format, properties).find((cell) => cell.from === from && cell.to === to);
      expect(row).toMatchObject({ verdict, rule });
    },
  );
});

describe('readMatrixArguments', () => {
  it('reads a format and any number of properties, whose values may hold "="', () => {
    const args = ['--format', 'delta', '--property', 'a=1', '--property=b.c=x=y'];
    expect(readMatrixArguments(args)).toEqual({
      ok: true,
      format: 'DELTA',
      properties: { a: '1', 'b.c': 'x=y' },
    });
  });

  it.each([
    [[], /^--format is missing; it is one of PARQUET, /],
    [['--format'], /--format/],
    [['--format', 'ORC'], /^--format is "ORC"; it is one of /],
    [['--format', 'HUDI', '--property', 'on'], /^--property is "on"; it is name=value/],
    [['--format', 'HUDI', '--property', '=on'], /^--property is "=on"; it is name=value/],
    [['--format', 'HUDI', '--verbose'], /--verbose/],
    [['HUDI'], /HUDI/],
  ])('refuses %j', (args, message) => {
    expect(readMatrixArguments(args)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});
