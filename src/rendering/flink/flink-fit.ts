import type { TableFormat } from '../../evolution/types.ts';
import type { PrimitiveName } from '../../schema/types.ts';
import type { Fit } from '../fit-schema.ts';
import { type Leaf, type LeafAnswer, NO_TYPE_YET, nothing, same, substitute } from '../leaf.ts';

const NO_SUCH_TYPE = nothing('no connector of Flink stores such a type');
const STORED_AS_INT = substitute('INT', 'Iceberg stores it as an int');

type Primitives = Readonly<Record<PrimitiveName, LeafAnswer>>;

const PRIMITIVES: Primitives = {
  void: NO_TYPE_YET,
  boolean: same('BOOLEAN'),
  byte: same('TINYINT'),
  short: same('SMALLINT'),
  integer: same('INT'),
  long: same('BIGINT'),
  float: same('FLOAT'),
  double: same('DOUBLE'),
  string: same('STRING'),
  binary: same('BYTES'),
  date: same('DATE'),
  timestamp: same('TIMESTAMP_LTZ(6)'),
  timestamp_ntz: same('TIMESTAMP(6)'),
  variant: NO_SUCH_TYPE,
};

/** Delta Standalone reads no table with such a column. */
const IN_DELTA = { ...PRIMITIVES, timestamp_ntz: nothing('Delta Standalone knows no such type') };

const IN_ICEBERG = { ...PRIMITIVES, byte: STORED_AS_INT, short: STORED_AS_INT };

const PRIMITIVES_IN: Readonly<Record<TableFormat, Primitives>> = {
  PARQUET: PRIMITIVES,
  HUDI: PRIMITIVES,
  DELTA: IN_DELTA,
  ICEBERG: IN_ICEBERG,
};

/** What the connector of each format can hold. */
export const FLINK_FITS: Readonly<Record<TableFormat, Fit>> = {
  PARQUET: fitOf('PARQUET', "Flink's filesystem connector"),
  HUDI: fitOf('HUDI', 'Hudi for Flink'),
  DELTA: fitOf('DELTA', 'Delta for Flink'),
  ICEBERG: fitOf('ICEBERG', 'Iceberg for Flink'),
};

/** A topic holds JSON as producers sent it: nothing in it is NOT NULL, and the names in its objects are strings. */
export const FLINK_SOURCE_FIT: Fit = {
  ...fitOf('PARQUET', "Flink's Kafka connector"),
  notNull: 'NOWHERE',
  mapKeys: 'STRING',
};

function fitOf(format: TableFormat, label: string): Fit {
  const primitives = PRIMITIVES_IN[format];
  const leaf = (type: Leaf) => leafIn(format, primitives, type);
  return {
    label,
    notNull: 'EVERYWHERE',
    comments: 'ON_COLUMNS',
    mapKeys: format === 'HUDI' ? 'STRING' : 'ANY',
    leaf,
    nameFault,
  };
}

function leafIn(format: TableFormat, primitives: Primitives, type: Leaf): LeafAnswer {
  switch (type.kind) {
    case 'primitive':
      return primitives[type.name];
    case 'decimal':
      return same(`DECIMAL(${type.precision}, ${type.scale})`);
    case 'character':
      if (format === 'ICEBERG') return same('STRING');
      if (type.length < 1) return substitute('STRING', `Flink takes ${type.name} of at least one character`);
      return same(`${type.name.toUpperCase()}(${type.length})`);
    case 'opaque':
      return NO_SUCH_TYPE;
  }
}

function nameFault(name: string): string | null {
  return name === '' ? 'Flink takes no empty name' : null;
}
