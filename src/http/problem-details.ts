import type { Response } from 'express';
import { PROBLEMS, type InputFault, type ProblemCode, type Refusal } from '../problems.ts';
import { printJson } from '../schema/json/json-printer.ts';
import { requestIdOf } from './request-id.ts';

/** An RFC 9457 document with our members. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly instance: string;
  readonly requestId: string | null;
  readonly errors?: readonly InputFault[];
  readonly [extension: string]: unknown;
}

const RETRY_AFTER_SECONDS = '1';

export function problemType(code: ProblemCode): string {
  return `urn:metastore:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

export function problemDetails(
  refusal: Refusal,
  occurrence: { readonly instance: string; readonly requestId: string | null },
): ProblemDetails {
  const { status, title } = PROBLEMS[refusal.code];
  const common = {
    type: problemType(refusal.code),
    title,
    status,
    detail: refusal.detail,
    code: refusal.code,
    ...occurrence,
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
  };
  // Common members come first and win.
  return { ...common, ...refusal.extensions, ...common };
}

/** Headers that a status asks for, whoever refuses. */
function problemHeaders(code: ProblemCode): Readonly<Record<string, string>> {
  const { status } = PROBLEMS[code];
  if (status === 401) return { 'WWW-Authenticate': 'Bearer realm="metastore"' };
  if (status === 503) return { 'Retry-After': RETRY_AFTER_SECONDS };
  return {};
}

export function sendProblem(response: Response, refusal: Refusal): ProblemDetails {
  const document = problemDetails(refusal, {
    instance: response.req.originalUrl.split('?', 1).join(''),
    requestId: requestIdOf(response),
  });
  response
    .status(document.status)
    .set({
      ...problemHeaders(refusal.code),
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    .end(printJson(document));
  return document;
}
