import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const HEADER = 'X-Request-Id';
const SANE = /^[A-Za-z0-9._:/+=@-]{1,128}$/;

/** Takes the caller's request id where it is sane, makes one otherwise, and puts it on the response. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && SANE.test(given) ? given : randomUUID();
  response.setHeader(HEADER, id);
  return id;
}

export function requestIdOf(response: ServerResponse): string | null {
  const id = response.getHeader(HEADER);
  return typeof id === 'string' ? id : null;
}
