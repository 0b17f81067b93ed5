import {
  CAN,
  EMPTY_NAME,
  type FormatTable,
  type NameRule,
  setProperty,
  type TypeChanges,
} from './format-profile.ts';
import { ENGINE, sparkVersion } from './spark-version.ts';
import { CALENDAR_INTERVALS, noVariants } from './unstorable.ts';

/** Spark 4's vectorized reader over files written with the old type (SPARK-40876). */
const SPARK_4: TypeChanges = {
  label: 'PARQUET read by Spark 4',
  setting: setProperty(ENGINE, '4', 'once every reader runs it'),
  rows: [
    { from: ['void'], to: 'ANY' },
    { from: ['byte'], to: ['short', 'integer', 'long'] },
    { from: ['short'], to: ['integer', 'long'] },
    { from: ['integer'], to: ['long'] },
    { from: ['byte', 'short', 'integer', 'float'], to: ['double'] },
    { from: ['byte', 'short', 'integer'], to: ['decimal'], when: { integerDigits: 10 } },
    { from: ['long'], to: ['decimal'], when: { integerDigits: 20 } },
    { from: ['decimal'], to: ['decimal'], when: 'DIGITS_AND_SCALE_GROW' },
    { from: ['date'], to: ['timestamp_ntz'] },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

/** Spark 3's vectorized reader: byte, short and integer share a physical type, and so do decimals of one storage size. */
const SPARK_3: TypeChanges = {
  label: 'PARQUET read by Spark 3',
  setting: null,
  rows: [
    { from: ['void'], to: 'ANY' },
    { from: ['byte'], to: ['short', 'integer'] },
    { from: ['short'], to: ['integer'] },
    { from: ['decimal'], to: ['decimal'], when: 'PRECISION_GROWS_IN_STORAGE' },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

const VARIANTS_NEED_SPARK_4 = noVariants(
  'PARQUET written by Spark 3',
  setProperty(ENGINE, '4', 'once every writer and reader runs it'),
);

/** Before Spark 3.3 the writer refused what its own schema grammar uses (SPARK-27442). */
const BEFORE_SPARK_3_3: NameRule = {
  refuses: /[ ,;{}()\n\t=]/,
  why: 'Spark before 3.3 writes no Parquet column whose name has a space or one of ,;{}()= in it',
  remedy: `rename the field in the producer, or ${setProperty(ENGINE, '3.3', 'once every writer runs it')}`,
};

/**
 * Parquet has no table metadata of its own: an old file without the column reads as null, columns resolve by name,
 * DROP and RENAME are projections. What types can become is up to the engine that reads old files:
 * `properties["engine.spark.version"]`, 4 unless given.
 */
export const PARQUET: FormatTable = {
  format: 'PARQUET',
  typeChanges: [SPARK_4, SPARK_3],
  profile(properties) {
    const [major, minor] = sparkVersion(properties);
    return {
      typeChanges: major < 4 ? SPARK_3 : SPARK_4,
      addColumn: CAN,
      dropColumn: CAN,
      renameColumn: CAN,
      moveColumn: CAN,
      moveFirst: CAN,
      dropFormerPartition: CAN,
      names: major < 3 || (major === 3 && minor < 3) ? [EMPTY_NAME, BEFORE_SPARK_3_3] : [EMPTY_NAME],
      types: major < 4 ? [CALENDAR_INTERVALS, VARIANTS_NEED_SPARK_4] : [CALENDAR_INTERVALS],
      resolvesByName: true,
    };
  },
};
