import { ConcurrencyExhausted, isBehind, isConflict, isLockTimeout, isUnavailable } from '../db/errors.ts';
import { refuse, type Refusal } from '../problems.ts';

/** What the caller is told of something that was thrown; null when nobody foresaw it. */
export function refusalOf(error: unknown): Refusal | null {
  return requestFailure(error) ?? databaseFailure(error);
}

function databaseFailure(error: unknown): Refusal | null {
  if (isLockTimeout(error) || isConflict(error) || error instanceof ConcurrencyExhausted) {
    return refuse(
      'DATASET_BUSY',
      'Others are changing the same dataset. Nothing was written; try again shortly.',
    );
  }
  if (isBehind(error)) {
    return refuse(
      'MIGRATIONS_PENDING',
      'The database lacks tables or columns that this version of the service needs. Apply the outstanding migrations: run `npx prisma migrate deploy`, or start the service with AUTO_MIGRATE=true.',
    );
  }
  if (!isUnavailable(error)) return null;
  return refuse('DATABASE_UNAVAILABLE', 'The database cannot be reached at the moment. Try again shortly.');
}

/** What went wrong on the way in, before any handler: errors of the router and of the body reader. */
function requestFailure(error: unknown): Refusal | null {
  if (error instanceof URIError) {
    return refuse('INVALID_REQUEST', 'The path is not valid: it is not percent-encoded UTF-8.', {
      errors: [{ in: 'path', path: '', message: 'is not percent-encoded UTF-8' }],
    });
  }
  switch (typeOf(error)) {
    case 'entity.too.large':
      return bodyTooLarge(limitOf(error));
    case 'encoding.unsupported':
      return refuse(
        'UNSUPPORTED_MEDIA_TYPE',
        'Send the body plain, or with Content-Encoding gzip, deflate or br.',
      );
    case 'request.aborted':
    case 'request.size.invalid':
      return refuse('INVALID_REQUEST', 'The body did not arrive in the length that was announced.');
    case null:
      if (isCompression(error)) return notAsEncoded();
      return isStatus(error, 400) ? refuse('INVALID_REQUEST', 'The request could not be read.') : null;
    default:
      return refuse('INVALID_REQUEST', 'The body could not be read.');
  }
}

export function bodyTooLarge(limit: number | string): Refusal {
  return refuse('BODY_TOO_LARGE', `The body is larger than ${limit} bytes.`);
}

function notAsEncoded(): Refusal {
  return refuse(
    'INVALID_REQUEST',
    'The body cannot be decompressed: it is cut off, or not in the encoding that its Content-Encoding header names.',
    { errors: [{ in: 'header', path: '/Content-Encoding', message: 'is not how the body is encoded' }] },
  );
}

/** What zlib and Brotli throw of their input. */
function isCompression(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^(?:Z_|ERR_BROTLI|ERR_ZLIB|ERR__ERROR_)/.test(code);
}

function typeOf(error: unknown): string | null {
  const hasType = error instanceof Error && 'type' in error && 'status' in error;
  return hasType && typeof error.type === 'string' ? error.type : null;
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof Error && 'status' in error && error.status === status;
}

function limitOf(error: unknown): string {
  return error instanceof Error && 'limit' in error ? String(error.limit) : 'allowed';
}
