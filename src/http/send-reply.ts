import type { Request, Response } from 'express';
import { printJson } from '../schema/json/json-printer.ts';
import type { Reply } from './endpoint.ts';
import { matchesWeakly, parseEntityTags } from './etag.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Writes what a handler answered; a read whose caller already has this version gets 304. */
export function sendReply(request: Request, response: Response, reply: Reply): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  response.setHeader('Cache-Control', isRead && reply.etag !== undefined ? 'private, no-cache' : 'no-store');
  if (reply.etag !== undefined) response.setHeader('ETag', `"${reply.etag}"`);
  response.set({ ...reply.headers });
  if (isRead && reply.etag !== undefined && callerHas(request, reply.etag)) {
    response.status(304).end();
    return;
  }
  response.status(reply.status);
  if (reply.body === undefined) {
    response.end();
    return;
  }
  response.setHeader('Content-Type', reply.contentType ?? JSON_TYPE);
  const text =
    typeof reply.body === 'string' && reply.contentType !== undefined ? reply.body : printJson(reply.body);
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

function callerHas(request: Request, etag: string): boolean {
  const header = request.headers['if-none-match'];
  const tags = header === undefined ? null : parseEntityTags(header);
  return tags !== null && matchesWeakly(tags, etag);
}
