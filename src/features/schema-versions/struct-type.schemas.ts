import { z } from '../../http/openapi-zod.ts';

/** Types are checked by the schema parser, which knows the whole grammar; the contract shows their two shapes. */
const FieldType = z.union([z.string(), z.record(z.string(), z.unknown())]).openapi({
  description:
    'A type name (`long`, `decimal(10,2)`, …) or a nested type: `{"type":"struct"|"array"|"map"|"udt", …}` as Spark writes it.',
  example: 'long',
});

const StructFieldSchema = z
  .object({
    name: z.string().openapi({ example: 'order_id' }),
    type: FieldType,
    nullable: z.boolean().optional().openapi({ description: 'True when absent.' }),
    metadata: z.record(z.string(), z.unknown()).optional().openapi({ description: 'Empty when absent.' }),
  })
  .openapi('StructField');

export const StructTypeSchema = z
  .object({ type: z.literal('struct'), fields: z.array(StructFieldSchema) })
  .openapi('StructType', {
    description: 'A Spark StructType, as `df.schema.json` prints it.',
    example: { type: 'struct', fields: [{ name: 'order_id', type: 'long', nullable: true, metadata: {} }] },
  });

/** A StructType in a request: passed on as it came, so that every fault is found by the schema parser with its own path. */
export const SubmittedStructSchema = z
  .unknown()
  .openapi({ allOf: [{ $ref: '#/components/schemas/StructType' }] });

export const PathSchema = z.array(z.string()).openapi({
  description: 'One step per level: field names, and `element`, `key`, `value` below arrays and maps.',
  example: ['address', 'zip'],
});
