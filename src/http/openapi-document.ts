import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
  type ZodRequestBody,
} from '@asteasolutions/zod-to-openapi';
import type { BodyDeclaration, BodyForm, Endpoint, Example, ResponseDeclaration } from './endpoint.ts';
import { z } from './openapi-zod.ts';
import { problemDocumenter, type ProblemDocumenter, type Reference } from './openapi-problems.ts';

export interface ApiDescription {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const REQUEST_ID_HEADER = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } };

/** The OpenAPI 3.1 document of exactly the operations that are routed. */
export function openApiDocument(endpoints: readonly Endpoint<never>[], api: ApiDescription): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registerCommon(registry);
  const problems = problemDocumenter(registry, REQUEST_ID_HEADER);
  for (const declared of endpoints) registry.registerPath(routeOf(declared, problems));
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument(
    {
      openapi: '3.1.0',
      info: {
        title: api.title,
        version: api.version,
        description: api.description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'The service that serves this document.' }],
      tags: api.tags.map((tag) => ({ ...tag })),
    },
  );
}

function registerCommon(registry: OpenAPIRegistry): void {
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'The API key as a bearer token. Needed where the service runs with an API key.',
  });
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'The API key in a header of its own.',
  });
  registry.registerComponent('headers', 'X-Request-Id', {
    description: 'The id of the request: the one that the caller sent in `X-Request-Id`, or a new one.',
    schema: { type: 'string' },
  });
  registry.registerComponent('headers', 'ETag', {
    description: 'Strong validator of what was read: send it back in `If-None-Match` or `If-Match`.',
    schema: { type: 'string', examples: ['"7"'] },
  });
}

function routeOf(declared: Endpoint<never>, problems: ProblemDocumenter): RouteConfig {
  return {
    method: declared.method,
    path: declared.path,
    operationId: declared.operationId,
    tags: [declared.tag],
    summary: declared.summary,
    description: `${declared.description}\n\nPermission: \`${declared.permission}\`.`,
    security: declared.permission === 'public' ? [] : [{ bearer: [] }, { apiKey: [] }],
    request: {
      ...(declared.params === undefined ? {} : { params: parametersOf(declared.params) }),
      ...(declared.query === undefined ? {} : { query: parametersOf(declared.query) }),
      headers: requestHeaders(declared),
      ...(declared.body === undefined ? {} : { body: requestBody(declared.body) }),
    },
    responses: responsesOf(declared, problems),
  };
}

/** Path and query parameters are listed one by one, which only an object schema allows. */
function parametersOf(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  throw new Error('params and query of an operation must be declared by object schemas');
}

function requestHeaders(declared: Endpoint<never>): z.ZodObject {
  const text = z.string().optional();
  return z.object({
    ...(declared.method === 'get' || declared.permission === 'public'
      ? {}
      : {
          'X-Actor': text.openapi({
            description: 'Who is acting, for the history: the word of the caller, like `jane.doe`.',
          }),
        }),
    ...(declared.takesIfMatch === true
      ? { 'If-Match': text.openapi({ description: 'Act only on what has this `ETag`; otherwise 412.' }) }
      : {}),
    ...(declared.givesEtag === true && declared.method === 'get'
      ? { 'If-None-Match': text.openapi({ description: 'Answer 304 when the `ETag` is still this one.' }) }
      : {}),
  });
}

function requestBody({
  schema,
  examples,
  alternative,
  mayBeAbsent,
}: BodyDeclaration<z.ZodType>): NonNullable<RouteConfig['request']>['body'] & {} {
  const json = { 'application/json': { schema, examples: examplesOf(examples) } };
  return {
    required: mayBeAbsent !== true,
    content: { ...json, ...(alternative === undefined ? {} : textBody(alternative)) },
  };
}

function textBody({ contentType, description, examples }: BodyForm): ZodRequestBody['content'] {
  return {
    [contentType]: { schema: z.string().openapi({ description }), examples: examplesOf(examples) },
  };
}

function responsesOf(declared: Endpoint<never>, problems: ProblemDocumenter): RouteConfig['responses'] {
  const responses = new Map<number, ResponseConfig | Reference>(problems.responsesOf(declared));
  for (const [status, response] of Object.entries(declared.responses)) {
    if (responses.has(Number(status)))
      throw new Error(`${declared.operationId}: ${status} is a problem's status`);
    responses.set(Number(status), successResponse(response, declared.givesEtag === true));
  }
  if (declared.givesEtag === true && declared.method === 'get') {
    responses.set(304, {
      description: 'Unchanged: the caller has it already.',
      headers: headersOf({}, true),
    });
  }
  return Object.fromEntries([...responses].sort(([a], [b]) => a - b));
}

function successResponse(response: ResponseDeclaration, givesEtag: boolean): ResponseConfig {
  const { description, schema, contentType = 'application/json', examples = {}, headers = {} } = response;
  return {
    description,
    headers: headersOf(headers, givesEtag),
    ...(schema === undefined
      ? {}
      : { content: { [contentType]: { schema, examples: examplesOf(examples) } } }),
  };
}

function headersOf(
  own: Readonly<Record<string, string>>,
  givesEtag: boolean,
): NonNullable<ResponseConfig['headers']> {
  const described = Object.entries(own).map(
    ([name, description]) => [name, { description, schema: { type: 'string' } }] as const,
  );
  return {
    ...REQUEST_ID_HEADER,
    ...(givesEtag ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
    ...Object.fromEntries(described),
  };
}

function examplesOf(
  examples: Readonly<Record<string, Example>>,
): Record<string, { summary: string; value: unknown }> {
  return Object.fromEntries(
    Object.entries(examples).map(([name, { summary, value }]) => [name, { summary, value }] as const),
  );
}
