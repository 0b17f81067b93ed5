import type { Scene } from './scene.ts';

export const DATASET_FILE = 'dataset.json';
export const REGISTRATION_EVENT = 'dataset.registered';

/** One scene per micro-batch of the topic. */
export const STORY: readonly Scene[] = [
  {
    title: 'The first batch',
    text: 'The job reads its first records, lets Spark infer their schema, and asks before it writes.',
    acts: [
      {
        kind: 'submit',
        batch: '01-first-batch',
        expect: { changeType: 'INITIAL', active: 1, changes: [] },
        event: 'schema.activated',
      },
    ],
  },
  {
    title: 'A new field',
    text: 'A campaign starts: some orders carry a coupon.',
    acts: [
      {
        kind: 'submit',
        batch: '02-new-field',
        expect: { changeType: 'NON_BREAKING', active: 2, changes: [['FIELD_ADDED', 'coupon']] },
        event: 'schema.activated',
      },
    ],
  },
  {
    title: 'A missing field',
    text:
      'By chance no order of this sample has a coupon. STRICT takes every field of the table for a promise: it would ' +
      'stop the job over nothing. Ask first, without submitting:',
    acts: [
      {
        kind: 'compare',
        batch: '03-missing-field',
        expect: { changeType: 'BREAKING', active: 2, changes: [['FIELD_REMOVED', 'coupon']] },
      },
      {
        kind: 'patch',
        file: 'tolerant-policy.json',
        says: 'Schemas inferred from JSON lack optional fields all the time, so the team takes TOLERANT: breaking is only what the table could not take.',
        preset: 'TOLERANT',
        event: 'dataset.policy_changed',
      },
      {
        kind: 'submit',
        batch: '03-missing-field',
        says: 'Now the job submits the batch:',
        isShown: true,
        expect: { changeType: 'NONE', active: 2, changes: [['FIELD_REMOVED', 'coupon']] },
      },
    ],
  },
  {
    title: 'A field that is always null',
    text:
      'The next release sends gift, but nobody has ordered one yet. Spark calls a field without any value a string; ' +
      'the job says that it was null everywhere, and nobody is bound to a guess.',
    acts: [
      {
        kind: 'submit',
        batch: '04-null-only-field',
        expect: { changeType: 'NONE', active: 2, changes: [['NULL_ONLY_FIELD', 'gift']] },
      },
    ],
  },
  {
    title: 'A nested field',
    text: 'Parcels get a tracking number, inside shipping. And gift turns out to be a struct: no guess is in its way.',
    acts: [
      {
        kind: 'submit',
        batch: '05-nested-field',
        expect: {
          changeType: 'NON_BREAKING',
          active: 3,
          changes: [
            ['FIELD_ADDED', 'gift'],
            ['FIELD_ADDED', 'shipping.tracking_no'],
          ],
        },
        event: 'schema.activated',
      },
    ],
  },
  {
    title: 'A wider type',
    text: 'A second carrier counts in 20 digits, more than a long can hold. Every old number fits the wider type.',
    acts: [
      {
        kind: 'submit',
        batch: '06-widening',
        expect: {
          changeType: 'NON_BREAKING',
          active: 4,
          changes: [['TYPE_WIDENED', 'shipping.tracking_no']],
        },
        event: 'schema.activated',
      },
    ],
  },
  {
    title: 'A breaking change',
    text:
      'A bad release of the shop: amounts are text with a currency, and quantities are fractions. Long to double looks ' +
      'like a widening and is none: a double does not hold every long, and Spark reads no old Parquet file that way.',
    acts: [
      {
        kind: 'submit',
        batch: '07-breaking-change',
        expect: {
          changeType: 'BREAKING',
          active: 4,
          blocked: { version: 5, occurrences: 1 },
          changes: [
            ['TYPE_UNFIT', 'amount'],
            ['TYPE_UNFIT', 'quantity'],
            ['FIELD_ADDED', 'channel'],
          ],
        },
        event: 'schema.blocked',
      },
      {
        kind: 'submit',
        batch: '07-breaking-change',
        says: 'The scheduler restarts the job, which reads the same records. The same problem is the same blocked version, not one more alarm:',
        isShown: true,
        expect: {
          changeType: 'BREAKING',
          active: 4,
          blocked: { version: 5, occurrences: 2 },
          changes: [
            ['TYPE_UNFIT', 'amount'],
            ['TYPE_UNFIT', 'quantity'],
            ['FIELD_ADDED', 'channel'],
          ],
        },
      },
    ],
  },
  {
    title: 'The next good batch',
    text:
      'The release is rolled back, the bad records are set aside, and the shop sends those orders again. This sample ' +
      'has short tracking numbers only.',
    acts: [
      {
        kind: 'submit',
        batch: '08-next-good-batch',
        expect: {
          changeType: 'NONE',
          active: 4,
          changes: [['TYPE_NARROWED', 'shipping.tracking_no']],
        },
      },
    ],
  },
  {
    title: 'ADD COLUMN',
    text: 'A person adds a column before any batch has it, and says its type.',
    acts: [
      {
        kind: 'ddl',
        file: 'add-discount.json',
        expect: { changeType: 'NON_BREAKING', active: 6, changes: [['FIELD_ADDED', 'discount']] },
        event: 'schema.ddl_applied',
      },
      {
        kind: 'submit',
        batch: '09-added-column',
        says: 'Then it arrives. Spark infers a double; what a person said of the column counts for more:',
        expect: {
          changeType: 'NONE',
          active: 6,
          changes: [['TYPE_UNFIT', 'discount']],
        },
        event: 'column.seen',
      },
    ],
  },
  {
    title: 'DROP COLUMN',
    text: 'Coupons have got a dataset of their own. A person drops the column here.',
    acts: [
      {
        kind: 'ddl',
        file: 'drop-coupon.json',
        expect: { changeType: 'NON_BREAKING', active: 7, changes: [['FIELD_REMOVED', 'coupon']] },
        event: 'schema.ddl_applied',
      },
      {
        kind: 'submit',
        batch: '10-dropped-column',
        says: 'The shop has not heard of it and goes on sending coupons. The job goes on too, and the column stays away:',
        expect: {
          changeType: 'NONE',
          active: 7,
          changes: [
            ['DROPPED_FIELD_ARRIVING', 'coupon'],
            ['TYPE_UNFIT', 'discount'],
          ],
        },
      },
    ],
  },
];
