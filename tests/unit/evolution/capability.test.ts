import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { capabilityOf } from '../../../src/evolution/capability.ts';
import { isLosslessWidening } from '../../../src/evolution/lossless.ts';
import { TABLE_FORMATS, type TableFormat } from '../../../src/evolution/types.ts';
import { dataType } from '../../support/arbitrary-schema.ts';
import { runs } from '../../support/property.ts';
import { type } from './types-by-name.ts';

type Properties = Record<string, string>;

const SPARK_3: Properties = { 'engine.spark.version': '3.5.1' };
const WIDENING: Properties = { 'delta.enableTypeWidening': 'true' };
const MAPPING: Properties = { 'delta.columnMapping.mode': 'name' };
const ON_READ: Properties = { 'hoodie.schema.on.read.enable': 'true' };

/** The capability table: a change, and the columns that allow it. */
const COLUMNS: Record<string, [TableFormat, Properties]> = {
  'parquet 4': ['PARQUET', {}],
  'parquet 3': ['PARQUET', SPARK_3],
  'delta +': ['DELTA', WIDENING],
  'delta + 3': ['DELTA', { ...WIDENING, ...SPARK_3 }],
  delta: ['DELTA', {}],
  iceberg: ['ICEBERG', {}],
  'hudi +': ['HUDI', ON_READ],
  hudi: ['HUDI', {}],
};

const ALLOWED: [from: string, to: string, by: string[]][] = [
  ['byte', 'short', ['parquet 4', 'parquet 3', 'delta +', 'delta + 3', 'iceberg', 'hudi +', 'hudi']],
  ['byte', 'long', ['parquet 4', 'delta +', 'iceberg', 'hudi +', 'hudi']],
  ['short', 'integer', ['parquet 4', 'parquet 3', 'delta +', 'delta + 3', 'iceberg', 'hudi +', 'hudi']],
  ['integer', 'long', ['parquet 4', 'delta +', 'iceberg', 'hudi +', 'hudi']],
  ['long', 'integer', []],
  ['integer', 'float', ['hudi +', 'hudi']],
  ['long', 'float', ['hudi +', 'hudi']],
  ['byte', 'double', ['parquet 4', 'delta +', 'hudi +', 'hudi']],
  ['short', 'double', ['parquet 4', 'delta +', 'hudi +', 'hudi']],
  ['integer', 'double', ['parquet 4', 'delta +', 'hudi +', 'hudi']],
  ['long', 'double', ['hudi +', 'hudi']],
  ['float', 'double', ['parquet 4', 'delta +', 'iceberg', 'hudi +', 'hudi']],
  ['double', 'float', []],
  ['byte', 'decimal(10,0)', ['parquet 4', 'delta +', 'hudi +']],
  ['byte', 'decimal(9,0)', ['hudi +']],
  ['integer', 'decimal(12,2)', ['parquet 4', 'delta +', 'hudi +']],
  ['integer', 'decimal(11,2)', ['hudi +']],
  ['long', 'decimal(20,0)', ['parquet 4', 'delta +', 'hudi +']],
  ['long', 'decimal(19,0)', ['hudi +']],
  ['long', 'decimal(22,2)', ['parquet 4', 'delta +', 'hudi +']],
  ['long', 'decimal(21,2)', ['hudi +']],
  ['float', 'decimal(38,10)', ['hudi +']],
  ['double', 'decimal(38,10)', ['hudi +']],
  ['decimal(10,2)', 'decimal(12,2)', ['parquet 4', 'parquet 3', 'delta +', 'iceberg', 'hudi +']],
  ['decimal(10,2)', 'decimal(18,2)', ['parquet 4', 'parquet 3', 'delta +', 'iceberg', 'hudi +']],
  ['decimal(10,2)', 'decimal(19,2)', ['parquet 4', 'delta +', 'iceberg', 'hudi +']],
  ['decimal(10,2)', 'decimal(12,4)', ['parquet 4', 'delta +', 'hudi +']],
  ['decimal(10,2)', 'decimal(11,4)', []],
  ['decimal(10,2)', 'decimal(10,1)', []],
  ['decimal(10,2)', 'decimal(9,2)', []],
  ['decimal(9,2)', 'decimal(10,2)', ['parquet 4', 'delta +', 'iceberg', 'hudi +']],
  ['decimal(8,2)', 'decimal(9,2)', ['parquet 4', 'parquet 3', 'delta +', 'iceberg', 'hudi +']],
  ['date', 'timestamp_ntz', ['parquet 4', 'delta +']],
  ['date', 'timestamp', []],
  ['integer', 'string', ['hudi +', 'hudi']],
  ['double', 'string', ['hudi +', 'hudi']],
  ['decimal(10,2)', 'string', ['hudi +']],
  ['date', 'string', ['hudi +']],
  ['string', 'date', ['hudi +']],
  ['string', 'decimal(10,2)', ['hudi +']],
  ['string', 'long', []],
  ['binary', 'string', ['hudi +']],
  ['string', 'binary', ['hudi +']],
  ['boolean', 'string', []],
  ['boolean', 'byte', []],
  ['timestamp', 'string', []],
  ['timestamp', 'timestamp_ntz', []],
  ['timestamp_ntz', 'timestamp', []],
  ['void', 'long', ['parquet 4', 'parquet 3', 'delta +', 'delta + 3', 'delta']],
  ['void', 'struct', ['parquet 4', 'parquet 3', 'delta +', 'delta + 3', 'delta']],
  ['varchar(3)', 'varchar(4)', Object.keys(COLUMNS)],
  ['char(3)', 'varchar(3)', Object.keys(COLUMNS)],
  ['char(3)', 'string', Object.keys(COLUMNS)],
  ['varchar(3)', 'varchar(2)', []],
  ['varchar(3)', 'char(3)', []],
  ['interval', 'string', []],
];

