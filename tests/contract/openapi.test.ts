import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { createDocumentation } from '../../src/documentation.ts';
import { endpoints } from '../../src/endpoints.ts';
import { PROBLEMS } from '../../src/problems.ts';
import { projectRoot } from '../../src/project-root.ts';
import { examplesOf, openApi, operations, resolveResponse, validatorOf } from '../support/openapi.ts';

const PROBLEM_TYPE = 'application/problem+json';

describe('the OpenAPI document', () => {
  it('is committed as the code declares it', async () => {
    const committed = await readFile(path.join(projectRoot, 'openapi', 'openapi.yaml'), 'utf8');
    expect(committed).toBe(createDocumentation(endpoints).yaml());
  });

  it('says the same in YAML as in JSON', () => {
    const documentation = createDocumentation(endpoints);
    expect(parse(documentation.yaml())).toEqual(JSON.parse(documentation.json()));
  });

  it('is OpenAPI 3.1', () => {
    expect(openApi.openapi).toBe('3.1.0');
  });

  it('holds every declared operation, each under an id of its own', () => {
    expect(operations).toHaveLength(endpoints.length);
    expect(new Set(operations.map(([, operation]) => operation.operationId)).size).toBe(endpoints.length);
  });

  it('describes every tag that is used, and uses every tag that is described', () => {
    const used = new Set(operations.flatMap(([, operation]) => operation.tags));
    expect([...used].sort()).toEqual(openApi.tags.map(({ name }) => name).sort());
  });
});

describe.each(operations)('%s', (name, operation) => {
  const bodies = Object.entries(operation.responses).flatMap(([status, found]) =>
    Object.entries(resolveResponse(found).content ?? {}).map(([type, media]) => ({ status, type, media })),
  );

  it('has a summary that fits on a line, and a description', () => {
    expect(operation.summary).toMatch(/^.{5,60}$/);
    expect(operation.description.length).toBeGreaterThan(20);
  });

  it('describes its parameters, all those of its path among them', () => {
    const inPath = [...name.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
    const declared = operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .map((found) => found.name);
    expect(declared).toEqual(inPath);
    for (const parameter of operation.parameters) expect(parameter.description).toEqual(expect.any(String));
  });

  it('has no example on an optional parameter: forms would send it', () => {
    const filledIn = operation.parameters.filter(({ required, schema, example }) => {
      return !required && (example ?? schema['example']) !== undefined && schema['default'] === undefined;
    });
    expect(filledIn.map((parameter) => parameter.name)).toEqual([]);
  });

  it('has an answer for success with an example, or without a body', () => {
    const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
    expect(successes.length).toBeGreaterThan(0);
    const withBody = bodies.filter(({ status }) => successes.includes(status));
    for (const { media } of withBody) expect(examplesOf(media).length).toBeGreaterThan(0);
  });

  it('has problem documents for bad requests and failures, one example per code, under its status', () => {
    const problems = bodies.filter(({ type }) => type === PROBLEM_TYPE);
    expect(problems.map(({ status }) => status)).toEqual(expect.arrayContaining(['400', '500']));
    for (const { status, media } of problems) {
      const examples = examplesOf(media);
      expect(examples.length).toBeGreaterThan(0);
      for (const [code, value] of examples) expect(value).toMatchObject({ code, status: Number(status) });
    }
  });

  it('names its schemas', () => {
    const media = [
      ...bodies.map((body) => body.media),
      ...Object.values(operation.requestBody?.content ?? {}),
    ];
    for (const { schema } of media) {
      expect(JSON.stringify(schema)).toMatch(/^\{("\$ref"|"type":"string"|"anyOf":\[\{"\$ref")/);
    }
  });

  it('has examples of requests that are valid', () => {
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      const examples = examplesOf(media);
      expect(examples.length).toBeGreaterThan(0);
      const validate = validatorOf(media.schema);
      for (const [example, value] of examples) {
        expect({ example, valid: validate(value), errors: validate.errors }).toMatchObject({ valid: true });
      }
    }
  });

  it('has examples of answers that are valid', () => {
    for (const { media } of bodies) {
      const validate = validatorOf(media.schema);
      for (const [example, value] of examplesOf(media)) {
        expect({ example, valid: validate(value), errors: validate.errors }).toMatchObject({ valid: true });
      }
    }
  });

  it('says that it needs a key exactly where it does', () => {
    const declared = endpoints.find(({ operationId }) => operationId === operation.operationId);
    expect(operation.security).toEqual(
      declared?.permission === 'public' ? [] : [{ bearer: [] }, { apiKey: [] }],
    );
  });
});

describe('declarations', () => {
  it.each(endpoints.map((declared) => [declared.operationId, declared] as const))(
    '%s: examples of requests pass the very validation that requests do',
    (_id, { body }) => {
      for (const { value } of Object.values(body?.examples ?? {})) {
        expect(body?.schema.safeParse(value)).toMatchObject({ success: true });
      }
    },
  );

  it.each(endpoints.map((declared) => [declared.operationId, declared] as const))(
    '%s: a problem with members of its own shows them in its example',
    (_id, { problemSchemas = {}, problemExamples = {} }) => {
      expect(Object.keys(problemExamples).sort()).toEqual(Object.keys(problemSchemas).sort());
      for (const [code, schema] of Object.entries(problemSchemas)) {
        const example = Object.entries(problemExamples).find(([name]) => name === code)?.[1];
        expect(schema.safeParse(example)).toEqual({ success: true, data: example });
      }
    },
  );

  it('between them use every code of the catalogue, but for those that belong to no operation', () => {
    const used = new Set<string>(
      operations.flatMap(([, operation]) =>
        Object.values(operation.responses).flatMap((found) =>
          Object.values(resolveResponse(found).content ?? {}).flatMap((media) =>
            examplesOf(media).map(([code]) => code),
          ),
        ),
      ),
    );
    const unused = Object.keys(PROBLEMS).filter((code) => !used.has(code));
    expect(unused.sort()).toEqual([
      'EXPECTATION_FAILED',
      'HEADERS_TOO_LARGE',
      'METHOD_NOT_ALLOWED',
      'NOT_FOUND',
      'REQUEST_TIMEOUT',
    ]);
  });
});
