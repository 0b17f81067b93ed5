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
        event: 'column.arrived',
      },
    ],
  },
  {
    title: 'A decision: no',
    text: 'Version 5 still waits for one. Maria has asked the shop: it was a bug, and nobody wants amounts as text.',
    acts: [
      { kind: 'reject', version: 5, file: 'reject-text-amounts.json', event: 'schema.rejected' },
      {
        kind: 'submit',
        batch: '07-breaking-change',
        says: 'An old instance of the shop sends it again. The job stops, and whoever is on call reads why at once:',
        isShown: true,
        isExplained: true,
        expect: {
          changeType: 'BREAKING',
          active: 7,
          blocked: { version: 5, occurrences: 3 },
          changes: [
            ['TYPE_UNFIT', 'amount'],
            ['TYPE_UNFIT', 'quantity'],
            ['FIELD_ADDED', 'channel'],
            ['DROPPED_FIELD_ARRIVING', 'coupon'],
            ['FIELD_REMOVED', 'discount'],
          ],
        },
      },
    ],
  },
  {
    title: 'A decision: yes',
    text: 'A partner joins the topic, whose quantities are text.',
    acts: [
      {
        kind: 'submit',
        batch: '11-text-quantity',
        expect: {
          changeType: 'BREAKING',
          active: 7,
          blocked: { version: 8, occurrences: 1 },
          changes: [
            ['FIELD_REMOVED', 'gift'],
            ['TYPE_UNFIT', 'discount'],
            ['TYPE_UNFIT', 'quantity'],
          ],
        },
        event: 'schema.blocked',
      },
      {
        kind: 'approve',
        version: 8,
        file: 'approve-text-quantity.json',
        says: 'Nobody can turn the table into text and back. But the values are whole numbers, so Maria approves; what that means for each breaking change has a safe default:',
        expect: {
          changeType: 'NON_BREAKING',
          active: 9,
          changes: [
            ['FIELD_REMOVED', 'gift'],
            ['TYPE_UNFIT', 'discount'],
            ['TYPE_UNFIT', 'quantity'],
          ],
        },
        events: ['schema.approved', 'schema.activated'],
      },
      {
        kind: 'submit',
        batch: '11-text-quantity',
        says: 'The job is restarted with the same records. From now on it casts, and would stop at the first text that is no number:',
        isShown: true,
        expect: {
          changeType: 'NONE',
          active: 9,
          changes: [
            ['FIELD_REMOVED', 'gift'],
            ['TYPE_UNFIT', 'discount'],
            ['TYPE_UNFIT', 'quantity'],
          ],
        },
      },
    ],
  },
  {
    title: 'RENAME COLUMN',
    text: 'Readers break when a column changes its name, so a rename has to be forced, with a reason.',
    acts: [
      {
        kind: 'ddl',
        file: 'rename-tracking.json',
        expect: {
          changeType: 'BREAKING',
          active: 10,
          changes: [['FIELD_RENAMED', 'shipping.tracking_number']],
        },
        event: 'schema.ddl_applied',
      },
      {
        kind: 'submit',
        batch: '12-old-name',
        says: 'Producers hear of it later. The old name is an alias: its values go where they belong.',
        expect: {
          changeType: 'NONE',
          active: 10,
          changes: [
            ['FIELD_REMOVED', 'gift'],
            ['FIELD_RENAMED', 'shipping.tracking_number'],
            ['TYPE_UNFIT', 'discount'],
          ],
        },
        event: 'column.arrived',
      },
    ],
  },
  {
    title: 'Roll back',
    text: 'Finance complains. The schema of version 9 comes back, as a version of its own: history only grows.',
    acts: [
      {
        kind: 'roll back',
        file: 'roll-back-rename.json',
        expect: { changeType: 'BREAKING', active: 11, changes: [['FIELD_RENAMED', 'shipping.tracking_no']] },
        event: 'schema.rolled_back',
      },
      {
        kind: 'submit',
        batch: '12-old-name',
        says: 'And the job goes on, now by the old name:',
        isShown: true,
        expect: {
          changeType: 'NONE',
          active: 11,
          changes: [
            ['FIELD_REMOVED', 'gift'],
            ['TYPE_UNFIT', 'discount'],
          ],
        },
      },
    ],
  },
];
