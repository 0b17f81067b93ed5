import { EVOLVE_EXAMPLES } from './evolve.examples.ts';

const schema = EVOLVE_EXAMPLES.initial.value.effectiveSchema;

const VERSION = {
  id: 1,
  datasetId: 1,
  version: 1,
  status: 'ACTIVE',
  changeType: 'INITIAL',
  origin: 'INFERRED',
  schema,
  schema_json: JSON.stringify(schema),
  fingerprint: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
  logicalFingerprint: 'fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9',
  comparedWithVersion: null,
  changes: [],
  reason: 'First schema of the dataset.',
  claimedChangeType: null,
  source: { application: 'orders-ingest', batch: '1' },
  submittedBy: { type: 'ANONYMOUS', name: 'anonymous' },
  occurrences: 1,
  createdAt: '2026-01-28T08:00:00.123Z',
  lastSeenAt: '2026-01-28T08:00:00.123Z',
  validFrom: '2026-01-28T08:00:00.123Z',
  validTo: null,
  derivedFromVersion: null,
  decision: null,
  applied: null,
};

export const VERSION_EXAMPLES = { active: { summary: 'An active version', value: VERSION } };

export const VERSION_LIST_EXAMPLES = {
  one: { summary: 'One version so far', value: { items: [VERSION], nextCursor: null } },
};

export const DIFF_EXAMPLES = {
  added: {
    summary: 'One column more',
    value: {
      from: 1,
      to: 2,
      changeType: 'NON_BREAKING',
      changes: [
        {
          rule: 'FIELD_ADDED',
          kind: 'ADDED',
          path: ['coupon'],
          before: null,
          after: 'string',
          verdict: 'NON_BREAKING',
          reason: 'coupon is new; it is added as a nullable column of type string.',
        },
      ],
      apply: [],
    },
  },
};
