import { z } from '../../http/openapi-zod.ts';
import { listOf, pageShape } from '../../http/paging.ts';
import { booleanText, integerText } from '../../http/query-types.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { ApplySchema, ChangeSchema } from './change.schemas.ts';
import { CHANGE_TYPES, VERSION_ORIGINS, VERSION_STATUSES } from './schema-version.types.ts';
import { StructTypeSchema } from './struct-type.schemas.ts';

const Instant = z.iso.datetime().openapi({ example: '2026-01-28T08:00:00.123Z' });
const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

const Actor = z.object({ type: z.string(), name: z.string() });

const DecisionSchema = z
  .object({
    at: Instant,
    by: Actor,
    reason: z.string(),
    ledToVersion: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'Of an approval: the version that it made.' }),
    resolutions: z
      .array(z.record(z.string(), z.unknown()))
      .openapi({ description: 'Of an approval: what was decided about each breaking change.' }),
  })
  .openapi('Decision');

const AppliedSchema = z
  .object({
    at: Instant,
    by: Actor,
    commit: z.string().nullable().openapi({
      description: "The lake's own commit: a Delta version, an Iceberg snapshot id, a Hudi instant.",
    }),
  })
  .openapi('Applied');

export const VersionResponse = z
  .object({
    id: z.number().int(),
    datasetId: z.number().int(),
    version: z.number().int(),
    status: z.enum(VERSION_STATUSES).openapi({
      description:
        'ACTIVE: exactly one per dataset. OBSOLETE: was active. BLOCKED: breaking, awaits a decision. APPROVED, REJECTED: decided. RESOLVED: became harmless by itself.',
    }),
    changeType: z.enum(CHANGE_TYPES),
    origin: z.enum(VERSION_ORIGINS),
    schema: StructTypeSchema,
    schema_json: z
      .string()
      .openapi({ description: "The same schema as text, for Spark's `DataType.fromJson`." }),
    fingerprint: Fingerprint.openapi({
      description: 'SHA-256 of the schema: order, comments and metadata included.',
    }),
    logicalFingerprint: Fingerprint.openapi({ description: 'SHA-256 without order, comments and metadata.' }),
    comparedWithVersion: z.number().int().nullable(),
    changes: z
      .array(ChangeSchema)
      .openapi({ description: 'What differs from the version it was compared with.' }),
    reason: z.string().openapi({ description: 'Why it was decided as it was.' }),
    claimedChangeType: z.enum(CHANGE_TYPES).nullable(),
    source: z.record(z.string(), z.string()),
    submittedBy: Actor,
    occurrences: z.number().int(),
    createdAt: Instant,
    lastSeenAt: Instant,
    validFrom: Instant.nullable(),
    validTo: Instant.nullable(),
    derivedFromVersion: z.number().int().nullable().openapi({
      description: 'The blocked version that it was approved from, or the one it was rolled back to.',
    }),
    decision: z.union([DecisionSchema, z.null()]).openapi({
      description: 'How a blocked version was decided, or why it was resolved by itself.',
    }),
    applied: z.union([AppliedSchema, z.null()]).openapi({
      description: 'That the real table has this schema, once somebody acknowledged it.',
    }),
  })
  .openapi('SchemaVersion');

export const VersionListResponse = listOf(VersionResponse, 'SchemaVersionList');

export const VersionListQuery = z.strictObject({
  status: z.enum(VERSION_STATUSES).optional().openapi({ description: 'Only versions of this status.' }),
  applied: booleanText().optional().openapi({
    description:
      'Of the versions that are or were active: true for those that somebody acknowledged the table to have, false for the others.',
  }),
  limit: pageShape.limit,
  cursor: pageShape.cursor,
});

const versionNumber = integerText({ min: 1, max: 2_147_483_647 });

export const VersionParams = DatasetParams.extend({
  version: versionNumber.openapi({ description: 'Number of the version.', example: 1 }),
});

export const DiffQuery = z.strictObject({
  from: versionNumber.openapi({ description: 'Version number to start from.', example: 1 }),
  to: versionNumber.openapi({ description: 'Version number to arrive at.', example: 2 }),
});

export const DiffResponse = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    changeType: z.enum(['NONE', 'NON_BREAKING', 'BREAKING']).openapi({
      description: 'What it would be to declare the second schema where the first is active.',
    }),
    changes: z.array(ChangeSchema),
    apply: ApplySchema,
  })
  .openapi('SchemaDiff');
