import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { createDocumentation } from '../../src/documentation.ts';
import { endpoints } from '../../src/endpoints.ts';

const mediaType = z.looseObject({
  schema: z.record(z.string(), z.unknown()),
  examples: z
    .record(
      z.string(),
      z.looseObject({
        summary: z.string().optional(),
        value: z.unknown().optional(),
        $ref: z.string().optional(),
      }),
    )
    .optional(),
});
const response = z.looseObject({
  $ref: z.string().optional(),
  description: z.string().optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
  content: z.record(z.string(), mediaType).optional(),
});
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: z.record(z.string(), z.unknown()),
        example: z.unknown().optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ required: z.boolean(), content: z.record(z.string(), mediaType) }).optional(),
  responses: z.record(z.string(), response),
});
const documentShape = z.looseObject({
  openapi: z.string(),
  tags: z.array(z.looseObject({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), response),
    examples: z.record(z.string(), z.looseObject({ value: z.unknown() })),
  }),
});

export type Operation = z.output<typeof operation>;
export type MediaType = z.output<typeof mediaType>;
export type ResponseObject = z.output<typeof response>;

/** The document as a client gets it. */
export const openApi = documentShape.parse(JSON.parse(createDocumentation(endpoints).json()));

export const operations: readonly (readonly [string, Operation])[] = Object.entries(openApi.paths).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, found]) => [`${method.toUpperCase()} ${path}`, found] as const),
);

export function resolveResponse(found: ResponseObject): ResponseObject {
  const shared = openApi.components.responses[found.$ref?.split('/').at(-1) ?? ''];
  return found.$ref === undefined ? found : (shared ?? found);
}

/** The examples of a body, with those that are shared looked up. */
export function examplesOf(media: MediaType): readonly (readonly [string, unknown])[] {
  return Object.entries(media.examples ?? {}).map(([name, example]) => {
    const shared = openApi.components.examples[example.$ref?.split('/').at(-1) ?? ''];
    return [name, example.$ref === undefined ? example.value : shared?.value] as const;
  });
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: { schemas: openApi.components.schemas } });

export function validatorOf(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  const absolute: unknown = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/'),
  );
  return ajv.compile(z.record(z.string(), z.unknown()).parse(absolute));
}
