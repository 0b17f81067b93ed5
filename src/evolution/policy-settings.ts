import type { PolicySettings } from './types.ts';

/** One setting of a policy: what it is about, and what each of its values does. */
export interface SettingReference {
  readonly setting: string;
  readonly about: string;
  readonly values: readonly { readonly value: string; readonly effect: string }[];
}

type Effects<S extends keyof PolicySettings> = PolicySettings[S] extends string
  ? Readonly<Record<PolicySettings[S], string>>
  : Readonly<Record<string, string>>;

type Described = {
  readonly [S in keyof PolicySettings]: { readonly about: string; readonly values: Effects<S> };
};

const SETTINGS: Described = {
  newFields: {
    about: 'Fields that the table does not have.',
    values: {
      ALLOW: 'They are added, at any depth.',
      BLOCK: 'Breaking.',
      IGNORE: 'They are left out of the table, with a warning.',
    },
  },
  missingFields: {
    about: 'Nullable columns that a submission lacks.',
    values: {
      ALLOW: 'Null is written.',
      BLOCK: 'Breaking, unless it was decided that the column may be absent.',
    },
  },
  narrowerTypes: {
    about: "Types narrower than the column's, of which every value fits.",
    values: { ALLOW: 'The job casts.', BLOCK: 'Breaking, unless a person decided the type of the column.' },
  },
  widening: {
    about: "Types wider than the column's that lose nothing and that the table format can change to.",
    values: { ALLOW: 'The column is widened.', BLOCK: 'Breaking.' },
  },
  stringFallback: {
    about: 'A column that would become a string, where the table format can.',
    values: { ALLOW: 'The column becomes a string; needs widening ALLOW too.', BLOCK: 'Breaking.' },
  },
  corruptRecords: {
    about: '`_corrupt_record` in what was inferred: the sample held malformed records.',
    values: {
      BLOCK: 'Breaking.',
      IGNORE: 'That field is left out, with a warning; the job quarantines the records.',
    },
  },
  invalidNames: {
    about: 'Inferred names that collide in case, or that the table format does not store.',
    values: { BLOCK: 'Breaking.', IGNORE: 'The field is left out, with a warning.' },
  },
  maxNewFields: {
    about: 'Most new fields that one submission may bring, nested ones counted.',
    values: { 'a number': 'More are breaking, as one change that shows the pattern.', null: 'No limit.' },
  },
  maxColumns: {
    about: 'Most fields of the table in all, nested ones counted.',
    values: {
      'a number': 'More are breaking, as one change that shows the pattern.',
      null: 'What the preset says.',
    },
  },
  typeHints: {
    about:
      'Types that a person says columns have, by path, at any depth: `{"at": "TIMESTAMP", "lines.element.price": "DECIMAL(10,2)"}`. About what is inferred only.',
    values: {
      'path: type':
        'A new column is added with that type, even where no record had a value. Where the column has that type, what a sample is read as is only evidence: the job casts, and fails on the first value that does not fit. Without the hint the type of the column is an inferred one again, unless a person decided it by other means (DDL, a declared schema, an approval).',
    },
  },
};

const ENFORCEMENT: SettingReference = {
  setting: 'enforcement',
  about: 'Whether the service acts on a verdict. The verdict itself is the same.',
  values: [
    { value: 'ENFORCE', effect: 'Breaking is answered with 409, and recorded as a blocked version.' },
    {
      value: 'OBSERVE',
      effect: 'Nothing is blocked: breaking is answered with 200, the verdict in `wouldBe`, and counted.',
    },
  ],
};

/** Every setting of a policy with what each value does: the contract and the reference are made of it. */
export const POLICY_REFERENCE: readonly SettingReference[] = [
  ...Object.entries(SETTINGS).map(([setting, { about, values }]) => ({
    setting,
    about,
    values: Object.entries(values).map(([value, effect]) => ({ value, effect })),
  })),
  ENFORCEMENT,
];
