import type { z as zod } from 'zod';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { z } from './openapi-zod.ts';
import { problemType } from './problem-details.ts';

const InputFaultSchema = z
  .object({
    in: z.enum(['body', 'path', 'query', 'header']).openapi({ description: 'The part of the request.' }),
    path: z
      .string()
      .openapi({ description: 'JSON pointer into that part; empty for the whole.', example: '/name' }),
    message: z.string().openapi({ example: 'is required' }),
  })
  .openapi('InputFault');

/** RFC 9457. Open: codes add members, and a client ignores those it does not know. */
export const ProblemSchema = z
  .looseObject({
    type: z
      .string()
      .openapi({ description: 'URN of the kind of problem.', example: problemType('NOT_FOUND') }),
    title: z.string().openapi({ description: 'The kind of problem in words.' }),
    status: z.int().openapi({ description: 'The HTTP status.', example: 404 }),
    detail: z.string().openapi({ description: 'What is wrong and what to do about it, for a person.' }),
    code: z
      .string()
      .openapi({ description: 'Stable code of the kind of problem: decide by this.', example: 'NOT_FOUND' }),
    instance: z.string().openapi({ description: 'The path that was asked for.' }),
    requestId: z
      .union([z.string(), z.null()])
      .openapi({ description: 'The id under which the log knows the request.' }),
    errors: z.array(InputFaultSchema).optional().openapi({ description: 'Each fault of an invalid input.' }),
  })
  .openapi('Problem', { description: 'A problem document (RFC 9457).' });

/** The document of one code, with the members that it adds. */
export function problemOf(code: ProblemCode, extension: zod.ZodType | undefined): zod.ZodType {
  const problem = z.intersection(ProblemSchema, z.object({ code: z.literal(code) }));
  return extension === undefined ? problem : z.intersection(problem, extension);
}

/** What the document of a code is called in the contract. */
export function problemName(code: ProblemCode): string {
  return `${pascalCase(code)}Problem`;
}

export function problemExample(
  code: ProblemCode,
  extension: Readonly<Record<string, unknown>> = {},
): unknown {
  const { status, title } = PROBLEMS[code];
  return {
    type: problemType(code),
    title,
    status,
    detail: `${title}.`,
    code,
    instance: '/datasets/orders',
    requestId: '5f3c1c52-6b2c-4f6e-9d0f-2f6f3b1a7c11',
    ...(code === 'INVALID_REQUEST'
      ? { errors: [{ in: 'query', path: '/limit', message: 'must be an integer' }] }
      : {}),
    ...extension,
  };
}

function pascalCase(code: string): string {
  return code
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
