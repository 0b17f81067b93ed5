import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEMS, refuse, type Refusal } from '../problems.ts';
import { problemDetails } from './problem-details.ts';

const HEADERS_TIMEOUT_MS = 20_000;
/** Longer than what load balancers keep a connection for, so that they close it first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const IDLE_CHECK_MS = 50;

export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    // Missing hosts are refused below, in our own words.
    { keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS, requireHostHeader: false },
    (request, response) => {
      const refusal = unfit(request);
      if (refusal === null) listener(request, response);
      else answer(response, refusal);
    },
  );
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    answer(response, refuse('EXPECTATION_FAILED', 'Of all expectations only 100-continue can be met.'));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(rawProblem(refusalOf(error.code)));
  });
  return server;
}

/** The URL that a person can open. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      reject(whyDeaf(error, host, port));
    };
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return urlOf(host, bound);
}

/** Names the variable that is to blame. */
function whyDeaf(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new Error(`PORT: something else listens on ${host}:${port}; set another`, { cause });
    case 'EACCES':
      return new Error(`PORT: this user may not listen on ${port}; set one from 1024`, { cause });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Error(`HOST: the name ${host} cannot be resolved`, { cause });
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return new Error(`HOST: ${host} is not an address of this machine`, { cause });
    default:
      return cause;
  }
}

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Accepts nothing new, and resolves when the last request has been answered. */
export async function drain(server: Server): Promise<void> {
  // A connection that was busy when the server closed is idle once its answer is out.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_CHECK_MS);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  } finally {
    clearInterval(idle);
  }
}

function refusalOf(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refuse('HEADERS_TOO_LARGE', 'The request line and headers are larger than the server takes.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refuse('REQUEST_TIMEOUT', 'The request did not arrive in time.');
    default:
      return refuse('INVALID_REQUEST', 'This is not an HTTP request that the server understands.');
  }
}

/** Requests that the router would not take on, or must not. */
function unfit({ headers, httpVersion, url = '' }: IncomingMessage): Refusal | null {
  if (headers.host === undefined && httpVersion === '1.1') {
    return refuse('INVALID_REQUEST', 'The request has no Host header, which HTTP/1.1 asks for.');
  }
  if (url.startsWith('/') || url === '*' || URL.canParse(url)) return null;
  return refuse('INVALID_REQUEST', 'The target of the request is neither a path nor a URL.');
}

function answer(response: ServerResponse, refusal: Refusal): void {
  const document = problemDetails(refusal, { instance: '', requestId: null });
  response
    .writeHead(document.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'close',
    })
    .end(JSON.stringify(document));
}

/** There is no response to write to yet: the parser gave up before. */
function rawProblem(refusal: Refusal): string {
  const { status } = PROBLEMS[refusal.code];
  const body = JSON.stringify(problemDetails(refusal, { instance: '', requestId: null }));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
