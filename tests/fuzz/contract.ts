import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';

/** A JSON Schema, of which only the document knows more. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const json = z.record(z.string(), z.unknown());
const media = z.object({ schema: json, examples: z.record(z.string(), json).default({}) });
const content = z.record(z.string(), media).default({});

const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), json)),
  components: json,
});
const operationShape = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean().default(false),
        schema: json,
      }),
    )
    .default([]),
  requestBody: z.object({ content, required: z.boolean().default(false) }).optional(),
  responses: z.record(z.string(), json),
});
const responseShape = z.object({ headers: json.default({}), content });

export type Parameter = z.output<typeof operationShape>['parameters'][number];

/** A media type that a request or an answer may have. */
export interface Form {
  readonly contentType: string;
  readonly schema: JsonSchema;
  /** By name; those of problems are named by their code. */
  readonly examples: ReadonlyMap<string, unknown>;
  readonly isValid: ValidateFunction;
}

export interface DeclaredAnswer {
  readonly forms: readonly Form[];
  readonly headers: readonly string[];
}

export interface Operation {
  /** `POST /datasets/{dataset}/ddl` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly bodies: readonly Form[];
  readonly needsBody: boolean;
  readonly answers: ReadonlyMap<number, DeclaredAnswer>;
}

const text = readFileSync(new URL('../../openapi/openapi.yaml', import.meta.url), 'utf8');
const document = documentShape.parse(parse(text));

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: 'contract', ...document });

/** Every operation of the committed document, and nothing of the code that it was made from. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, found]) => operationOf(method.toUpperCase(), path, found)),
);

/** What a `$ref` points at; anything else as it is. */
export function resolve(schema: JsonSchema): JsonSchema {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  let found: unknown = document;
  for (const step of $ref.split('/').slice(1)) found = json.parse(found)[step];
  return resolve(json.parse(found));
}

function operationOf(method: string, path: string, found: JsonSchema): Operation {
  const declared = operationShape.parse(found);
  return {
    name: `${method} ${path}`,
    method,
    path,
    isPublic: declared.security.length === 0,
    parameters: declared.parameters,
    bodies: formsOf(declared.requestBody?.content ?? {}),
    needsBody: declared.requestBody?.required ?? false,
    answers: new Map(
      Object.entries(declared.responses).map(([status, response]) => {
        const { headers, content: forms } = responseShape.parse(resolve(response));
        return [Number(status), { headers: Object.keys(headers), forms: formsOf(forms) }];
      }),
    ),
  };
}

function formsOf(declared: z.output<typeof content>): Form[] {
  return Object.entries(declared).map(([contentType, { schema, examples }]) => ({
    contentType,
    schema,
    examples: new Map(
      Object.entries(examples).map(([name, example]) => [name, resolve(example)['value']] as const),
    ),
    isValid: ajv.compile(absolute(schema)),
  }));
}

function absolute(schema: JsonSchema): JsonSchema {
  const pointed: unknown = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/'),
  );
  return json.parse(pointed);
}
