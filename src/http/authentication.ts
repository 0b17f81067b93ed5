import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../actor.ts';
import { accept, refuse, type Outcome } from '../problems.ts';
import type { Permission } from './endpoint.ts';

const ACTOR_NAME = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;

/** Who asks, and whether they may: the one place that roles will change. */
export type Authenticator = (request: IncomingMessage, permission: Permission) => Outcome<Actor>;

/** With a key, everything that is not public asks for it; without one, everybody is anonymous. */
export function createAuthenticator(apiKey: string | null): Authenticator {
  const expected = apiKey === null ? null : digest(apiKey);
  return (request, permission) => {
    const known = expected === null ? null : carriesKey(request, expected);
    if (known === false && permission !== 'public') return refuseCredentials();
    const type = known === true ? 'API_KEY' : 'ANONYMOUS';
    return actorOf(type, request);
  };
}

function actorOf(type: 'API_KEY' | 'ANONYMOUS', request: IncomingMessage): Outcome<Actor> {
  const given = request.headers['x-actor'];
  if (given === undefined) return accept({ type, name: type === 'API_KEY' ? 'api-key' : 'anonymous' });
  if (typeof given === 'string' && ACTOR_NAME.test(given)) return accept({ type, name: given });
  return refuse('INVALID_REQUEST', 'The X-Actor header is not valid.', {
    errors: [{ in: 'header', path: '/X-Actor', message: 'must be 1 to 128 printable ASCII characters' }],
  });
}

function carriesKey(request: IncomingMessage, expected: Buffer): boolean {
  const bearer = /^Bearer +([^ ]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const header = request.headers['x-api-key'];
  return [bearer, header].some((key) => typeof key === 'string' && timingSafeEqual(digest(key), expected));
}

/** Equal lengths, which the comparison in constant time needs. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function refuseCredentials(): Outcome<never> {
  return refuse(
    'UNAUTHENTICATED',
    'Send the API key as `Authorization: Bearer <key>` or as `X-API-Key: <key>`.',
  );
}
