/**
 * What the service refuses, by stable code. Services return a `Refusal` as a value; `src/http` turns it into an
 * RFC 9457 document with the status named here. Codes are part of the contract: never renamed or reused.
 */
export const PROBLEMS = {
  INVALID_REQUEST: { status: 400, title: 'The request is not valid' },
  MALFORMED_JSON: { status: 400, title: 'The body is not valid JSON' },
  INVALID_SCHEMA: { status: 400, title: 'The schema is not a StructType' },
  INVALID_SQL: { status: 400, title: 'The SQL statement could not be understood' },
  INVALID_CURSOR: { status: 400, title: 'The cursor is not one of ours' },
  UNAUTHENTICATED: { status: 401, title: 'Credentials are missing or wrong' },
  NOT_FOUND: { status: 404, title: 'There is nothing at this address' },
  DATASET_NOT_FOUND: { status: 404, title: 'There is no such dataset' },
  NO_ACTIVE_SCHEMA: { status: 404, title: 'The dataset has no active schema yet' },
  NO_SCHEMA_THEN: { status: 404, title: 'No schema was active then' },
  COMMIT_NOT_FOUND: { status: 404, title: 'No version was acknowledged with that commit' },
  COLUMN_NOT_FOUND: { status: 404, title: 'The dataset never had that column' },
  VERSION_NOT_FOUND: { status: 404, title: 'There is no such schema version' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  DATASET_EXISTS: { status: 409, title: 'The name is taken' },
  DATASET_ARCHIVED: { status: 409, title: 'The dataset is archived' },
  FORMAT_FIXED: { status: 409, title: 'The table format is fixed once a schema is active' },
  DATASET_NOT_ARCHIVED: { status: 409, title: 'The dataset is in use' },
  SETTINGS_REFUSED: { status: 409, title: 'The table as it is does not allow these settings' },
  KEY_NOT_IN_SCHEMA: { status: 409, title: 'The active schema does not have that column' },
  BREAKING_SCHEMA_CHANGE: { status: 409, title: 'The schema change is breaking' },
  NOT_BLOCKED: { status: 409, title: 'The version awaits no decision' },
  NOT_APPROVABLE: { status: 409, title: 'The change cannot be approved' },
  ROLLBACK_REFUSED: { status: 409, title: 'The roll back is refused' },
  NEVER_ACTIVE: { status: 409, title: 'The version never was the schema of the table' },
  ALREADY_APPLIED: { status: 409, title: 'The version was applied by another commit' },
  DDL_REFUSED: { status: 409, title: 'The change of columns is refused' },
  VERSION_CONFLICT: { status: 409, title: 'The active version has moved' },
  PRECONDITION_FAILED: { status: 412, title: 'The resource has changed since it was read' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The media type is not supported' },
  EXPECTATION_FAILED: { status: 417, title: 'The expectation cannot be met' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong on our side' },
  DATASET_BUSY: { status: 503, title: 'Too many changes to this dataset at once' },
  DATABASE_UNAVAILABLE: { status: 503, title: 'The database cannot be reached' },
  MIGRATIONS_PENDING: { status: 503, title: 'The database is behind this version of the service' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One fault of the input. `path` is a JSON pointer into the part that `in` names. */
export interface InputFault {
  readonly in: 'body' | 'path' | 'query' | 'header';
  readonly path: string;
  readonly message: string;
}

/** More do not help a reader, and an answer is not to grow with the size of a bad request. */
export const MAX_FAULTS = 100;

export interface Refusal {
  readonly ok: false;
  readonly code: ProblemCode;
  /** What is wrong and what to do about it, for a person. */
  readonly detail: string;
  readonly errors?: readonly InputFault[];
  /** Members that this code adds to the document (`changes`, `blockedVersion`, …). */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(
  code: ProblemCode,
  detail: string,
  more: Pick<Refusal, 'errors' | 'extensions'> = {},
): Refusal {
  return { ok: false, code, detail, ...more };
}

export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A detail and the faults that it is about, no more of them than help; the detail says how many others there are. */
export function refuseWithFaults(code: ProblemCode, detail: string, faults: readonly InputFault[]): Refusal {
  const others = faults.length - MAX_FAULTS;
  return refuse(code, others > 0 ? `${detail} There are ${others} more faults than errors lists.` : detail, {
    errors: faults.slice(0, MAX_FAULTS),
  });
}
