import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { accept, type InputFault, type Outcome, type Refusal } from '../problems.ts';
import type { Authenticator } from './authentication.ts';
import type { Endpoint, EndpointInput, Reply } from './endpoint.ts';
import { parseEntityTags, strongValues } from './etag.ts';
import { sendProblem } from './problem-details.ts';
import { readQuery } from './query-string.ts';
import { bodyReader, type BodyReader } from './request-body.ts';
import { requestIdOf } from './request-id.ts';
import { noteRoute } from './route-template.ts';
import { sendReply } from './send-reply.ts';
import { isStorable, refuseFaults, validate } from './validation.ts';

/** What a declaration says of its answers; tests check every answer against it. */
export type Declared = Endpoint<never>;

export interface EndpointOptions<C> {
  readonly context: C;
  readonly authenticate: Authenticator;
  /** Sees every answer before it is sent; what it throws becomes a 500. */
  readonly onAnswer?: (declared: Declared, answer: Reply | Refusal) => void;
}

/** Authorise, read, validate, handle, answer: the life of every request. */
export function endpointHandler<C>(declared: Endpoint<C>, options: EndpointOptions<C>): RequestHandler {
  const readBody = declared.body === undefined ? null : bodyReader(declared.body);
  return async (request, response) => {
    noteRoute(response, declared.path);
    const input = await inputOf(declared, options.authenticate, readBody, request, response);
    const answer = input.ok ? await declared.handle(options.context, input.value) : input;
    options.onAnswer?.(declared, answer);
    if (answer.ok) sendReply(request, response, answer);
    else sendProblem(response, answer);
  };
}

type Input = EndpointInput<unknown, unknown, unknown>;

async function inputOf<C>(
  declared: Endpoint<C>,
  authenticate: Authenticator,
  readBody: BodyReader | null,
  request: Request,
  response: Response,
): Promise<Outcome<Input>> {
  const actor = authenticate(request, declared.permission);
  if (!actor.ok) return actor;
  const query = ignoresQuery(declared) ? accept({}) : readQuery(request.originalUrl);
  if (!query.ok) return query;
  const body = readBody === null ? accept(undefined) : await readBody(request, response);
  if (!body.ok) return body;

  const params = validateParams(declared.params, request.params);
  const parsedQuery =
    declared.query === undefined ? refuseAny(query.value) : validate(declared.query, query.value, 'query');
  const parsedBody = validate(declared.body?.schema, body.value, 'body');
  const ifMatch = declared.takesIfMatch === true ? ifMatchOf(request) : accept(null);
  if (params.ok && parsedQuery.ok && parsedBody.ok && ifMatch.ok) {
    const caller = { actor: actor.value, requestId: requestIdOf(response) };
    return accept({
      params: params.value,
      query: parsedQuery.value,
      body: parsedBody.value,
      ifMatch: ifMatch.value,
      caller,
    });
  }
  return refuseFaults([params, parsedQuery, parsedBody, ifMatch].flatMap(faultsOf));
}

function validateParams(schema: z.ZodType | undefined, params: Request['params']): Outcome<unknown> {
  const unstorable = Object.entries(params).filter(
    ([, value]) => typeof value === 'string' && !isStorable(value),
  );
  if (unstorable.length === 0) return validate(schema, params, 'path');
  return refuseFaults(
    unstorable.map(([name]) => ({
      in: 'path',
      path: `/${name}`,
      message: 'holds a character that is not allowed',
    })),
  );
}

function faultsOf(outcome: Outcome<unknown>): readonly InputFault[] {
  return outcome.ok ? [] : (outcome.errors ?? []);
}

/** Probes and scrapers add what they like, to get past caches. */
function ignoresQuery({ query, permission }: Pick<Declared, 'query' | 'permission'>): boolean {
  return query === undefined && (permission === 'public' || permission === 'metrics:read');
}

/** Another operation without a query schema takes none. */
function refuseAny(query: Readonly<Record<string, unknown>>): Outcome<unknown> {
  const names = Object.keys(query);
  if (names.length === 0) return accept(undefined);
  return refuseFaults(names.map((name) => ({ in: 'query', path: `/${name}`, message: 'is not known here' })));
}

function ifMatchOf(request: Request): Outcome<readonly string[] | null> {
  const header = request.headers['if-match'];
  if (header === undefined) return accept(null);
  const tags = parseEntityTags(header);
  if (tags !== null) return accept(strongValues(tags));
  return refuseFaults([
    { in: 'header', path: '/If-Match', message: 'must be "*" or a list of entity tags in double quotes' },
  ]);
}
