import {
  type Can,
  CAN,
  EMPTY_NAME,
  type FormatTable,
  setProperty,
  type TypeChanges,
  type TypeRule,
} from './format-profile.ts';
import { ENGINE, isBeforeSpark4 } from './spark-version.ts';
import { CALENDAR_INTERVALS, noIntervals, noUserDefinedTypes, noVariants } from './unstorable.ts';

/** Byte and short are stored as int. `date` to `timestamp_ntz` is in the v3 specification, but in no library yet. */
const PROMOTIONS: TypeChanges = {
  label: 'ICEBERG',
  setting: null,
  rows: [
    { from: ['byte'], to: ['short', 'integer', 'long'] },
    { from: ['short'], to: ['integer', 'long'] },
    { from: ['integer'], to: ['long'] },
    { from: ['float'], to: ['double'] },
    { from: ['decimal'], to: ['decimal'], when: 'PRECISION_GROWS' },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

/** Old partition specs stay in the metadata, and a table whose specs miss a column cannot be read (apache/iceberg#10234). */
const NEVER_WITH_OLD_SPECS: Can = {
  ok: false,
  why: 'ICEBERG keeps old partition specs, and cannot read a table any more once a column of one is dropped',
  remedy: 'leave the column as it is: batches may go without it',
};

const VERSIONS = ['iceberg.format-version', 'format-version'];
const VARIANTS_NEED_SPARK_4 = noVariants(
  'ICEBERG written by Spark 3',
  setProperty(ENGINE, '4', 'once every writer and reader runs it'),
);
const VARIANTS_NEED_V3 = noVariants(
  'ICEBERG below format version 3',
  `upgrade the table and ${setProperty('iceberg.format-version', '3')}`,
);

/** Apache Iceberg: columns have ids, so names can be dropped, renamed and used again. */
export const ICEBERG: FormatTable = {
  format: 'ICEBERG',
  typeChanges: [PROMOTIONS],
  profile(properties) {
    const isV3 = VERSIONS.some((name) => Number(Object.hasOwn(properties, name) ? properties[name] : 0) >= 3);
    const types = [CALENDAR_INTERVALS, noIntervals('ICEBERG'), noUserDefinedTypes('ICEBERG')];
    return {
      typeChanges: PROMOTIONS,
      addColumn: CAN,
      dropColumn: CAN,
      renameColumn: CAN,
      moveColumn: CAN,
      moveFirst: CAN,
      dropFormerPartition: NEVER_WITH_OLD_SPECS,
      names: [EMPTY_NAME],
      types: [...types, ...unstoredVariants(isV3, properties)],
      resolvesByName: false,
    };
  },
};

function unstoredVariants(isV3: boolean, properties: Readonly<Record<string, string>>): readonly TypeRule[] {
  if (!isV3) return [VARIANTS_NEED_V3];
  return isBeforeSpark4(properties) ? [VARIANTS_NEED_SPARK_4] : [];
}
