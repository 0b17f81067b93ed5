import type { OpenAPIRegistry, ResponseConfig } from '@asteasolutions/zod-to-openapi';
import type { z as zod } from 'zod';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { commonProblems } from './common-problems.ts';
import type { Endpoint } from './endpoint.ts';
import { z } from './openapi-zod.ts';
import { problemExample, problemName, problemOf, ProblemSchema } from './problem-schema.ts';

const PROBLEM_TYPE = 'application/problem+json';

export interface Reference {
  readonly $ref: string;
}

type Operation = Pick<
  Endpoint<never>,
  'method' | 'permission' | 'body' | 'problems' | 'problemSchemas' | 'problemExamples'
>;

/** Documents the refusals of operations, one response per status with an example per code. */
export interface ProblemDocumenter {
  responsesOf(operation: Operation): ReadonlyMap<number, ResponseConfig | Reference>;
}

export function problemDocumenter(
  registry: OpenAPIRegistry,
  headers: Readonly<Record<string, Reference>>,
): ProblemDocumenter {
  registry.register('Problem', ProblemSchema);
  const schemaOf = problemSchemas(registry);
  const sharedExample = perCode((code) => {
    registry.registerComponent('examples', code, exampleOf(code));
    return { $ref: `#/components/examples/${code}` };
  });
  const sharedResponse = perCode((code) => {
    schemaOf(code, undefined);
    registry.registerComponent('responses', code, {
      description: descriptionOf([code]),
      headers: { ...headers },
      content: {
        [PROBLEM_TYPE]: {
          schema: { $ref: `#/components/schemas/${problemName(code)}` },
          examples: { [code]: sharedExample(code) },
        },
      },
    });
    return { $ref: `#/components/responses/${code}` };
  });

  function responseOf(operation: Operation, codes: readonly ProblemCode[]): ResponseConfig | Reference {
    const { problemSchemas = {}, problemExamples = {} } = operation;
    const [only] = codes;
    if (codes.length === 1 && only !== undefined && problemSchemas[only] === undefined)
      return sharedResponse(only);
    const schemas = new Set(codes.map((code) => schemaOf(code, problemSchemas[code])));
    const examples = codes.map((code) => {
      const extension = problemExamples[code];
      return [code, extension === undefined ? sharedExample(code) : exampleOf(code, extension)] as const;
    });
    return {
      description: descriptionOf(codes),
      headers: { ...headers },
      content: { [PROBLEM_TYPE]: { schema: anyOf([...schemas]), examples: Object.fromEntries(examples) } },
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

/** The schema of each code's document, so that whoever decides by `code` knows what else is there. */
function problemSchemas(
  registry: OpenAPIRegistry,
): (code: ProblemCode, extension: zod.ZodType | undefined) => zod.ZodType {
  const known = new Map<ProblemCode, KnownSchema>();
  return (code, extension) => {
    const entry = known.get(code) ?? {
      extension,
      document: registry.register(problemName(code), problemOf(code, extension)),
    };
    if (entry.extension !== extension) throw new Error(`${code} is declared with two different schemas`);
    known.set(code, entry);
    return entry.document;
  };
}

interface KnownSchema {
  readonly extension: zod.ZodType | undefined;
  readonly document: zod.ZodType;
}

/** Makes something once for each code that is used at all. */
function perCode<T>(make: (code: ProblemCode) => T): (code: ProblemCode) => T {
  const made = new Map<ProblemCode, T>();
  return (code) => {
    const value = made.get(code) ?? make(code);
    made.set(code, value);
    return value;
  };
}

function exampleOf(code: ProblemCode, extension?: Readonly<Record<string, unknown>>) {
  return { summary: PROBLEMS[code].title, value: problemExample(code, extension) };
}

function descriptionOf(codes: readonly ProblemCode[]): string {
  return codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join('\n\n');
}

function anyOf([first, second, ...rest]: readonly zod.ZodType[]): zod.ZodType {
  if (first === undefined) return ProblemSchema;
  return second === undefined ? first : z.union([first, second, ...rest]);
}
