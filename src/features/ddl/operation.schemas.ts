import { COMMENT_LENGTH } from '../../ddl/comment-length.ts';
import { boundedList } from '../../http/bounded.ts';
import { z } from '../../http/openapi-zod.ts';
import { SCHEMA_LIMITS } from '../../schema/types.ts';
import { PathSchema } from '../schema-versions/struct-type.schemas.ts';

const Name = z.string().min(1).max(SCHEMA_LIMITS.nameLength);

const ColumnPath = z
  .union([z.string().min(1).max(16_384), boundedList(Name, { least: 1, most: 2 * SCHEMA_LIMITS.depth })])
  .openapi({
    description:
      'Spark\'s text (`address.zip`) or steps (`["address","zip"]`), through `element` into arrays and `value` into maps.',
    example: 'address.zip',
  });

/** Not filled in, so that the history has the operations as they were sent. */
const flag = z.boolean().optional().openapi({ default: false });

const TypeText = z.string().min(1).openapi({ description: 'A Spark SQL type.', example: 'DECIMAL(10,2)' });

const PositionSchema = z
  .discriminatedUnion('at', [
    z.strictObject({ at: z.literal('FIRST') }),
    z.strictObject({
      at: z.literal('AFTER'),
      column: Name.openapi({ description: 'Name of a column of the same parent.', example: 'street' }),
    }),
  ])
  .openapi('ColumnPosition', { description: 'Where a column is to stand among those of its parent.' });

const AddColumn = z
  .strictObject({
    op: z.literal('ADD_COLUMN'),
    path: ColumnPath,
    type: TypeText,
    nullable: z
      .boolean()
      .optional()
      .openapi({ description: 'Existing rows have no value: only true can be done.', default: true }),
    comment: z.string().max(COMMENT_LENGTH).optional(),
    position: PositionSchema.optional().openapi({ description: 'The end, unless given.' }),
    ifNotExists: flag,
  })
  .openapi('AddColumn');

const DropColumn = z
  .strictObject({ op: z.literal('DROP_COLUMN'), path: ColumnPath, ifExists: flag })
  .openapi('DropColumn');

const RenameColumn = z
  .strictObject({
    op: z.literal('RENAME_COLUMN'),
    path: ColumnPath,
    to: Name.openapi({ description: 'The new name: the last step alone.', example: 'postcode' }),
  })
  .openapi('RenameColumn', { description: 'Needs `force`. The old name stays an alias.' });

const AlterType = z
  .strictObject({ op: z.literal('ALTER_TYPE'), path: ColumnPath, type: TypeText })
  .openapi('AlterColumnType', { description: 'Needs `force` where values can change or be lost.' });

const AlterNullability = z
  .strictObject({ op: z.literal('ALTER_NULLABILITY'), path: ColumnPath, nullable: z.boolean() })
  .openapi('AlterColumnNullability', { description: 'False needs `force`: rows may hold nulls.' });

const AlterComment = z
  .strictObject({
    op: z.literal('ALTER_COMMENT'),
    path: ColumnPath,
    comment: z.string().max(COMMENT_LENGTH).openapi({ description: 'Empty: without a comment.' }),
  })
  .openapi('AlterColumnComment');

const MoveColumn = z
  .strictObject({ op: z.literal('MOVE_COLUMN'), path: ColumnPath, position: PositionSchema })
  .openapi('MoveColumn');

export const OperationSchema = z.discriminatedUnion('op', [
  AddColumn,
  DropColumn,
  RenameColumn,
  AlterType,
  AlterNullability,
  AlterComment,
  MoveColumn,
]);
export type OperationInput = z.output<typeof OperationSchema>;

/** Operations as the history keeps them: paths in steps, types in Spark's text. */
const RecordedOperation = z
  .discriminatedUnion('op', [
    z.object({
      op: z.literal('ADD_COLUMN'),
      path: PathSchema,
      type: z.string(),
      nullable: z.boolean(),
      comment: z.string().nullable(),
      position: z.union([PositionSchema, z.null()]).optional(),
      ifNotExists: z.boolean(),
    }),
    z.object({ op: z.literal('DROP_COLUMN'), path: PathSchema, ifExists: z.boolean() }),
    z.object({ op: z.literal('RENAME_COLUMN'), path: PathSchema, to: z.string() }),
    z.object({ op: z.literal('ALTER_TYPE'), path: PathSchema, type: z.string() }),
    z.object({ op: z.literal('ALTER_NULLABILITY'), path: PathSchema, nullable: z.boolean() }),
    z.object({ op: z.literal('ALTER_COMMENT'), path: PathSchema, comment: z.string() }),
    z.object({ op: z.literal('MOVE_COLUMN'), path: PathSchema, position: PositionSchema }),
  ])
  .openapi('RecordedOperation');
export const RecordedOperations = z.array(RecordedOperation);
