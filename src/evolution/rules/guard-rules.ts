import { both, by, type Rule } from './rule.ts';

const SAFE_CAST =
  'A type that fits the column is NONE, and so is an inferred one that can be cast to it where the column is pinned or has a type hint.';
const DERIVED = 'Fields that the job derives after the check are never missed.';
const INVALID_NAMES = by('invalidNames', { BLOCK: 'BREAKING', IGNORE: 'NONE' });

/** Columns that no policy gives away, and names that no table takes. */
export const GUARD_RULES = {
  KEY_FIELD_MISSING: {
    id: 'KEY_FIELD_MISSING',
    kind: 'REMOVED',
    finds: 'A submission without a key field.',
    because: 'Rows without a key cannot be told apart, so an upsert would fail or overwrite the wrong ones.',
    ruling: both('BREAKING'),
    exceptions: [DERIVED, 'In append mode a first schema without it is warned about.'],
  },
  KEY_FIELD_CHANGED: {
    id: 'KEY_FIELD_CHANGED',
    kind: 'TYPE',
    finds: 'A key field whose column would have to change, or that does not fit it.',
    because: 'The keys already written would no longer match.',
    ruling: both('BREAKING'),
    exceptions: [SAFE_CAST],
  },
  PARTITION_FIELD_MISSING: {
    id: 'PARTITION_FIELD_MISSING',
    kind: 'REMOVED',
    finds: 'A submission without a partition field that the table has.',
    because: 'Its rows belong to no partition.',
    ruling: both('BREAKING'),
    exceptions: [DERIVED, 'A first schema without it is warned about.'],
  },
  PARTITION_FIELD_CHANGED: {
    id: 'PARTITION_FIELD_CHANGED',
    kind: 'TYPE',
    finds: 'A partition field whose column would have to change, or that does not fit it.',
    because: 'The partitions already written would no longer match.',
    ruling: both('BREAKING'),
    exceptions: [SAFE_CAST],
  },
  PROTECTED_FIELD_CHANGED: {
    id: 'PROTECTED_FIELD_CHANGED',
    kind: 'TYPE',
    finds: 'A protected field that is missing, whose column would have to change, or that does not fit it.',
    because: 'The table depends on it: precombine, sort and generated columns.',
    ruling: both('BREAKING'),
    exceptions: [SAFE_CAST, DERIVED],
  },
  CASE_COLLISION: {
    id: 'CASE_COLLISION',
    kind: 'NAME',
    finds: 'Two names in one parent that are equal when lower-cased, a dropped name included.',
    because: 'Engines resolve names without regard to case, so the two would be one column.',
    ruling: { INFERRED: INVALID_NAMES, DECLARED: 'BREAKING' },
    exceptions: [
      "One field whose case alone differs from the column's is that column.",
      'Where columns resolve by id, dropped names are free.',
    ],
  },
  FIELD_NAME_INVALID: {
    id: 'FIELD_NAME_INVALID',
    kind: 'NAME',
    finds: 'A new field whose name the table format does not store.',
    because: 'The write would fail.',
    ruling: { INFERRED: INVALID_NAMES, DECLARED: 'BREAKING' },
    exceptions: [],
  },
  TYPE_NOT_STORABLE: {
    id: 'TYPE_NOT_STORABLE',
    kind: 'TYPE',
    finds: 'A new field of a type that the table format does not store, or with one in it.',
    because: 'The write would fail.',
    ruling: both('BREAKING'),
    exceptions: [],
  },
  CORRUPT_RECORDS: {
    id: 'CORRUPT_RECORDS',
    kind: 'EVIDENCE',
    finds: 'The field _corrupt_record, which Spark adds when records of the sample are malformed.',
    because: 'The rest of the schema was inferred from damaged input.',
    ruling: { INFERRED: by('corruptRecords', { BLOCK: 'BREAKING', IGNORE: 'NONE' }), DECLARED: null },
    exceptions: ['Where the table has such a column, it is a column like any other, and may be absent.'],
  },
  RESERVED_FIELD: {
    id: 'RESERVED_FIELD',
    kind: 'EVIDENCE',
    finds:
      'A field that an engine adds for itself: _hoodie_* and _rescued_data, the metadata columns of Iceberg (_file, _pos, …) and of Delta’s change feed (_change_type, …).',
    because: 'It is no data; the field is left out.',
    ruling: both('NONE'),
    exceptions: ['_hoodie_is_deleted is data on a HUDI table: it marks the rows to delete.'],
  },
} as const satisfies Record<string, Rule>;
