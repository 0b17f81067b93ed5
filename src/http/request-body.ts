import { raw, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { accept, refuse, type Outcome } from '../problems.ts';
import { readJson } from '../schema/json/json-reader.ts';
import type { BodyDeclaration } from './endpoint.ts';

export const DEFAULT_BODY_LIMIT = 8 * 1024 * 1024;

export type BodyReader = (request: Request, response: Response) => Promise<Outcome<unknown>>;

const JSON_TYPE = /^application\/(?:json|[\w.!#$&^-]+\+json) *(?:; *charset *= *"?utf-?8"? *)?$/i;

/** Reads, decodes and parses the body that an endpoint declares. */
export function bodyReader(declaration: BodyDeclaration<z.ZodType>): BodyReader {
  const collect: RequestHandler = raw({ type: () => true, limit: declaration.limit ?? DEFAULT_BODY_LIMIT });
  const lossless = declaration.losslessNumbers === true;
  return async (request, response) => {
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) return refuseMediaType(request);
    await new Promise<void>((resolve, reject) => {
      collect(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else
          reject(error instanceof Error ? error : new Error('The body could not be read', { cause: error }));
      });
    });
    return parseBody(request.body, lossless);
  };
}

function refuseMediaType(request: Request): Outcome<never> {
  const given = request.headers['content-type'];
  const found =
    given === undefined ? 'the Content-Type header is missing' : 'the Content-Type is another one';
  return refuse('UNSUPPORTED_MEDIA_TYPE', `Send the body as \`application/json\` in UTF-8: ${found}.`);
}

function parseBody(bytes: unknown, lossless: boolean): Outcome<unknown> {
  if (!Buffer.isBuffer(bytes) || bytes.length === 0)
    return refuseJson('', 'The body is empty; JSON is expected.');
  const text = decodeUtf8(bytes);
  if (text === null) return refuseJson('', 'The body is not valid UTF-8.');
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
