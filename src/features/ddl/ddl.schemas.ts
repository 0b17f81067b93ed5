import { boundedList } from '../../http/bounded.ts';
import { z } from '../../http/openapi-zod.ts';
import { listOf } from '../../http/paging.ts';
import { SCHEMA_LIMITS } from '../../schema/types.ts';
import { ChangeSchema, WarningSchema } from '../schema-versions/change.schemas.ts';
import { PathSchema, StructTypeSchema } from '../schema-versions/struct-type.schemas.ts';

const ColumnPath = z
  .union([
    z.string().min(1).max(16_384),
    boundedList(z.string().min(1).max(SCHEMA_LIMITS.nameLength), { least: 1, most: 2 * SCHEMA_LIMITS.depth }),
  ])
  .openapi({
    description: 'Spark\'s text (`address.zip`) or steps (`["address","zip"]`).',
    example: 'address.zip',
  });

const AddColumn = z
  .strictObject({
    op: z.literal('ADD_COLUMN'),
    path: ColumnPath,
    type: z.string().min(1).openapi({ description: 'A Spark SQL type.', example: 'DECIMAL(10,2)' }),
    nullable: z
      .boolean()
      .default(true)
      .openapi({ description: 'Existing rows have no value: only true can be done.' }),
    comment: z.string().max(1024).optional(),
    ifNotExists: z.boolean().default(false),
  })
  .openapi('AddColumn');

const DropColumn = z
  .strictObject({ op: z.literal('DROP_COLUMN'), path: ColumnPath, ifExists: z.boolean().default(false) })
  .openapi('DropColumn');

export const DdlRequest = z
  .strictObject({
    sql: z
      .string()
      .min(1)
      .max(1_000_000)
      .optional()
      .openapi({ description: 'Spark SQL: `ALTER TABLE … ADD COLUMN[S] …` or `… DROP COLUMN[S] …`.' }),
    operations: boundedList(z.discriminatedUnion('op', [AddColumn, DropColumn]), { least: 1, most: 1000 })
      .optional()
      .openapi({ description: 'The same as structure: either this or `sql`.' }),
    dryRun: z.boolean().default(false).openapi({ description: 'Say what would happen, and write nothing.' }),
    expectedVersion: z
      .number()
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .openapi({ description: 'Act only if this is still the active version; otherwise 409.' }),
    reason: z.string().min(1).max(1024).optional().openapi({ description: 'Why; kept in the history.' }),
  })
  .openapi('DdlRequest');
export type DdlBody = z.output<typeof DdlRequest>;

export const DdlResponse = z
  .object({
    status: z.enum(['applied', 'unchanged', 'dryRun']),
    changeType: z.enum(['NONE', 'NON_BREAKING']),
    newVersion: z.number().int().optional(),
    version: z.number().int().openapi({ description: 'Number of the active version after this.' }),
    activeSchemaVersionId: z.number().int(),
    changes: z.array(ChangeSchema),
    schema: StructTypeSchema.openapi({ description: 'The schema after the statement.' }),
    apply: z
      .array(z.string())
      .openapi({ description: 'Spark SQL for the real table; empty where the format needs none.' }),
    warnings: z.array(WarningSchema),
  })
  .openapi('DdlResult');

export const DdlRefusals = z.object({
  refusals: z.array(
    z
      .object({
        operation: z.number().int().openapi({ description: 'Which operation of the request, from 0.' }),
        code: z.string().openapi({ example: 'COLUMN_NOT_FOUND' }),
        path: PathSchema,
        reason: z.string(),
        remediation: z.string(),
      })
      .openapi('DdlRefusal'),
  ),
});

export const DdlStatementResponse = z
  .object({
    id: z.number().int(),
    statement: z.string(),
    version: z.number().int().openapi({ description: 'Number of the version it made.' }),
    reason: z.string().nullable(),
    actor: z.object({ type: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .openapi('DdlStatement');

export const DdlHistoryResponse = listOf(DdlStatementResponse, 'DdlHistory');
