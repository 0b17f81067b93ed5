import {
  type Can,
  CAN,
  EMPTY_NAME,
  type FormatTable,
  isOn,
  type NameRule,
  setProperty,
  type TypeChanges,
  type TypeRule,
} from './format-profile.ts';
import { isPrimitive } from '../type-kinds.ts';
import {
  CALENDAR_INTERVALS,
  noIntervals,
  noUserDefinedTypes,
  noVariants,
  STRING_KEYS,
} from './unstorable.ts';

const SCHEMA_ON_READ = 'hoodie.schema.on.read.enable';

/** Hudi has no byte and no short: both are stored as int, in its own schema and in Avro's. */
const STORED_AS_INT = ['byte', 'short', 'integer'] as const;

/** What ALTER TABLE may do under schema-on-read. */
const ON_READ: TypeChanges = {
  label: 'HUDI with schema-on-read',
  setting: setProperty(SCHEMA_ON_READ, 'true'),
  rows: [
    { from: ['byte'], to: ['short', 'integer'] },
    { from: ['short'], to: ['integer'] },
    { from: STORED_AS_INT, to: ['long'] },
    { from: [...STORED_AS_INT, 'long'], to: ['float'] },
    { from: [...STORED_AS_INT, 'long', 'float'], to: ['double'] },
    { from: [...STORED_AS_INT, 'long', 'float', 'double'], to: ['decimal'] },
    { from: ['decimal'], to: ['decimal'], when: 'DIGITS_AND_SCALE_GROW' },
    { from: [...STORED_AS_INT, 'long', 'float', 'double', 'decimal', 'date'], to: ['string'] },
    { from: ['string'], to: ['date', 'decimal', 'binary'] },
    { from: ['binary'], to: ['string'] },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

/**
 * Avro's promotions, which is what Hudi's default reconciliation follows. Avro would also take types that merely
 * share a physical type (date is an int, timestamp a long): no value means the same afterwards, so they are not here.
 * Between string and binary it takes the batch, and the table's type stays.
 */
const ON_WRITE: TypeChanges = {
  label: 'HUDI without schema-on-read',
  setting: null,
  rows: [
    { from: ['byte'], to: ['short', 'integer'] },
    { from: ['short'], to: ['integer'] },
    { from: STORED_AS_INT, to: ['long', 'float', 'double', 'string'] },
    { from: ['long'], to: ['float', 'double', 'string'] },
    { from: ['float'], to: ['double', 'string'] },
    { from: ['double'], to: ['string'] },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

const NEEDS_SCHEMA_ON_READ: Can = {
  ok: false,
  why: 'a HUDI table without schema-on-read can neither drop nor rename a column',
  remedy: setProperty(SCHEMA_ON_READ, 'true'),
};

const ONLY_AT_THE_END: Can = {
  ok: false,
  why: 'a HUDI table without schema-on-read takes new columns at the end only, and moves none',
  remedy: setProperty(SCHEMA_ON_READ, 'true'),
};

/** "forbid adjust top-level columns position by using through first syntax": its own columns come first. */
const NEVER_FIRST: Can = {
  ok: false,
  why: 'HUDI takes no FIRST for the columns of a table, only for the fields of a struct',
  remedy:
    'say AFTER and the name of another column; to have a column first, move those before it behind others',
};

const AVRO_NAMES: NameRule = {
  refuses: /^[^A-Za-z_]|[^A-Za-z0-9_]/,
  why: 'HUDI stores Avro names: a letter or underscore, then letters, digits and underscores',
  remedy: 'rename the field in the producer',
};

const NOT_IN_AVRO: readonly TypeRule[] = [
  CALENDAR_INTERVALS,
  noIntervals('HUDI'),
  noUserDefinedTypes('HUDI'),
  STRING_KEYS,
  noVariants('HUDI', 'send it as a string of JSON'),
];

/** The internal schema that schema-on-read keeps has no such type, and its ALTER TABLE fails. */
const NO_LOCAL_TIMESTAMPS: TypeRule = {
  refuses: (type) => isPrimitive(type, 'timestamp_ntz'),
  why: 'HUDI with schema-on-read stores no timestamp_ntz',
  remedy: 'send it as a timestamp with a time zone, or as a string',
};

/** Apache Hudi: without `hoodie.schema.on.read.enable` columns resolve by name and types follow Avro's promotions. */
export const HUDI: FormatTable = {
  format: 'HUDI',
  typeChanges: [ON_READ, ON_WRITE],
  profile(properties) {
    const onRead = isOn(properties, SCHEMA_ON_READ);
    return {
      typeChanges: onRead ? ON_READ : ON_WRITE,
      addColumn: CAN,
      dropColumn: onRead ? CAN : NEEDS_SCHEMA_ON_READ,
      renameColumn: onRead ? CAN : NEEDS_SCHEMA_ON_READ,
      moveColumn: onRead ? CAN : ONLY_AT_THE_END,
      moveFirst: onRead ? NEVER_FIRST : ONLY_AT_THE_END,
      dropFormerPartition: CAN,
      names: [EMPTY_NAME, AVRO_NAMES],
      types: onRead ? [...NOT_IN_AVRO, NO_LOCAL_TIMESTAMPS] : NOT_IN_AVRO,
      resolvesByName: !onRead,
    };
  },
};