describe('typeChange', () => {
  it.each(ALLOWED)('turns %s into %s in: %j', (from, to, by) => {
    const able = Object.entries(COLUMNS)
      .filter(
        ([, [format, properties]]) => capabilityOf(format, properties).typeChange(type(from), type(to)).ok,
      )
      .map(([name]) => name);
    expect(able.sort()).toEqual([...by].sort());
  });

  it('lets every type stay what it is', () => {
    fc.assert(
      fc.property(dataType, fc.constantFrom(...TABLE_FORMATS), (same, format) => {
        expect(capabilityOf(format, {}).typeChange(same, same)).toEqual({ ok: true });
      }),
      { numRuns: runs },
    );
  });

  it('names the setting that would help', () => {
    expect(capabilityOf('DELTA', {}).typeChange(type('integer'), type('long'))).toEqual({
      ok: false,
      why: 'DELTA without type widening cannot turn integer into long',
      remedy:
        'DELTA with type widening can: set properties["delta.enableTypeWidening"] to "true" (PATCH /datasets/{dataset}) once the table has it',
    });
  });

  it('names the formats that could where no setting helps', () => {
    const can = capabilityOf('ICEBERG', {}).typeChange(type('long'), type('decimal(20,0)'));
    expect(can).toMatchObject({ remedy: expect.stringContaining('PARQUET read by Spark 4, HUDI with') });
  });

  it('says so where no format could', () => {
    const can = capabilityOf('PARQUET', {}).typeChange(type('boolean'), type('long'));
    expect(can).toMatchObject({ remedy: expect.stringMatching(/^no format can; add a column/) });
  });
});

describe('a table that is also read as another format', () => {
  const WIDENING_AND = (properties: Properties) => capabilityOf('DELTA', { ...WIDENING, ...properties });

  it.each([
    [{ alsoReadAs: 'ICEBERG' }],
    [{ alsoReadAs: ' hudi , iceberg ' }],
    [{ 'delta.universalFormat.enabledFormats': 'iceberg' }],
    [{ 'delta.enableIcebergCompatV2': 'true' }],
  ] as [Properties][])('widens only what both can: %j', (properties) => {
    const { typeChange } = WIDENING_AND(properties);
    expect(typeChange(type('integer'), type('long'))).toEqual({ ok: true });
    expect(typeChange(type('integer'), type('double')).ok).toBe(false);
    expect(typeChange(type('date'), type('timestamp_ntz')).ok).toBe(false);
    expect(typeChange(type('long'), type('long'))).toEqual({ ok: true });
  });

  it('never can more than its own format', () => {
    const { typeChange } = capabilityOf('DELTA', { alsoReadAs: 'HUDI', ...ON_READ });
    expect(typeChange(type('long'), type('string')).ok).toBe(false);
  });

  it('takes names and drops that suit every reader', () => {
    const { fieldName, dropColumn, resolvesByName } = capabilityOf('ICEBERG', { alsoReadAs: 'HUDI' });
    expect([fieldName('a b').ok, fieldName('a').ok]).toEqual([false, true]);
    expect([dropColumn.ok, resolvesByName]).toEqual([false, true]);
  });

  it('says who refuses, and which property to change', () => {
    expect(WIDENING_AND({ alsoReadAs: 'ICEBERG' }).typeChange(type('integer'), type('double'))).toEqual({
      ok: false,
      why: 'ICEBERG cannot turn integer into double, and the table is also read as ICEBERG (properties["alsoReadAs"])',
      remedy: expect.stringContaining(
        'take that out of properties["alsoReadAs"] (PATCH /datasets/{dataset})',
      ),
    });
  });

  it.each([
    [{ alsoReadAs: 'DELTA' }],
    [{ alsoReadAs: '' }],
    [{ alsoReadAs: 'a spreadsheet' }],
    [{ 'delta.universalFormat.enabledFormats': '' }],
    [{ 'delta.enableIcebergCompatV2': 'false' }],
  ] as [Properties][])('is as free as ever with %j', (properties) => {
    expect(WIDENING_AND(properties).typeChange(type('integer'), type('double'))).toEqual({ ok: true });
  });

  it("leaves Delta's properties to Delta", () => {
    const { typeChange } = capabilityOf('PARQUET', { 'delta.enableIcebergCompatV2': 'true' });
    expect(typeChange(type('integer'), type('double'))).toEqual({ ok: true });
  });
});

