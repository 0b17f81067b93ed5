import { both, by, type Rule } from './rule.ts';

/** Types and nullability. */
export const TYPE_RULES = {
  TYPE_WIDENED: {
    id: 'TYPE_WIDENED',
    kind: 'TYPE',
    finds: 'A wider type that every old value fits into and that the table format can change to.',
    because: 'Nothing is lost and old files stay readable.',
    ruling: both(by('widening', { ALLOW: 'NON_BREAKING', BLOCK: 'BREAKING' })),
    exceptions: [
      'On a pinned column, or one with a type hint, an inferred wider type is only evidence: the batch is cast.',
    ],
  },
  TYPE_WIDENING_UNSUPPORTED: {
    id: 'TYPE_WIDENING_UNSUPPORTED',
    kind: 'TYPE',
    finds:
      'A wider type that would lose nothing, but that this format, with these properties, cannot change to.',
    because: 'The write would fail, or old files could no longer be read.',
    ruling: both('BREAKING'),
    exceptions: [
      'On a pinned column, or one with a type hint, an inferred wider type is only evidence: the batch is cast.',
    ],
  },
  TYPE_WIDENING_LOSSY: {
    id: 'TYPE_WIDENING_LOSSY',
    kind: 'TYPE',
    finds: 'A type that the format would change to, though values can change on the way.',
    because: 'Old values would read differently from how they were written.',
    ruling: both(by('stringFallback', { BLOCK: 'BREAKING', ALLOW: 'NON_BREAKING' })),
    alsoDecidedBy: ['widening'],
    exceptions: [
      'To anything but string, or with widening BLOCK: BREAKING.',
      "Where every value fits the table's type as it is (a date into a string), narrowerTypes ALLOW makes it TYPE_NARROWED: the column stays, and the job casts. So do pinned columns and type hints for an inferred type, and keys, partition and protected columns.",
    ],
  },
  TYPE_NARROWED: {
    id: 'TYPE_NARROWED',
    kind: 'TYPE',
    finds: "A narrower type whose every value fits the table's.",
    because: 'The batch can be cast, yet the producer has changed its contract.',
    ruling: both(by('narrowerTypes', { ALLOW: 'NONE', BLOCK: 'BREAKING' })),
    alsoDecidedBy: ['typeHints'],
    exceptions: [
      'NONE on a pinned column for an inferred type, and for the type that the column had in the base of the submission.',
    ],
  },
  TYPE_UNFIT: {
    id: 'TYPE_UNFIT',
    kind: 'TYPE',
    finds: "A type of which some values fit the table's and some may not.",
    because: 'Whether the cast succeeds depends on the values.',
    ruling: both('BREAKING'),
    alsoDecidedBy: ['typeHints'],
    exceptions: [
      'NONE on a pinned column for an inferred type: the job casts, and fails on the first bad value.',
    ],
  },
  TYPE_CHANGED: {
    id: 'TYPE_CHANGED',
    kind: 'TYPE',
    finds: "A type that neither fits the table's nor widens it.",
    because: 'The batch cannot be written.',
    ruling: both('BREAKING'),
    exceptions: [],
  },
  STRUCTURE_CHANGED: {
    id: 'STRUCTURE_CHANGED',
    kind: 'TYPE',
    finds: 'A struct, array or map where the table has something of another shape.',
    because: 'The batch cannot be written.',
    ruling: both('BREAKING'),
    exceptions: [],
  },
  MAP_KEY_CHANGED: {
    id: 'MAP_KEY_CHANGED',
    kind: 'TYPE',
    finds: 'Another type of the keys of a map.',
    because: 'No table format changes the keys of a map.',
    ruling: both('BREAKING'),
    exceptions: ["A key type that fits the table's is judged as TYPE_NARROWED."],
  },
  NULLABILITY_RELAXED: {
    id: 'NULLABILITY_RELAXED',
    kind: 'NULLABILITY',
    finds: 'Nullable in the submission, required in the table.',
    because:
      'What a sample infers is always nullable and means nothing; declared, the table must take nulls from now on.',
    ruling: { INFERRED: 'NONE', DECLARED: by('widening', { ALLOW: 'NON_BREAKING', BLOCK: 'BREAKING' }) },
    exceptions: [
      'Declared on a key: BREAKING. On a partition or protected column it is that column which changes.',
    ],
  },
  NULLABILITY_TIGHTENED: {
    id: 'NULLABILITY_TIGHTENED',
    kind: 'NULLABILITY',
    finds: 'Required in the submission, nullable in the table.',
    because:
      'The table may already hold nulls, so it cannot promise that; a batch without nulls fits it nevertheless.',
    ruling: { INFERRED: 'NONE', DECLARED: by('narrowerTypes', { ALLOW: 'NONE', BLOCK: 'BREAKING' }) },
    exceptions: [],
  },
  NULL_ONLY_FIELD: {
    id: 'NULL_ONLY_FIELD',
    kind: 'EVIDENCE',
    finds: 'A field that was null in every record, so that its type is not known.',
    because: 'Null fits every column; a new field is not added until a record has a value.',
    ruling: both('NONE'),
    alsoDecidedBy: ['typeHints'],
    exceptions: [
      'A key of an upsert table that is null in every record is missing (KEY_FIELD_MISSING).',
      'A new field with a type hint is added with the type of the hint.',
    ],
  },
} as const satisfies Record<string, Rule>;
