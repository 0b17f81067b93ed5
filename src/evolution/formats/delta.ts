import {
  type Can,
  CAN,
  EMPTY_NAME,
  type FormatTable,
  isOn,
  type NameRule,
  setProperty,
  type TypeChanges,
} from './format-profile.ts';
import { ENGINE, isBeforeSpark4 } from './spark-version.ts';
import { CALENDAR_INTERVALS, noIntervals, noVariants } from './unstorable.ts';

const WIDENING = 'delta.enableTypeWidening';
const MAPPING = 'delta.columnMapping.mode';

const WITH_WIDENING: TypeChanges = {
  label: 'DELTA with type widening',
  setting: setProperty(WIDENING, 'true'),
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

/** Delta for Spark 3 widens only what that reads as it is: Parquet stores all three in 32 bits. */
const WITH_WIDENING_ON_SPARK_3: TypeChanges = {
  label: 'DELTA with type widening on Spark 3',
  setting: setProperty(WIDENING, 'true'),
  rows: [
    { from: ['void'], to: 'ANY' },
    { from: ['byte'], to: ['short', 'integer'] },
    { from: ['short'], to: ['integer'] },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

/** A write that merges schemas would widen byte and short, but no statement does. */
const WITHOUT_WIDENING: TypeChanges = {
  label: 'DELTA without type widening',
  setting: null,
  rows: [
    { from: ['void'], to: 'ANY' },
    { from: ['character'], to: ['character'], when: 'LENGTH_GROWS' },
    { from: ['character'], to: ['string'] },
  ],
};

/** What a table that Spark 3 writes could be widened by. */
const FROM_SPARK_3: readonly TypeChanges[] = [
  WITH_WIDENING_ON_SPARK_3,
  {
    ...WITH_WIDENING,
    label: 'DELTA with type widening on Spark 4',
    setting: `${setProperty(ENGINE, '4', 'once every writer and reader runs it')}, and properties["${WIDENING}"] to "true"`,
  },
];

const VARIANTS_NEED_SPARK_4 = noVariants(
  'DELTA written by Spark 3',
  setProperty(ENGINE, '4', 'once every writer and reader runs it'),
);

const NEEDS_MAPPING: Can = {
  ok: false,
  why: 'a DELTA table without column mapping can neither drop nor rename a column',
  remedy: `switch column mapping on and ${setProperty(MAPPING, 'name')}`,
};

const PLAIN_NAMES: NameRule = {
  refuses: /[ ,;{}()\n\t=]/,
  why: 'a DELTA table without column mapping stores no column whose name has a space or one of ,;{}()= in it',
  remedy: `rename the field in the producer, or switch column mapping on and ${setProperty(MAPPING, 'name')}`,
};

/** Delta Lake: types widen under `delta.enableTypeWidening`; DROP, RENAME and free names need `delta.columnMapping.mode`. */
export const DELTA: FormatTable = {
  format: 'DELTA',
  typeChanges: [WITH_WIDENING, WITH_WIDENING_ON_SPARK_3, WITHOUT_WIDENING],
  profile(properties) {
    const mapped = isMapped(properties);
    const onSpark3 = isBeforeSpark4(properties);
    const widening = onSpark3 ? WITH_WIDENING_ON_SPARK_3 : WITH_WIDENING;
    const types = [CALENDAR_INTERVALS, noIntervals('DELTA')];
    return {
      typeChanges: isOn(properties, WIDENING) ? widening : WITHOUT_WIDENING,
      wouldHelp: onSpark3 ? FROM_SPARK_3 : [WITH_WIDENING],
      addColumn: CAN,
      dropColumn: mapped ? CAN : NEEDS_MAPPING,
      renameColumn: mapped ? CAN : NEEDS_MAPPING,
      moveColumn: CAN,
      moveFirst: CAN,
      dropFormerPartition: CAN,
      names: mapped ? [EMPTY_NAME] : [EMPTY_NAME, PLAIN_NAMES],
      types: onSpark3 ? [...types, VARIANTS_NEED_SPARK_4] : types,
      resolvesByName: !mapped,
    };
  },
};

function isMapped(properties: Readonly<Record<string, string>>): boolean {
  const mode = Object.hasOwn(properties, MAPPING) ? properties[MAPPING]?.trim().toLowerCase() : undefined;
  return mode === 'name' || mode === 'id';
}
