import type { ResponseConfig } from '@asteasolutions/zod-to-openapi';
import type { z as zod } from 'zod';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { commonProblems } from './common-problems.ts';
import type { Endpoint } from './endpoint.ts';
import { z } from './openapi-zod.ts';
import { extendedProblem, problemExample, ProblemSchema } from './problem-schema.ts';

export const PROBLEM_TYPE = 'application/problem+json';

type Operation = Pick<
  Endpoint<never>,
  'method' | 'permission' | 'body' | 'problems' | 'problemSchemas' | 'problemExamples' | 'operationId'
>;

/** Documents the refusals of operations, one response per status with an example per code. */
export interface ProblemDocumenter {
  responsesOf(operation: Operation): ReadonlyMap<number, ResponseConfig>;
}

export function problemDocumenter(headers: NonNullable<ResponseConfig['headers']>): ProblemDocumenter {
  const extended = new Map<
    ProblemCode,
    { readonly extension: zod.ZodType; readonly document: zod.ZodType }
  >();

  function schemaOf(code: ProblemCode, extension: zod.ZodType | undefined): zod.ZodType {
    if (extension === undefined) return ProblemSchema;
    const known = extended.get(code);
    if (known === undefined) {
      const document = extendedProblem(code, extension);
      extended.set(code, { extension, document });
      return document;
    }
    if (known.extension !== extension) throw new Error(`${code} is declared with two different schemas`);
    return known.document;
  }

  function responseOf(operation: Operation, codes: readonly ProblemCode[]): ResponseConfig {
    const schemas = [...new Set(codes.map((code) => schemaOf(code, operation.problemSchemas?.[code])))];
    const examples = codes.map((code) => {
      const value = problemExample(code, operation.problemExamples?.[code]);
      return [code, { summary: PROBLEMS[code].title, value }] as const;
    });
    return {
      description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join('\n\n'),
      headers,
      content: { [PROBLEM_TYPE]: { schema: anyOf(schemas), examples: Object.fromEntries(examples) } },
    };
  }

  return {
    responsesOf: (operation) => {
      const codes = [...new Set([...operation.problems, ...commonProblems(operation)])];
      const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))];
      const codesOf = (status: number) => codes.filter((code) => PROBLEMS[code].status === status);
      return new Map(statuses.map((status) => [status, responseOf(operation, codesOf(status))]));
    },
  };
}

function anyOf([first, second, ...rest]: readonly zod.ZodType[]): zod.ZodType {
  if (first === undefined) return ProblemSchema;
  return second === undefined ? first : z.union([first, second, ...rest]);
}
