import type { TableFormat } from '../../evolution/types.ts';
import type { PrimitiveName } from '../../schema/types.ts';
import type { Fit } from '../fit-schema.ts';
import { type Leaf, type LeafAnswer, NO_TYPE_YET, nothing, same, substitute } from '../leaf.ts';
import { hiveCharacter } from '../hive-character.ts';

const NO_SUCH_TYPE = nothing('Hive has no such type');
const STORED_AS_INT = substitute('INT', 'Iceberg stores it as an int');
const WORDS = { char: 'CHAR', varchar: 'VARCHAR', text: 'STRING' } as const;

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
  binary: same('BINARY'),
  date: same('DATE'),
  timestamp: substitute('TIMESTAMP', 'Hive shows it without a time zone'),
  timestamp_ntz: same('TIMESTAMP'),
  variant: NO_SUCH_TYPE,
};

const IN_ICEBERG = {
  ...PRIMITIVES,
  byte: STORED_AS_INT,
  short: STORED_AS_INT,
  timestamp: same('TIMESTAMP WITH LOCAL TIME ZONE'),
};

/** Delta Standalone reads no table with such a column. */
const IN_DELTA = { ...PRIMITIVES, timestamp_ntz: nothing('Delta Standalone knows no such type') };

/** What Hive can hold of a table of each format. */
export const HIVE_FITS: Readonly<Record<TableFormat, Fit>> = {
  PARQUET: fitOf('Hive', PRIMITIVES),
  HUDI: fitOf('Hive', PRIMITIVES),
  DELTA: fitOf("Delta's storage handler for Hive", IN_DELTA),
  ICEBERG: fitOf("Iceberg's storage handler for Hive", IN_ICEBERG),
};

/** Constraints on data that others write are not enforced, so none are declared. */
function fitOf(label: string, primitives: Primitives): Fit {
  // Iceberg and Delta keep text of limited length as text.
  const asText = primitives === IN_ICEBERG || primitives === IN_DELTA;
  return {
    label,
    notNull: 'NOWHERE',
    comments: 'ON_COLUMNS',
    mapKeys: 'PRIMITIVE',
    leaf: (type) => leafIn(primitives, asText, type),
    nameFault,
  };
}

function leafIn(primitives: Primitives, asText: boolean, type: Leaf): LeafAnswer {
  switch (type.kind) {
    case 'primitive':
      return primitives[type.name];
    case 'decimal':
      return same(`DECIMAL(${type.precision}, ${type.scale})`);
    case 'character':
      return asText ? same('STRING') : hiveCharacter(type.name, type.length, WORDS);
    case 'opaque':
      return NO_SUCH_TYPE;
  }
}

/** The metastore keeps the names of columns in a list with commas, and types as a text that it takes apart by its marks. */
function nameFault(name: string, isColumn: boolean): string | null {
  const plain = isColumn ? /^[^.,:;`\p{Cc}]+$/u : /^[\p{L}\p{N}_$]+$/u;
  return plain.test(name) ? null : 'Hive takes no such name';
}
