import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { commonProblems } from '../../src/http/common-problems.ts';
import type { Declared } from '../../src/http/endpoint-handler.ts';
import type { Reply } from '../../src/http/endpoint.ts';
import type { Refusal } from '../../src/problems.ts';
import { printJson } from '../../src/schema/json/json-printer.ts';

/** What of an answer its declaration does not say; empty where the contract is kept. */
export function undeclared(declared: Declared, answer: Reply | Refusal): readonly string[] {
  const faults = answer.ok ? faultsOfReply(declared, answer) : faultsOfRefusal(declared, answer);
  return faults.map((fault) => `${declared.operationId}: ${fault}`);
}

function faultsOfReply(declared: Declared, reply: Reply): readonly string[] {
  const response = declared.responses[reply.status];
  if (response === undefined) return [`the status ${reply.status} is not declared`];
  const faults: string[] = [];
  if (reply.etag !== undefined && declared.givesEtag !== true) faults.push('an ETag is not declared');
  for (const name of Object.keys(reply.headers ?? {})) {
    const known = Object.keys(response.headers ?? {}).map((header) => header.toLowerCase());
    if (!known.includes(name.toLowerCase())) faults.push(`the header ${name} is not declared`);
  }
  const given = mediaType(reply.contentType) ?? 'application/json';
  const expected = mediaType(response.contentType) ?? 'application/json';
  if (reply.body !== undefined && given !== expected)
    faults.push(`${given} is not declared, but ${expected}`);
  return [...faults, ...faultsOfBody(response.schema, sentBody(reply), `the body of ${reply.status}`)];
}

function faultsOfRefusal(declared: Declared, refusal: Refusal): readonly string[] {
  if (![...declared.problems, ...commonProblems(declared)].includes(refusal.code)) {
    return [`the problem ${refusal.code} is not declared`];
  }
  const extensions: unknown =
    refusal.extensions === undefined ? undefined : JSON.parse(printJson(refusal.extensions));
  return faultsOfBody(declared.problemSchemas?.[refusal.code], extensions, `what ${refusal.code} adds`);
}

function sentBody(reply: Reply): unknown {
  if (reply.body === undefined) return undefined;
  if (typeof reply.body !== 'string' || reply.contentType === undefined)
    return JSON.parse(printJson(reply.body));
  return mediaType(reply.contentType) === 'application/json' ? JSON.parse(reply.body) : reply.body;
}

/** Unknown members show as a difference between what was sent and what the schema lets through. */
function faultsOfBody(schema: z.ZodType | undefined, sent: unknown, what: string): readonly string[] {
  if (schema === undefined) return sent === undefined ? [] : [`${what} is not declared`];
  const parsed = schema.safeParse(sent);
  if (!parsed.success) return [`${what} breaks its schema: ${parsed.error.message}`];
  return isDeepStrictEqual(parsed.data, sent) ? [] : [`${what} has members that its schema does not know`];
}

function mediaType(contentType: string | undefined): string | undefined {
  return contentType?.split(';', 1)[0]?.trim();
}
