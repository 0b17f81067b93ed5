import { z } from '../../http/openapi-zod.ts';
import { RULE_IDS } from '../../evolution/rules.ts';
import { VERDICTS } from '../../evolution/types.ts';
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
    risk: z
      .enum(['PRECISION', 'STRINGIFIED', 'CHECKED'])
      .optional()
      .openapi({ description: 'What an accepted change may cost.' }),
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
