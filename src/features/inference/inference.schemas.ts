import { z } from '../../http/openapi-zod.ts';
import { NULL_FIELDS } from '../../schema/inference/shape-to-type.ts';
import { PathSchema, StructTypeSchema } from '../schema-versions/struct-type.schemas.ts';

export const MOST_RECORDS = 10_000;

export const InferQuery = z.strictObject({
  nullFields: z.enum(NULL_FIELDS).default('STRING').openapi({
    description:
      'What becomes of fields without a value in any record: string, as Spark does by default; nothing (its `dropFieldIfAllNull`); or void, which evolve knows to be no type yet.',
  }),
});

export const InferRequest = z
  .strictObject({
    records: z
      .array(z.unknown())
      .max(MOST_RECORDS, `has more than ${MOST_RECORDS} records`)
      .openapi({
        description: `At most ${MOST_RECORDS} JSON values. Numbers are taken as they are written: \`1.0\` is a fraction.`,
        items: {},
      }),
  })
  .openapi('Records');

export const InferResponse = z
  .object({
    schema: StructTypeSchema,
    schema_json: z
      .string()
      .openapi({ description: "The same schema as text, for Spark's `DataType.fromJson`." }),
    nullOnlyPaths: z.array(PathSchema).openapi({
      description:
        'Where no record had a value, so that the type means nothing: hand them to evolve with the schema.',
    }),
    records: z.number().int().openapi({ description: 'How many records were looked at, corrupt ones too.' }),
  })
  .openapi('InferredSchema');
