import { raw, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { accept, refuse, type Outcome } from '../problems.ts';
import { readJson } from '../schema/json/json-reader.ts';
import type { BodyDeclaration, BodyForm } from './endpoint.ts';
import { bodyTooLarge } from './failures.ts';

const DEFAULT_BODY_LIMIT = 8 * 1024 * 1024;

export type BodyReader = (request: Request, response: Response) => Promise<Outcome<unknown>>;

const JSON_TYPE = /^application\/(?:json|[\w.!#$&^-]+\+json)$/;
const OTHER_CHARSET = /^charset *=(?! *"?utf-?8"?$)/i;

/** Reads, decodes and parses the body that an endpoint declares. */
export function bodyReader(declaration: BodyDeclaration<z.ZodType>): BodyReader {
  const limit = declaration.limit ?? DEFAULT_BODY_LIMIT;
  const collect: RequestHandler = raw({ type: () => true, limit });
  const lossless = declaration.losslessNumbers === true;
  return async (request, response) => {
    const mayBeAbsent = declaration.mayBeAbsent === true;
    const read = readerOf(declaration, request.headers['content-type'] ?? '');
    if (read === null && !mayBeAbsent) return refuseMediaType(request, declaration);
    // The collector would read it all before it says so.
    if (Number(request.headers['content-length']) > limit) return bodyTooLarge(limit);
    await new Promise<void>((resolve, reject) => {
      collect(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else
          reject(error instanceof Error ? error : new Error('The body could not be read', { cause: error }));
      });
    });
    const bytes = bytesOf(request.body);
    if (mayBeAbsent && bytes.length === 0) return accept({});
    if (read === null) return refuseMediaType(request, declaration);
    return parseBody(bytes, read === 'JSON' ? (text) => parseJson(text, lossless) : read);
  };
}

/** How to read a body of this media type; null where none such is declared. */
function readerOf(
  { alternative }: BodyDeclaration<z.ZodType>,
  contentType: string,
): BodyForm['read'] | 'JSON' | null {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (parameters.some((parameter) => OTHER_CHARSET.test(parameter))) return null;
  if (JSON_TYPE.test(type)) return 'JSON';
  return type === alternative?.contentType ? alternative.read : null;
}

function refuseMediaType(request: Request, { alternative }: BodyDeclaration<z.ZodType>): Outcome<never> {
  const given = request.headers['content-type'];
  const found =
    given === undefined ? 'the Content-Type header is missing' : 'the Content-Type is another one';
  const types = ['application/json', ...(alternative === undefined ? [] : [alternative.contentType])];
  const expected = types.map((type) => `\`${type}\``).join(' or ');
  return refuse('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${expected} in UTF-8: ${found}.`);
}

function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function parseBody(bytes: Buffer, read: BodyForm['read']): Outcome<unknown> {
  if (bytes.length === 0) return refuseJson('', 'The body is empty; JSON is expected.');
  const text = decodeUtf8(bytes);
  return text === null ? refuseJson('', 'The body is not valid UTF-8.') : read(text);
}

function parseJson(text: string, lossless: boolean): Outcome<unknown> {
  const reading = readJson(text, { lossless });
  if (reading.ok) return accept(reading.value);
  const { pointer, message, position } = reading;
  return refuseJson(pointer, `Line ${position.line}, column ${position.column}: ${message}.`, message);
}

function refuseJson(path: string, detail: string, message = detail): Outcome<never> {
  return refuse('MALFORMED_JSON', detail, { errors: [{ in: 'body', path, message }] });
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
