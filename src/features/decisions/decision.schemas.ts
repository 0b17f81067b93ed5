import { ACTIONS } from '../../evolution/approval/actions.ts';
import { RULE_IDS } from '../../evolution/rules.ts';
import { boundedList } from '../../http/bounded.ts';
import { z } from '../../http/openapi-zod.ts';
import { integerText } from '../../http/query-types.ts';
import { SCHEMA_LIMITS } from '../../schema/types.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { ApplySchema, ChangeSchema, WarningSchema } from '../schema-versions/change.schemas.ts';
import { PathSchema, StructTypeSchema } from '../schema-versions/struct-type.schemas.ts';

const MOST_VERSIONS = 2_147_483_647;
const MOST_RESOLUTIONS = 1000;

const versionNumber = z.number().int().min(1).max(MOST_VERSIONS);
const name = z.string().min(1).max(SCHEMA_LIMITS.nameLength);

const reason = z.string().trim().min(1).max(1024).openapi({
  description: 'Why; kept with the version and its event.',
  example: 'The producer says that the field is optional',
});

const expectedVersion = versionNumber.optional().openapi({
  description: 'Act only if this is still the active version; otherwise 409.',
});

const dryRun = z
  .boolean()
  .default(false)
  .openapi({ description: 'Say what would happen, and write nothing.' });

const ActionSchema = z.enum(ACTIONS).openapi('DecisionAction', {
  description:
    'KEEP: the table stays as it is; what arrives is cast, what is missing is null. ADOPT: the table becomes what was submitted. DROP: a column that is gone is dropped. RENAME: a column that is gone goes on as `to`. LEAVE_OUT: the field is not stored, now or later.',
});

const ResolutionRequest = z
  .strictObject({
    path: z
      .union([z.string().min(1).max(16_384), boundedList(name, { least: 1, most: 2 * SCHEMA_LIMITS.depth })])
      .openapi({
        description: "The `path` of a breaking change of the version: Spark's text or steps.",
        example: 'coupon',
      }),
    rule: z
      .enum(RULE_IDS)
      .optional()
      .openapi({ description: 'Which of the changes at the path; left out: all that the action answers.' }),
    action: ActionSchema,
    to: name.optional().openapi({ description: 'Of RENAME alone: the field that the column has become.' }),
  })
  .openapi('ResolutionRequest');

export const ApproveRequest = z
  .strictObject({
    reason,
    resolutions: boundedList(ResolutionRequest, { most: MOST_RESOLUTIONS })
      .default([])
      .openapi({ description: 'What to do about breaking changes; the others are resolved by default.' }),
    expectedVersion,
    dryRun,
  })
  .openapi('ApproveRequest');
export type ApproveBody = z.output<typeof ApproveRequest>;

export const RejectRequest = z.strictObject({ reason, expectedVersion }).openapi('RejectRequest');

export const RollBackRequest = z
  .strictObject({
    version: versionNumber.openapi({
      description: 'The version to go back to; it must have been active.',
      example: 1,
    }),
    reason,
    force: z.boolean().default(false).openapi({
      description:
        'Do also what data written since may contradict: a narrower type, NOT NULL where nulls were allowed, names taken back.',
    }),
    expectedVersion,
    dryRun,
  })
  .openapi('RollBackRequest');

const blockedVersion = (example: number) =>
  DatasetParams.extend({
    version: integerText({ min: 1, max: MOST_VERSIONS }).openapi({
      description: 'Number of the blocked version, as the 409 names it.',
      example,
    }),
  });

export const ApproveParams = blockedVersion(4);
export const RejectParams = blockedVersion(3);

const decisionShape = {
  status: z.enum(['applied', 'unchanged', 'dryRun']),
  changeType: z.enum(['NONE', 'INITIAL', 'NON_BREAKING', 'BREAKING']).openapi({
    description:
      'What the change is to readers of the table, as by DDL. BREAKING: a column is renamed, gets a type that old values may not fit, or may not be null any more. NON_BREAKING: the rest, dropped columns too, since somebody drops them deliberately.',
  }),
  newVersion: z.number().int().optional().openapi({ description: 'Number of the version that was made.' }),
  version: z
    .number()
    .int()
    .nullable()
    .openapi({ description: 'Number of the active version after this; null: there is none yet.' }),
  activeSchemaVersionId: z.number().int().nullable(),
  changes: z.array(ChangeSchema).openapi({ description: 'What differs from the version that was active.' }),
  schema: StructTypeSchema.openapi({ description: 'The schema after this.' }),
  apply: ApplySchema,
  warnings: z.array(WarningSchema),
};

export const ApproveResponse = z
  .object({
    ...decisionShape,
    approvedVersion: z.number().int().openapi({ description: 'Number of the version that was blocked.' }),
    resolutions: z
      .array(
        z
          .object({
            rule: z.enum(RULE_IDS),
            path: PathSchema,
            action: ActionSchema,
            to: z.string().nullable(),
            outcome: z.string().openapi({ description: 'What comes of it, in one sentence.' }),
          })
          .openapi('Resolution'),
      )
      .openapi({ description: 'What was decided about each breaking change, by default or as asked for.' }),
  })
  .openapi('ApprovalResult');

export const RejectResponse = z
  .object({
    status: z.literal('rejected'),
    version: z.number().int(),
    reason: z.string(),
    decidedBy: z.object({ type: z.string(), name: z.string() }),
    decidedAt: z.iso.datetime(),
    occurrences: z
      .number()
      .int()
      .openapi({ description: 'How often the problem has been submitted so far.' }),
  })
  .openapi('RejectionResult');

export const RollBackResponse = z.object(decisionShape).openapi('RollBackResult');

export const NotApprovable = z.object({
  changes: z.array(ChangeSchema).openapi({
    description:
      'The breaking changes that nobody can approve, or not so: `reason` says why, `remediation` what to do.',
  }),
});

export const RollBackRefusals = z.object({
  refusals: z.array(
    z
      .object({
        code: z.string().openapi({ example: 'DROPPED_NAME_REUSED' }),
        path: PathSchema,
        reason: z.string(),
        remediation: z.string(),
      })
      .openapi('RollBackRefusal'),
  ),
});
