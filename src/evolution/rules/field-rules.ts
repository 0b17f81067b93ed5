import { both, by, type Rule } from './rule.ts';

const NEW_FIELDS = by('newFields', { ALLOW: 'NON_BREAKING', BLOCK: 'BREAKING', IGNORE: 'NONE' });

/** Fields that come, go or change their name. */
export const FIELD_RULES = {
  FIELD_ADDED: {
    id: 'FIELD_ADDED',
    kind: 'ADDED',
    finds: 'A field, at any depth, that the table does not have.',
    because: 'Rows written before read as null, so the table takes it; an inferred field is added nullable.',
    ruling: both(NEW_FIELDS),
    exceptions: [
      'Inside a key, partition or protected column it is that column which changes: BREAKING.',
      'With newFields IGNORE the field is left out, with a warning.',
    ],
  },
  REQUIRED_FIELD_ADDED: {
    id: 'REQUIRED_FIELD_ADDED',
    kind: 'ADDED',
    finds: 'A declared field that may not be null and that the table does not have.',
    because: 'Rows written before have no value for it.',
    ruling: {
      INFERRED: null,
      DECLARED: by('newFields', { ALLOW: 'BREAKING', BLOCK: 'BREAKING', IGNORE: 'NONE' }),
    },
    exceptions: [],
  },
  FIELD_REMOVED: {
    id: 'FIELD_REMOVED',
    kind: 'REMOVED',
    finds: 'A field of the table that the submission does not have.',
    because:
      'A producer that stops sending a field has changed its contract; where fields are optional, null is written.',
    ruling: both(by('missingFields', { ALLOW: 'NONE', BLOCK: 'BREAKING' })),
    exceptions: [
      'A column that may be absent (added by DDL and not seen since, or so decided) is NONE.',
      'A column that may not be null is BREAKING under every policy: the write would fail.',
      'A column that the base of the submission did not have yet is not missed.',
    ],
  },
  TOO_MANY_NEW_FIELDS: {
    id: 'TOO_MANY_NEW_FIELDS',
    kind: 'ADDED',
    finds: 'More new fields than maxNewFields, or more fields in all than maxColumns.',
    because:
      'Names that are really data (ids, dates) would fill the table with columns; one change shows the pattern.',
    ruling: both('BREAKING'),
    alsoDecidedBy: ['maxNewFields', 'maxColumns'],
    exceptions: [],
  },
  RENAME_SUSPECTED: {
    id: 'RENAME_SUSPECTED',
    kind: 'NAME',
    finds: 'Exactly one field lost and one gained in one parent, of the same type.',
    because: 'It may be a rename. A hint beside the two changes, which decide.',
    ruling: both('NONE'),
    exceptions: [],
  },
  DROPPED_FIELD_ARRIVING: {
    id: 'DROPPED_FIELD_ARRIVING',
    kind: 'EVIDENCE',
    finds: 'A field that was dropped from the table, whatever its type.',
    because:
      'A producer that has not heard of the drop must not bring the column back; the field is left out.',
    ruling: { INFERRED: 'NONE', DECLARED: null },
    exceptions: ['A declared one is judged as an addition.'],
  },
  DROPPED_NAME_REUSED: {
    id: 'DROPPED_NAME_REUSED',
    kind: 'ADDED',
    finds:
      'A declared field with the name of a dropped one and a type that files written before the drop contradict.',
    because:
      'Where columns resolve by name, old files still hold values of the dropped type under that name.',
    ruling: { INFERRED: null, DECLARED: 'BREAKING' },
    exceptions: ['A type that old values can be read as brings the column back (FIELD_ADDED).'],
  },
  FIELD_RENAMED: {
    id: 'FIELD_RENAMED',
    kind: 'NAME',
    finds: 'A column that was renamed by DDL, under the name it had before.',
    because: 'Producers hear of a rename later; the values go into the column under its new name.',
    ruling: both('NONE'),
    exceptions: [
      'Where the submission has the new name too, the old one is left out (DROPPED_FIELD_ARRIVING), or judged as an addition if declared.',
      'The RENAME itself is recorded as BREAKING.',
    ],
  },
  FIELD_REORDERED: {
    id: 'FIELD_REORDERED',
    kind: 'ORDER',
    finds: 'Fields of one parent in another order than in the table.',
    because: 'An inferred order means nothing; a declared one is taken over.',
    ruling: { INFERRED: 'NONE', DECLARED: 'NON_BREAKING' },
    exceptions: ['A table that moves no columns (HUDI without schema-on-read) keeps its order: NONE.'],
  },
  COMMENT_CHANGED: {
    id: 'COMMENT_CHANGED',
    kind: 'METADATA',
    finds: "A comment that differs from the column's.",
    because: 'No data depends on it. A submission without a comment says nothing about it.',
    ruling: { INFERRED: 'NONE', DECLARED: 'NON_BREAKING' },
    exceptions: [],
  },
  METADATA_CHANGED: {
    id: 'METADATA_CHANGED',
    kind: 'METADATA',
    finds: "Metadata, comments aside, that differ from the column's.",
    because:
      'No data depends on them. Keys that the submission lacks, and the bookkeeping of table formats, say nothing.',
    ruling: { INFERRED: 'NONE', DECLARED: 'NON_BREAKING' },
    exceptions: [],
  },
} as const satisfies Record<string, Rule>;