describe('the version of Spark', () => {
  it.each([
    [undefined, true],
    ['4', true],
    ['4.0.1', true],
    ['v4.1', true],
    ['10.0', true],
    ['soon', false],
    ['14.3.x-scala2.12', false],
    ['3', false],
    [' 3.5.1', false],
    ['2.4', false],
  ])('%p reads integers as long: %p', (version, ok) => {
    const properties: Properties = version === undefined ? {} : { 'engine.spark.version': version };
    expect(capabilityOf('PARQUET', properties).typeChange(type('integer'), type('long')).ok).toBe(ok);
  });
});

describe('columns', () => {
  it.each([
    ['PARQUET', {}, true],
    ['ICEBERG', {}, true],
    ['DELTA', {}, false],
    ['DELTA', MAPPING, true],
    ['DELTA', { 'delta.columnMapping.mode': 'none' }, false],
    ['HUDI', {}, false],
    ['HUDI', ON_READ, true],
    ['HUDI', { 'hoodie.schema.on.read.enable': 'false' }, false],
  ] as [TableFormat, Properties, boolean][])(
    'of %s %j can be dropped and renamed: %p',
    (format, properties, ok) => {
      const { addColumn, dropColumn, renameColumn } = capabilityOf(format, properties);
      expect([addColumn.ok, dropColumn.ok, renameColumn.ok]).toEqual([true, ok, ok]);
    },
  );

  it.each([
    ['PARQUET', {}, true],
    ['ICEBERG', {}, false],
    ['DELTA', {}, true],
    ['DELTA', MAPPING, false],
    ['HUDI', {}, true],
    ['HUDI', ON_READ, false],
  ] as [TableFormat, Properties, boolean][])('of %s %j resolve by name: %p', (format, properties, byName) => {
    expect(capabilityOf(format, properties).resolvesByName).toBe(byName);
  });
});

describe('fieldName', () => {
  it.each([
    ['PARQUET', {}, ['a', 'a b', 'a.b', '1', '日本', 'a;{}'], ['']],
    ['PARQUET', SPARK_3, ['a b'], ['']],
    [
      'PARQUET',
      { 'engine.spark.version': '3.2.4' },
      ['a-b', '日本'],
      ['', 'a b', 'a,b', 'a=b', 'a\tb', 'a\nb'],
    ],
    ['ICEBERG', {}, ['a b', '日本'], ['']],
    [
      'DELTA',
      {},
      ['a.b', 'a-b', '日本'],
      ['', 'a b', 'a,b', 'a;b', 'a{', 'a}', '(a', 'a)', 'a\nb', 'a\tb', 'a=b'],
    ],
    ['DELTA', MAPPING, ['a b', 'a;{}()='], ['']],
    ['HUDI', {}, ['a', '_a1', 'A_B'], ['', '1a', 'a b', 'a.b', 'a-b', 'é', '日本']],
  ] as [TableFormat, Properties, string[], string[]][])(
    'of %s %j takes %j and refuses %j',
    (format, properties, good, bad) => {
      const { fieldName } = capabilityOf(format, properties);
      expect(good.map((name) => fieldName(name).ok)).toEqual(good.map(() => true));
      expect(bad.map((name) => fieldName(name).ok)).toEqual(bad.map(() => false));
    },
  );
});

describe('isLosslessWidening', () => {
  it.each([
    ['byte', 'short'],
    ['integer', 'long'],
    ['integer', 'double'],
    ['float', 'double'],
    ['byte', 'float'],
    ['short', 'float'],
    ['byte', 'decimal(3,0)'],
    ['long', 'decimal(19,0)'],
    ['decimal(10,2)', 'decimal(12,4)'],
    ['date', 'timestamp_ntz'],
    ['void', 'struct'],
    ['varchar(3)', 'string'],
    ['char(3)', 'varchar(3)'],
  ])('%s to %s', (from, to) => {
    expect(isLosslessWidening(type(from), type(to))).toBe(true);
  });

  it.each([
    ['long', 'long'],
    ['long', 'integer'],
    ['long', 'double'],
    ['long', 'float'],
    ['integer', 'float'],
    ['byte', 'decimal(2,0)'],
    ['long', 'decimal(18,0)'],
    ['decimal(10,2)', 'decimal(10,2)'],
    ['decimal(10,2)', 'decimal(11,4)'],
    ['float', 'decimal(38,10)'],
    ['date', 'timestamp'],
    ['long', 'string'],
    ['boolean', 'byte'],
    ['void', 'void'],
  ])('not %s to %s', (from, to) => {
    expect(isLosslessWidening(type(from), type(to))).toBe(false);
  });
});
