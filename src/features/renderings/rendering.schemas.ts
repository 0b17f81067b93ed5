import { ENGINES } from '../../rendering/types.ts';
import { z } from '../../http/openapi-zod.ts';
import { integerText } from '../../http/query-types.ts';
import { WarningSchema } from '../schema-versions/change.schemas.ts';
import { DOCUMENT_FORMS } from './rendering.types.ts';

const engine = z.enum(ENGINES).openapi({
  description: 'The engine whose SQL it is to be.',
  example: 'SPARK',
});

export const RenderQuery = z.strictObject({
  as: z.enum([...ENGINES, ...DOCUMENT_FORMS]).openapi({
    description:
      "SPARK, TRINO, HIVE, FLINK: the engine's CREATE TABLE. ICEBERG: the schema in table metadata, with the ids that Iceberg gives the columns where every version was applied in order. AVRO: a record, for Hudi as Hudi names it. JSON_SCHEMA: the rows as JSON Schema 2020-12.",
    example: 'SPARK',
  }),
});

const versionNumber = integerText({ min: 1, max: 2_147_483_647 });

export const RenderDiffQuery = z.strictObject({
  from: versionNumber.openapi({ description: 'Version number to start from.', example: 1 }),
  to: versionNumber.openapi({ description: 'Version number to arrive at.', example: 2 }),
  as: engine,
});

export const RegisterQuery = z.strictObject({ as: engine });

const StatementSchema = z
  .object({
    sql: z.string().openapi({ description: 'Without a semicolon at the end.' }),
    comment: z.boolean().openapi({
      description:
        'True: nothing that runs, every line begins with `--`. It says what the engine cannot do and what to do instead, or is a statement in which something has to be filled in.',
    }),
  })
  .openapi('RenderedStatement');

const sqlShape = {
  statements: z.array(StatementSchema).openapi({ description: 'In the order in which they are to be run.' }),
  script: z
    .string()
    .openapi({ description: 'The same as one text to copy, statements ended by semicolons.' }),
  warnings: z.array(WarningSchema).openapi({
    description: 'What the text leaves out, or has to say otherwise than the schema does, and why.',
  }),
};

const version = z.number().int();

const RenderedSqlResponse = z.object({ as: z.enum(ENGINES), version, ...sqlShape }).openapi('RenderedSql');

const RenderedDocumentResponse = z
  .object({
    as: z.enum(DOCUMENT_FORMS),
    version,
    document: z.record(z.string(), z.unknown()),
    warnings: sqlShape.warnings,
  })
  .openapi('RenderedDocument');

export const RenderedVersionResponse = z
  .union([RenderedSqlResponse, RenderedDocumentResponse])
  .openapi('RenderedVersion');

export const RegistrationResponse = RenderedSqlResponse;

export const RenderedChangeResponse = z
  .object({ as: z.enum(ENGINES), from: version, to: version, ...sqlShape })
  .openapi('RenderedChange');
