import type { TableFormat } from '../../evolution/types.ts';
import type { PrimitiveName } from '../../schema/types.ts';
import type { Fit } from '../fit-schema.ts';
import { type Leaf, type LeafAnswer, NO_TYPE_YET, nothing, same, substitute } from '../leaf.ts';

const NO_SUCH_TYPE = nothing('no connector of Flink stores such a type');
const STORED_AS_INT = substitute('INT', 'Iceberg stores it as an int');

const PRIMITIVES: Readonly<Record<PrimitiveName, LeafAnswer>> = {
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

const IN_ICEBERG = { ...PRIMITIVES, byte: STORED_AS_INT, short: STORED_AS_INT };

/** What the connector of each format can hold. */
export const FLINK_FITS: Readonly<Record<TableFormat, Fit>> = {
  PARQUET: fitOf('PARQUET', "Flink's filesystem connector"),
  HUDI: fitOf('HUDI', 'Hudi for Flink'),
  DELTA: fitOf('DELTA', 'Delta for Flink'),
  ICEBERG: fitOf('ICEBERG', 'Iceberg for Flink'),
};

/** A topic holds whatever producers sent: nothing in it is NOT NULL. */
export const FLINK_SOURCE_FIT: Fit = {
  ...fitOf('PARQUET', "Flink's Kafka connector"),
  notNull: 'NOWHERE',
};

function fitOf(format: TableFormat, label: string): Fit {
  const primitives = format === 'ICEBERG' ? IN_ICEBERG : PRIMITIVES;
  const leaf = (type: Leaf) => leafIn(format, primitives, type);
  return { label, notNull: 'EVERYWHERE', mapKeys: format === 'HUDI' ? 'STRING' : 'ANY', leaf, nameFault };
}

function leafIn(format: TableFormat, primitives: typeof PRIMITIVES, type: Leaf): LeafAnswer {
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
