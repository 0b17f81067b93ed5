import { VERDICTS } from '../../evolution/types.ts';
import { boundedList } from '../../http/bounded.ts';
import { z } from '../../http/openapi-zod.ts';
import { listOf } from '../../http/paging.ts';
import { ApplySchema, ChangeSchema, WarningSchema } from '../schema-versions/change.schemas.ts';
import { PathSchema, StructTypeSchema } from '../schema-versions/struct-type.schemas.ts';
import { OperationSchema, RecordedOperations } from './operation.schemas.ts';

export const DdlRequest = z
  .strictObject({
    sql: z.string().min(1).max(1_000_000).optional().openapi({
      description:
        'Spark SQL: `ALTER TABLE … ADD COLUMN[S]`, `DROP COLUMN[S]`, `RENAME COLUMN`, `ALTER COLUMN` or `CHANGE COLUMN`; several statements with `;` between them.',
    }),
    operations: boundedList(OperationSchema, { least: 1, most: 1000 })
      .optional()
      .openapi({ description: 'The same as structure: either this or `sql`.' }),
    force: z.boolean().default(false).openapi({
      description:
        'Do also what breaks readers: another name, a type that old values do not fit, NOT NULL. Needs a `reason`, and is recorded as BREAKING.',
    }),
    dryRun: z.boolean().default(false).openapi({ description: 'Say what would happen, and write nothing.' }),
    expectedVersion: z
      .number()
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .openapi({ description: 'Act only if this is still the active version; otherwise 409.' }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(1024)
      .optional()
      .openapi({ description: 'Why; kept in the history.' }),
  })
  .superRefine(({ force, reason }, context) => {
    if (!force || reason !== undefined) return;
    context.addIssue({ code: 'custom', path: ['reason'], message: 'say why: force needs a reason' });
  })
  .openapi('DdlRequest');
export type DdlBody = z.output<typeof DdlRequest>;

export const DdlResponse = z
  .object({
    status: z.enum(['applied', 'unchanged', 'dryRun']),
    changeType: z.enum(VERDICTS),
    newVersion: z.number().int().optional(),
    version: z.number().int().openapi({ description: 'Number of the active version after this.' }),
    activeSchemaVersionId: z.number().int(),
    changes: z.array(ChangeSchema),
    schema: StructTypeSchema.openapi({ description: 'The schema after the statement.' }),
    apply: ApplySchema,
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
        position: z
          .object({ line: z.number().int(), column: z.number().int() })
          .optional()
          .openapi({ description: 'Of SQL: where the operation names its column, both from 1.' }),
      })
      .openapi('DdlRefusal'),
  ),
});

const DdlStatementResponse = z
  .object({
    id: z.number().int(),
    statement: z.string().openapi({ description: 'As it was sent: the SQL, or the operations as JSON.' }),
    operations: RecordedOperations.openapi({
      description: 'What it was read as; none where an early release recorded it.',
    }),
    version: z.number().int().openapi({ description: 'Number of the version it made.' }),
    forced: z.boolean().openapi({ description: 'Whether the request said `force`.' }),
    reason: z.string().nullable(),
    actor: z.object({ type: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .openapi('DdlStatement');

export const DdlHistoryResponse = listOf(DdlStatementResponse, 'DdlHistory');
