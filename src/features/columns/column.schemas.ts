import { ABSENCES } from '../../evolution/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { listOf, pageShape } from '../../http/paging.ts';
import { SCHEMA_LIMITS } from '../../schema/types.ts';
import { DatasetParams } from '../datasets/dataset.schemas.ts';
import { ChangeSchema } from '../schema-versions/change.schemas.ts';
import { VERSION_ORIGINS } from '../schema-versions/schema-version.types.ts';
import { PathSchema } from '../schema-versions/struct-type.schemas.ts';
import { COLUMN_STATUSES } from './column.types.ts';

const PATH_LENGTH = 16_384;

const versionNumber = z.number().int().nullable();

const versionMarkShape = {
  version: z.number().int().openapi({ description: 'Number of the version.' }),
  at: z.iso.datetime().openapi({ description: 'When it was made.' }),
  by: z.object({ type: z.string(), name: z.string() }).openapi({ description: 'Who made it.' }),
  origin: z.enum(VERSION_ORIGINS),
  reason: z.string().openapi({ description: 'Why.' }),
};

const VersionMarkSchema = z.object(versionMarkShape).openapi('VersionMark');

export const ColumnResponse = z
  .object({
    path: PathSchema,
    pathText: z
      .string()
      .openapi({ description: 'The same as Spark writes it: dots between steps, back-quotes where needed.' }),
    status: z.enum(COLUMN_STATUSES).openapi({
      description:
        'PRESENT: in the active schema. DROPPED: not in it any more, or left out by a decision and never in it. RENAMED: in it under another name; producers may go on sending this one.',
    }),
    type: z.string().openapi({
      description: 'The type in Spark SQL; of a column that is gone the one it had.',
      example: 'DECIMAL(10,2)',
    }),
    dataType: z
      .union([z.string(), z.record(z.string(), z.unknown())])
      .openapi({ description: 'The same as it stands in StructType JSON.', example: 'decimal(10,2)' }),
    nullable: z.boolean().nullable().openapi({ description: 'Null where the column is gone.' }),
    comment: z.string().nullable(),
    addedIn: versionNumber.openapi({
      description:
        'The version that first had it under this path. Null where none ever had it, since the decision of `droppedIn` left it out, and where that is not kept: of the parts of a column that is gone.',
    }),
    changedIn: versionNumber.openapi({
      description:
        'The version that last changed its type (of a struct: also anything in it), or brought it back after a DROP; null where none did.',
    }),
    droppedIn: versionNumber.openapi({
      description: 'The version that dropped or renamed it or left it out, or what it was a part of.',
    }),
    droppedBy: z.union([VersionMarkSchema, z.null()]).openapi({ description: 'Who did, when and why.' }),
    renamedTo: z
      .string()
      .nullable()
      .openapi({ description: 'Of a renamed column: the path it has now, as Spark writes it.' }),
    aliases: z
      .array(z.string())
      .openapi({ description: 'Paths it had before it was renamed; batches that use them still reach it.' }),
    lastArrivedIn: versionNumber.openapi({
      description:
        'Of a column that is gone: the version that was active when a batch last brought it all the same. Somebody still sends it.',
    }),
    pinned: z.boolean().openapi({
      description:
        'A person said its type (DDL, a declared schema, an approval): batches are cast to it. What a type hint says holds as long as it is there, and does not show here.',
    }),
    absence: z.enum(ABSENCES).nullable().openapi({
      description:
        'May a batch lack it? REQUIRED: the policy decides. UNSEEN: it may until one has brought it. ALLOWED: it may, as a person decided. Null where the column is gone.',
    }),
    settled: z.boolean().openapi({
      description: 'A decision let it stand as it is: even what is declared otherwise is cast to it.',
    }),
    key: z.boolean().openapi({ description: 'One of `pkFields`.' }),
    partition: z.boolean().openapi({ description: 'One of `partitionKeys`.' }),
    protected: z.boolean().openapi({
      description: 'One of `protectedFields`, or what the properties of a HUDI table order its rows by.',
    }),
    derived: z.boolean().openapi({ description: 'One of `derivedFields`.' }),
  })
  .openapi('Column');

export const ColumnListResponse = listOf(ColumnResponse, 'ColumnList');

export const ColumnListQuery = z.strictObject({
  status: z.enum(COLUMN_STATUSES).optional().openapi({ description: 'Only columns of this status.' }),
  search: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .openapi({ description: 'Only columns whose `pathText` contains this, whatever the case.' }),
  limit: pageShape.limit,
  cursor: pageShape.cursor,
});

export const ColumnParams = DatasetParams.extend({
  column: z
    .string()
    .min(1)
    .max(PATH_LENGTH)
    .openapi({
      description: `Path of the column as Spark writes it (\`address.zip\`), percent-encoded; at most ${SCHEMA_LIMITS.depth} steps.`,
      example: 'amount',
    }),
});

export const ColumnHistoryQuery = z.strictObject(pageShape);

export const ColumnHistoryResponse = listOf(
  z
    .object({
      ...versionMarkShape,
      changes: z.array(ChangeSchema).openapi({
        description:
          'What changed: the column itself, what is in it, or what it is a part of. Empty where the first schema brought it, or a decision left it out.',
      }),
    })
    .openapi('ColumnHistoryEntry'),
  'ColumnHistory',
);
