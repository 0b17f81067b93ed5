import type { ProblemCode } from '../problems.ts';
import type { Endpoint } from './endpoint.ts';

type Operation = Pick<Endpoint<never>, 'method' | 'permission' | 'body'>;

/** Codes that an operation can answer without declaring them, by what it is. */
export function commonProblems({ method, permission, body }: Operation): readonly ProblemCode[] {
  const codes: ProblemCode[] = ['INVALID_REQUEST', 'INTERNAL_ERROR'];
  if (body !== undefined) codes.push('MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  if (permission === 'public') return codes;
  codes.push('UNAUTHENTICATED', 'DATABASE_UNAVAILABLE', 'MIGRATIONS_PENDING');
  if (method !== 'get') codes.push('DATASET_BUSY');
  return codes;
}
