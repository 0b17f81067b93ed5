import type { SqlReader } from '../schema/sql/sql-reader.ts';

export interface RefusedStatement {
  /** The words after the table's name, optional ones left away. */
  readonly starts: string;
  readonly why: string;
}

const PARTITIONS = 'partitions are data, not schema: run it on the table itself';
const STORAGE = 'how a table is stored is not its schema: run it on the table itself';
const PROPERTIES = 'properties are settings of the dataset: change them there (PATCH /datasets/{dataset})';
const CONSTRAINTS =
  'constraints are not part of a schema here, NOT NULL aside, and keys are settings of the dataset (PATCH /datasets/{dataset})';

const PARTITION_KEYS =
  'what a table is partitioned by is a setting of the dataset: change it there (PATCH /datasets/{dataset})';
const KEYS = 'keys are a setting of the dataset: change them there (PATCH /datasets/{dataset})';

/** Longer beginnings before the shorter ones that they start with. */
export const REFUSED_STATEMENTS: readonly RefusedStatement[] = [
  {
    starts: 'REPLACE COLUMNS',
    why: 'it drops every column and adds others, perhaps under the same names; say what goes and what comes by DROP COLUMNS and ADD COLUMNS',
  },
  {
    starts: 'RENAME TO',
    why: 'the name of the table is a setting of the dataset: change it there (PATCH /datasets/{dataset})',
  },
  { starts: 'ADD PARTITION FIELD', why: PARTITION_KEYS },
  { starts: 'DROP PARTITION FIELD', why: PARTITION_KEYS },
  { starts: 'REPLACE PARTITION FIELD', why: PARTITION_KEYS },
  { starts: 'SET IDENTIFIER FIELDS', why: KEYS },
  { starts: 'DROP IDENTIFIER FIELDS', why: KEYS },
  { starts: 'WRITE', why: STORAGE },
  { starts: 'ADD PARTITION', why: PARTITIONS },
  { starts: 'ADD IF NOT EXISTS PARTITION', why: PARTITIONS },
  { starts: 'DROP PARTITION', why: PARTITIONS },
  { starts: 'DROP IF EXISTS PARTITION', why: PARTITIONS },
  { starts: 'RECOVER PARTITIONS', why: PARTITIONS },
  { starts: 'PARTITION', why: 'one partition has no schema of its own here: leave PARTITION (…) away' },
  { starts: 'SET TBLPROPERTIES', why: PROPERTIES },
  { starts: 'UNSET TBLPROPERTIES', why: PROPERTIES },
  { starts: 'SET SERDEPROPERTIES', why: STORAGE },
  { starts: 'SET SERDE', why: STORAGE },
  { starts: 'SET FILEFORMAT', why: STORAGE },
  {
    starts: 'SET LOCATION',
    why: 'where a table lies is a setting of the dataset: change it there (PATCH /datasets/{dataset})',
  },
  { starts: 'CLUSTER BY', why: STORAGE },
  { starts: 'DEFAULT COLLATION', why: 'collations are not part of a schema here' },
  { starts: 'ADD CONSTRAINT', why: CONSTRAINTS },
  { starts: 'ADD PRIMARY KEY', why: CONSTRAINTS },
  { starts: 'ADD FOREIGN KEY', why: CONSTRAINTS },
  { starts: 'ADD UNIQUE', why: CONSTRAINTS },
  { starts: 'ADD CHECK', why: CONSTRAINTS },
  { starts: 'DROP CONSTRAINT', why: CONSTRAINTS },
];

/** What else ALTER TABLE can do, and why it is not done here; null where none of it comes next. */
export function refusedStatement(reader: SqlReader): string | null {
  const refused = REFUSED_STATEMENTS.find(({ starts }) =>
    starts.split(' ').every((word, index) => reader.isWord(word, index)),
  );
  return refused === undefined ? null : `ALTER TABLE … ${refused.starts} is not done here: ${refused.why}`;
}
