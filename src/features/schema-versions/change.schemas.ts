import { z } from '../../http/openapi-zod.ts';
import { RULE_IDS } from '../../evolution/rules.ts';
import { TABLE_FORMATS, VERDICTS } from '../../evolution/types.ts';
import { PathSchema } from './struct-type.schemas.ts';

export const ChangeKindSchema = z.enum([
  'ADDED',
  'REMOVED',
  'TYPE',
  'NULLABILITY',
  'NAME',
  'ORDER',
  'METADATA',
  'EVIDENCE',
]);

const FormatAnswerSchema = z
  .object({
    format: z.enum(TABLE_FORMATS),
    can: z.boolean(),
    why: z.string().optional().openapi({ description: 'Why it cannot.' }),
    remedy: z
      .string()
      .optional()
      .openapi({ description: 'What would help, with the exact setting or call.' }),
  })
  .openapi('FormatAnswer');

export const ChangeSchema = z
  .object({
    rule: z.enum(RULE_IDS).openapi({ description: 'Stable id of the rule.' }),
    kind: ChangeKindSchema,
    path: PathSchema,
    before: z
      .string()
      .nullable()
      .openapi({ description: 'The type in the table, as Spark writes it.', example: 'long' }),
    after: z.string().nullable().openapi({ description: 'The type that arrived.', example: 'string' }),
    verdict: z.enum(VERDICTS),
    reason: z.string().openapi({ description: 'One sentence for a person on call.' }),
    remediation: z
      .string()
      .optional()
      .openapi({ description: 'What to do about it. Always there when BREAKING.' }),
    risk: z.enum(['PRECISION', 'STRINGIFIED', 'CHECKED']).optional().openapi({
      description:
        'What an accepted change may cost. PRECISION: whole numbers beyond 2^53 lose digits. STRINGIFIED: values become text. CHECKED: the cast fails on the first value that does not fit.',
    }),
    formats: z.array(FormatAnswerSchema).optional().openapi({
      description:
        'Of changes that would alter columns or types: whether each format that the table must suit could make them, its own first, then those that it is also read as. About the format alone; the verdict heeds values, keys and the policy too.',
    }),
  })
  .openapi('Change');

export const ProjectionStepSchema = z
  .object({
    target: PathSchema.openapi({ description: 'Path in the effective schema.' }),
    source: z.union([PathSchema, z.null()]).openapi({ description: 'Path in the batch; null: write null.' }),
    cast: z.string().optional().openapi({ description: 'Type to cast to.', example: 'long' }),
    checked: z.literal(true).optional().openapi({
      description: 'The cast depends on the values: use ANSI mode and fail on the first bad one.',
    }),
    default: z.null(),
  })
  .openapi('ProjectionStep');

export const WarningSchema = z
  .object({
    code: z.string().openapi({ example: 'CHANGE_TYPE_DISAGREES' }),
    path: z.union([PathSchema, z.null()]),
    message: z.string(),
  })
  .openapi('Warning');

/** Of every answer that may change the columns of a table. */
export const ApplySchema = z.array(z.string()).openapi({
  description:
    'Spark SQL that brings the real table to this schema, in order; empty where the format needs none, or where the table has it. It begins at the version that was acknowledged last (POST …/schema/versions/{version}/applied), so a job that was stopped half-way, or comes after somebody else changed columns, is given all that the table lacks; on a dataset where no version ever was acknowledged it begins at the version that was active before. A line that begins with `--` is no statement, and Spark must not be sent it: it says what has to be done by hand.',
});
