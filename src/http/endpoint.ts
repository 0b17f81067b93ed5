import type { z } from 'zod';
import type { Caller } from '../actor.ts';
import type { Outcome, ProblemCode, Refusal } from '../problems.ts';

/** What a caller must be allowed to do; `public` needs no credentials at all. */
export type Permission =
  | 'public'
  | 'dataset:read'
  | 'dataset:write'
  | 'schema:read'
  | 'schema:submit'
  | 'schema:admin'
  | 'event:read'
  | 'metrics:read';

export interface Example {
  readonly summary: string;
  readonly value: unknown;
}

export interface ResponseDeclaration {
  readonly description: string;
  /** Absent: the response has no body. */
  readonly schema?: z.ZodType;
  /** `application/json` unless said otherwise. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly examples?: Readonly<Record<string, Example>>;
}

export interface BodyDeclaration<B extends z.ZodType> {
  readonly schema: B;
  readonly examples: Readonly<Record<string, Example>>;
  /** A request without a body counts as one with `{}`. */
  readonly mayBeAbsent?: true;
  /** Keep numbers that `number` cannot reproduce as RawNumber (schema metadata, sample records). */
  readonly losslessNumbers?: true;
  /** Bytes; 8 MB unless said otherwise. */
  readonly limit?: number;
  /** Another form that the same body may come in. */
  readonly alternative?: BodyForm;
}

/** A body that is a text of another media type, and stands for a value of the declared schema. */
export interface BodyForm {
  /** Without parameters; UTF-8 is understood. */
  readonly contentType: string;
  readonly description: string;
  readonly examples: Readonly<Record<string, Example>>;
  /** The value that is then validated by the declared schema. */
  readonly read: (text: string) => Outcome<unknown>;
}

export interface Reply {
  readonly ok: true;
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Strong validator without quotes; a GET whose `If-None-Match` holds it is answered with 304. */
  readonly etag?: string;
  readonly contentType?: string;
}

export interface EndpointInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Entity tags of `If-Match`, without quotes; null where the header is absent. `*` stands as it is. */
  readonly ifMatch: readonly string[] | null;
  readonly caller: Caller;
}

/** One declaration routes, validates, authorises and documents an operation. */
export interface EndpointDeclaration<C, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** As in OpenAPI: `/datasets/{dataset}`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly permission: Permission;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: BodyDeclaration<B>;
  /** Documents `If-Match` and hands its tags to the handler. */
  readonly takesIfMatch?: true;
  /** Replies carry an `etag`: documents the header and, on a GET, `If-None-Match` and the 304. */
  readonly givesEtag?: true;
  readonly responses: Readonly<Record<number, ResponseDeclaration>>;
  /** Codes this operation can answer beside those that every operation can. */
  readonly problems: readonly ProblemCode[];
  /** Declared refusals that carry more than the common members (`BREAKING_SCHEMA_CHANGE`): their schema. */
  readonly problemSchemas?: Partial<Readonly<Record<ProblemCode, z.ZodType>>>;
  /** For each of these codes an example of the members that its schema adds. */
  readonly problemExamples?: Partial<Readonly<Record<ProblemCode, Readonly<Record<string, unknown>>>>>;
  handle(context: C, input: EndpointInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply | Refusal>;
}

/** An endpoint with its input types erased: what the router and the OpenAPI assembly work with. */
export interface Endpoint<C> extends Omit<EndpointDeclaration<C, z.ZodType, z.ZodType, z.ZodType>, 'handle'> {
  /** `input` has been validated by the declaration's own schemas. */
  handle(context: C, input: EndpointInput<unknown, unknown, unknown>): Promise<Reply | Refusal>;
}

/**
 * Declares an operation: the handler's input types follow from the declared zod schemas, and are then erased.
 * `C` is what the handler needs of the context: annotate its first parameter with just that.
 */
export function endpoint<
  C,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
>(declaration: EndpointDeclaration<C, P, Q, B>): Endpoint<C> {
  return declaration;
}
