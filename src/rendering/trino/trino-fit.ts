import type { TableFormat } from '../../evolution/types.ts';
import type { PrimitiveName } from '../../schema/types.ts';
import type { Fit } from '../fit-schema.ts';
import { hiveCharacter } from '../hive-character.ts';
import { type Leaf, type LeafAnswer, NO_TYPE_YET, nothing, same, substitute } from '../leaf.ts';

const NO_VARIANT = nothing('Trino has no such type');
const NO_SUCH_TYPE = nothing('no connector of Trino stores such a type');
const STORED_AS_INT = substitute('integer', 'Iceberg stores it as an int');

/** What all connectors call the same. */
const COMMON: Readonly<Record<PrimitiveName, LeafAnswer>> = {
  void: NO_TYPE_YET,
  boolean: same('boolean'),
  byte: same('tinyint'),
  short: same('smallint'),
  integer: same('integer'),
  long: same('bigint'),
  float: same('real'),
  double: same('double'),
  string: same('varchar'),
  binary: same('varbinary'),
  date: same('date'),
  timestamp: same('timestamp(6) with time zone'),
  timestamp_ntz: same('timestamp(6)'),
  variant: NO_VARIANT,
};

const HIVE_CONNECTOR = {
  ...COMMON,
  timestamp: substitute(
    'timestamp(3)',
    'the Hive connector knows no time zones, and reads milliseconds unless hive.timestamp-precision says otherwise',
  ),
  timestamp_ntz: substitute(
    'timestamp(3)',
    'the Hive connector reads milliseconds unless hive.timestamp-precision says otherwise',
  ),
};

const PRIMITIVES: Readonly<Record<TableFormat, Readonly<Record<PrimitiveName, LeafAnswer>>>> = {
  PARQUET: HIVE_CONNECTOR,
  HUDI: HIVE_CONNECTOR,
  DELTA: {
    ...COMMON,
    timestamp: substitute('timestamp(3) with time zone', 'the Delta Lake connector reads milliseconds'),
  },
  ICEBERG: { ...COMMON, byte: STORED_AS_INT, short: STORED_AS_INT },
};

/** What the connector of each format can hold. */
export const TRINO_FITS: Readonly<Record<TableFormat, Fit>> = {
  PARQUET: fitOf('PARQUET', "Trino's Hive connector", 'NOWHERE'),
  HUDI: fitOf('HUDI', "Trino's Hudi connector", 'NOWHERE'),
  DELTA: fitOf('DELTA', "Trino's Delta Lake connector", 'ON_COLUMNS'),
  ICEBERG: fitOf('ICEBERG', "Trino's Iceberg connector", 'ON_COLUMNS'),
};

function fitOf(format: TableFormat, label: string, notNull: Fit['notNull']): Fit {
  return {
    label,
    notNull,
    comments: 'ON_COLUMNS',
    mapKeys: 'ANY',
    leaf: (type) => leafIn(format, type),
    nameFault,
  };
}

function leafIn(format: TableFormat, type: Leaf): LeafAnswer {
  switch (type.kind) {
    case 'primitive':
      return PRIMITIVES[format][type.name];
    case 'decimal':
      return same(`decimal(${type.precision}, ${type.scale})`);
    case 'character':
      // Delta and Iceberg keep text of limited length as text.
      if (format === 'DELTA' || format === 'ICEBERG') return same('varchar');
      return hiveCharacter(type.name, type.length, { char: 'char', varchar: 'varchar', text: 'varchar' });
    case 'opaque':
      return NO_SUCH_TYPE;
  }
}

function nameFault(name: string): string | null {
  return name === '' ? 'Trino takes no empty name' : null;
}
