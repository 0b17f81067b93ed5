import { boundedList } from '../../http/bounded.ts';
import { z } from '../../http/openapi-zod.ts';
import { ORIGINS } from '../../evolution/types.ts';
import { SCHEMA_LIMITS } from '../../schema/types.ts';
import { mapOf } from '../datasets/dataset-fields.schemas.ts';
import { ApplySchema, ChangeSchema, ProjectionStepSchema, WarningSchema } from './change.schemas.ts';
import { CHANGE_TYPES } from './schema-version.types.ts';
import { StructTypeSchema, SubmittedStructSchema } from './struct-type.schemas.ts';

const ColumnPathSchema = z.union([
  z.string().min(1).max(16_384),
  boundedList(z.string().min(1).max(SCHEMA_LIMITS.nameLength), { least: 1, most: 2 * SCHEMA_LIMITS.depth }),
]);

const batchShape = {
  schema: SubmittedStructSchema.optional(),
  schema_json: z
    .string()
    .optional()
    .openapi({ description: 'The same as text: what `df.schema.json` prints.' }),
  ddl: z
    .string()
    .optional()
    .openapi({ description: 'The same in Spark SQL: `order_id BIGINT NOT NULL, tags ARRAY<STRING>`.' }),
  change_type: z.enum(CHANGE_TYPES).optional().openapi({
    description:
      "The caller's own opinion. The service decides, and a warning says so when it disagrees. `BREAKING` with an empty `schema_json` only records the opinion.",
  }),
  origin: z.enum(ORIGINS).default('INFERRED').openapi({
    description:
      'INFERRED: read off a sample, so nullability and order mean nothing. DECLARED: somebody means every word of it.',
  }),
  baseVersion: z.number().int().min(1).max(2_147_483_647).optional().openapi({
    description: 'Number of the version the job had loaded: what it intends is its difference to that one.',
  }),
  nullOnlyPaths: boundedList(ColumnPathSchema, { most: SCHEMA_LIMITS.fields }).default([]).openapi({
    description:
      "Fields that were null in every record, whatever type inference gave them: Spark's text or steps.",
  }),
  source: mapOf(z.string().max(1024), 32)
    .default({})
    .openapi({
      description: 'Where the batch came from, at most 32 entries: application, batch, offsets, …',
      example: { application: 'orders-ingest', batch: '42' },
    }),
};

export const SubmissionRequest = z.strictObject(batchShape).openapi('Submission');
export type SubmissionBody = z.output<typeof SubmissionRequest>;

const verdictShape = {
  version: z
    .number()
    .int()
    .nullable()
    .openapi({ description: 'Number of the active version; null: there is none yet.' }),
  activeSchemaVersionId: z.number().int().nullable(),
  changes: z
    .array(ChangeSchema)
    .openapi({ description: 'Every difference, not the first one, in a stable order.' }),
  effectiveSchema: z.union([StructTypeSchema, z.null()]).openapi({
    description: 'What the table holds now and the job should write.',
  }),
  projection: z.array(ProjectionStepSchema).openapi({
    description:
      'How each column of the effective schema comes out of the batch, parents first. What has steps below it is never cast itself, but put together from them: structs by name, and around them the elements, keys and values that have steps of their own. Empty where there is no way: for a BREAKING one.',
  }),
  apply: ApplySchema,
  warnings: z.array(WarningSchema),
};

export const EvolveResponse = z
  .object({
    status: z.literal('success'),
    changeType: z.enum(['NONE', 'INITIAL', 'NON_BREAKING']),
    wouldBe: z
      .literal('BREAKING')
      .optional()
      .openapi({
        description:
          'The verdict, where the policy only observes and the batch would have been stopped. Then `changeType` is NONE, ' +
          '`projection` and `apply` are empty, `effectiveSchema` is the active schema as it stays, and a warning ' +
          '`OBSERVED` says so: the batch is let through as it is, and the write may fail.',
      }),
    newVersion: z
      .number()
      .int()
      .optional()
      .openapi({ description: 'Number of the version this submission made.' }),
    ...verdictShape,
  })
  .openapi('EvolveResult');

export const RecordedResponse = z
  .object({ status: z.literal('recorded') })
  .openapi('RecordedOpinion', { description: "The caller's opinion was recorded; nothing was judged." });

export const CompareResponse = z
  .object({
    changeType: z.enum(['NONE', 'INITIAL', 'NON_BREAKING', 'BREAKING']),
    ...verdictShape,
  })
  .openapi('CompareResult');

/** What a BREAKING problem document carries beyond the common members. */
export const BreakingExtension = z.object({
  changeType: z.literal('BREAKING'),
  blockedVersion: z
    .number()
    .int()
    .openapi({ description: 'Number of the version that records this problem.' }),
  activeVersion: z.number().int().nullable(),
  occurrences: z.number().int().openapi({ description: 'How often this problem has been submitted.' }),
  changes: z.array(ChangeSchema),
});
