import { CAN, EMPTY_NAME, type FormatTable, type TypeChanges } from './format-profile.ts';

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

/** Apache Iceberg: columns have ids, so names can be dropped, renamed and used again. */
export const ICEBERG: FormatTable = {
  format: 'ICEBERG',
  typeChanges: [PROMOTIONS],
  profile() {
    return {
      typeChanges: PROMOTIONS,
      addColumn: CAN,
      dropColumn: CAN,
      renameColumn: CAN,
      names: [EMPTY_NAME],
      resolvesByName: false,
    };
  },
};
