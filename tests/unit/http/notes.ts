import { endpoint, type Reply } from '../../../src/http/endpoint.ts';
import { z } from '../../../src/http/openapi-zod.ts';
import { accept, refuse } from '../../../src/problems.ts';
import { pageShape } from '../../../src/http/paging.ts';
import { integerText } from '../../../src/http/query-types.ts';

/** What the handlers of these endpoints were given, for a test to look at. */
export interface Notes {
  readonly seen: unknown[];
}

const ok = (body: unknown): Promise<Reply> => Promise.resolve({ ok: true, status: 200, body });
const common = {
  tag: 'Notes',
  summary: 'x',
  description: 'x',
  permission: 'dataset:read',
  problems: [],
} as const;
const responses = { 200: { description: 'x', schema: z.unknown() } };

export const noteEndpoints = [
  endpoint({
    ...common,
    method: 'post',
    path: '/notes',
    operationId: 'createNote',
    body: {
      schema: z.strictObject({
        title: z.string(),
        tags: z.array(z.strictObject({ name: z.string() })).optional(),
        amount: z.unknown().optional(),
      }),
      examples: {},
      limit: 1000,
    },
    responses,
    handle: ({ seen }: Notes, { body, caller }) => {
      seen.push({ body, caller });
      return ok(body);
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/numbers',
    operationId: 'echoNumbers',
    body: { schema: z.unknown(), examples: {}, losslessNumbers: true },
    responses,
    handle: (_notes: Notes, { body }) => ok(body),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/reminders',
    operationId: 'createReminder',
    body: { schema: z.strictObject({ reason: z.string().optional() }), examples: {}, mayBeAbsent: true },
    responses,
    handle: (_notes: Notes, { body }) => ok(body),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/titles',
    operationId: 'createTitle',
    body: {
      schema: z.strictObject({ title: z.string().min(1) }),
      examples: {},
      limit: 1000,
      alternative: {
        contentType: 'text/x-title',
        description: 'Just the title.',
        examples: {},
        read: (text) =>
          text === '?' ? refuse('INVALID_REQUEST', 'No title.') : accept({ title: text.trim() }),
      },
    },
    responses,
    handle: (_notes: Notes, { body }) => ok(body),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/notes',
    operationId: 'listNotes',
    query: z.strictObject({ ...pageShape, title: z.string().optional() }),
    responses,
    handle: (_notes: Notes, { query }) => ok(query),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/notes/{note}',
    operationId: 'getNote',
    params: z.strictObject({ note: z.string() }),
    givesEtag: true,
    responses,
    handle: (_notes: Notes, { params }) =>
      Promise.resolve({ ok: true, status: 200, body: params, etag: '7' }),
  }),
  endpoint({
    ...common,
    method: 'put',
    path: '/notes/{note}',
    operationId: 'putNote',
    params: z.strictObject({ note: integerText({ min: 1, max: 9 }) }),
    takesIfMatch: true,
    responses,
    handle: (_notes: Notes, { ifMatch, params }) => ok({ ifMatch, note: params.note }),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/open',
    operationId: 'getOpen',
    permission: 'public',
    responses,
    handle: (_notes: Notes, { caller }) => ok(caller),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/broken',
    operationId: 'getBroken',
    responses,
    handle: (_notes: Notes) => Promise.reject(new Error('secret of the house')),
  }),
] as const;
