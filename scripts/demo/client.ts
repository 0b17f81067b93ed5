import type { z } from 'zod';
import { Problem } from './answers.ts';
import { DemoFailure } from './failure.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  /** Who asks: the job or a person. */
  readonly actor?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Client {
  readonly url: string;
  /** Any answer, whatever its status. */
  send(request: Request): Promise<Answer>;
  /** The body of an answer that must be a success of this shape. */
  ask<T extends z.ZodType>(request: Request, shape: T): Promise<z.output<T>>;
}

export interface ClientOptions {
  readonly url: string;
  readonly apiKey: string | null;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

export function createClient({ url, apiKey, signal, timeoutMs = TIMEOUT_MS }: ClientOptions): Client {
  const base = url.replace(/\/+$/, '');

  async function send({ method, path, body, actor }: Request): Promise<Answer> {
    const headers = {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(apiKey === null ? {} : { Authorization: `Bearer ${apiKey}` }),
      ...(actor === undefined ? {} : { 'X-Actor': actor }),
    };
    try {
      const response = await fetch(base + path, {
        method,
        headers,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: parse(await response.text()) };
    } catch (error) {
      signal.throwIfAborted();
      throw new DemoFailure(`${method} ${base}${path} got no answer: ${reasonOf(error)}`, { cause: error });
    }
  }

  async function ask<T extends z.ZodType>(request: Request, shape: T): Promise<z.output<T>> {
    const answer = await send(request);
    if (answer.status < 200 || answer.status > 299) throw unexpected(request, answer);
    return read(request, answer, shape);
  }

  return { url: base, send, ask };
}

/** The body as `shape`, or the failure that says where it differs. */
export function read<T extends z.ZodType>(request: Request, answer: Answer, shape: T): z.output<T> {
  const parsed = shape.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new DemoFailure(
    `${named(request)} answered ${answer.status} with a body that the demo cannot read (${faults.join('; ')})`,
  );
}

/** The failure that tells what the service said instead. */
export function unexpected(request: Request, { status, body }: Answer): DemoFailure {
  const problem = Problem.safeParse(body);
  const said = problem.success ? ` ${problem.data.code}: ${problem.data.detail}` : '';
  const hint = status === 401 ? ' Set API_KEY to the key of that service.' : '';
  return new DemoFailure(`${named(request)} answered ${status}${said}${hint}`);
}

export function named({ method, path }: Request): string {
  return `${method} ${path}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
