import { field, primitive, structOf } from '../../schema/constructors.ts';
import { parseTableSchema } from '../../schema/sql/parse-table-schema.ts';
import type { DataType, Path, StructType } from '../../schema/types.ts';
import type { RuleId } from '../rule-ids.ts';
import type { Origin, PolicyInput, TableFormat } from '../types.ts';

/** A case that meets a rule. Schemas are written as the columns of a table; what is left out has its default. */
export interface RuleExample {
  readonly format?: TableFormat;
  readonly properties?: Readonly<Record<string, string>>;
  readonly mode?: 'append' | 'upsert';
  readonly pkFields?: readonly Path[];
  readonly partitionKeys?: readonly Path[];
  readonly protectedFields?: readonly Path[];
  readonly dropped?: {
    readonly path: Path;
    readonly type: DataType;
    readonly version: number;
    readonly renamedTo?: string;
  };
  readonly active: StructType;
  /** 1 unless said otherwise. */
  readonly activeVersion?: number;
  readonly submitted: StructType;
  readonly origin?: Origin;
  readonly nullOnlyPaths?: readonly Path[];
  readonly policy?: PolicyInput;
}

const ID = columns('id BIGINT');
const FAX = { path: ['fax'], type: primitive('string'), version: 2 } as const;
const REQUIRED = columns('id BIGINT NOT NULL');

/** One for each rule, judged by the engine itself wherever it is shown. */
export const RULE_EXAMPLES: Readonly<Record<RuleId, RuleExample>> = {
  FIELD_ADDED: { active: ID, submitted: columns('id BIGINT, coupon STRING') },
  REQUIRED_FIELD_ADDED: {
    active: ID,
    submitted: columns('id BIGINT, coupon STRING NOT NULL'),
    origin: 'DECLARED',
  },
  FIELD_REMOVED: { active: columns('id BIGINT, amount DOUBLE'), submitted: ID },
  TYPE_WIDENED: { active: columns('n INT'), submitted: columns('n BIGINT') },
  TYPE_WIDENING_UNSUPPORTED: { format: 'DELTA', active: columns('n INT'), submitted: columns('n BIGINT') },
  TYPE_WIDENING_LOSSY: { format: 'HUDI', active: columns('n BIGINT'), submitted: columns('n STRING') },
  TYPE_NARROWED: { active: columns('n DOUBLE'), submitted: columns('n BIGINT') },
  TYPE_UNFIT: { active: columns('at TIMESTAMP'), submitted: columns('at STRING') },
  TYPE_CHANGED: { active: columns('paid BOOLEAN'), submitted: columns('paid BIGINT') },
  STRUCTURE_CHANGED: {
    active: columns('address STRING'),
    submitted: columns('address STRUCT<zip: STRING>'),
  },
  MAP_KEY_CHANGED: {
    active: columns('tags MAP<INT, STRING>'),
    submitted: columns('tags MAP<BIGINT, STRING>'),
  },
  NULLABILITY_RELAXED: { active: REQUIRED, submitted: ID, origin: 'DECLARED' },
  NULLABILITY_TIGHTENED: { active: ID, submitted: REQUIRED, origin: 'DECLARED' },
  KEY_FIELD_MISSING: {
    format: 'HUDI',
    mode: 'upsert',
    pkFields: [['id']],
    active: columns('id BIGINT, amount DOUBLE'),
    submitted: columns('amount DOUBLE'),
  },
  KEY_FIELD_CHANGED: {
    format: 'HUDI',
    mode: 'upsert',
    pkFields: [['id']],
    active: ID,
    submitted: columns('id STRING'),
  },
  PARTITION_FIELD_MISSING: {
    partitionKeys: [['day']],
    active: columns('id BIGINT, day STRING'),
    submitted: ID,
  },
  PARTITION_FIELD_CHANGED: {
    partitionKeys: [['day']],
    active: columns('day DATE'),
    submitted: columns('day BIGINT'),
  },
  PROTECTED_FIELD_CHANGED: {
    protectedFields: [['updated_at']],
    active: columns('id BIGINT, updated_at TIMESTAMP'),
    submitted: ID,
  },
  CASE_COLLISION: { active: columns('name STRING'), submitted: columns('name STRING, Name STRING') },
  FIELD_NAME_INVALID: {
    format: 'DELTA',
    active: ID,
    submitted: columns('id BIGINT, `unit price` DOUBLE'),
  },
  TYPE_NOT_STORABLE: {
    format: 'HUDI',
    active: ID,
    submitted: columns('id BIGINT, scores MAP<INT, DOUBLE>'),
  },
  CORRUPT_RECORDS: { active: ID, submitted: columns('id BIGINT, _corrupt_record STRING') },
  RESERVED_FIELD: { active: ID, submitted: columns('id BIGINT, _rescued_data STRING') },
  NULL_ONLY_FIELD: { active: ID, submitted: columns('id BIGINT, fax STRING'), nullOnlyPaths: [['fax']] },
  DROPPED_FIELD_ARRIVING: { dropped: FAX, active: ID, submitted: columns('id BIGINT, fax STRING') },
  DROPPED_NAME_REUSED: {
    dropped: FAX,
    active: ID,
    submitted: columns('id BIGINT, fax BIGINT'),
    origin: 'DECLARED',
  },
  RENAME_SUSPECTED: {
    active: columns('id BIGINT, zip STRING'),
    submitted: columns('id BIGINT, postcode STRING'),
  },
  TOO_MANY_NEW_FIELDS: {
    active: ID,
    submitted: columns('id BIGINT, user_1 BIGINT, user_2 BIGINT, user_3 BIGINT'),
    policy: { maxNewFields: 2 },
  },
  FIELD_RENAMED: {
    dropped: { path: ['town'], type: primitive('string'), version: 3, renamedTo: 'city' },
    active: columns('id BIGINT, city STRING'),
    activeVersion: 3,
    submitted: columns('id BIGINT, town STRING'),
  },
  FIELD_REORDERED: {
    active: columns('id BIGINT, name STRING'),
    submitted: columns('name STRING, id BIGINT'),
    origin: 'DECLARED',
  },
  COMMENT_CHANGED: {
    active: ID,
    submitted: columns("id BIGINT COMMENT 'given by the shop'"),
    origin: 'DECLARED',
  },
  METADATA_CHANGED: {
    active: columns('amount BIGINT'),
    submitted: structOf([field('amount', primitive('long'), { metadata: { unit: 'cent' } })]),
    origin: 'DECLARED',
  },
};

/** Our own text: a fault in it is a fault of the program. */
function columns(text: string): StructType {
  const parsed = parseTableSchema(text);
  if (!parsed.ok) throw new Error(`${text} is no table: ${parsed.errors[0]?.message ?? ''}`);
  return parsed.value;
}
