import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { assignRequestId } from './request-id.ts';
import { routeOf } from './route-template.ts';

/** One line per request with its id; probes only at debug, and never a credential. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: assignRequestId,
    customLogLevel: (request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return (request.url ?? '').startsWith('/health') ? 'debug' : 'info';
    },
    serializers: {
      req: ({ id, method, url, remoteAddress }: LoggedRequest) => ({
        id,
        method,
        path: url.split(/[?#]/, 1).join(''),
        remoteAddress,
      }),
      res: ({ statusCode, raw }: LoggedResponse) => ({ statusCode, route: routeOf(raw) }),
    },
  });
}

/** What of a request is worth a line; headers carry credentials and stay out, and a query may by mistake. */
interface LoggedRequest {
  readonly id: unknown;
  readonly method: unknown;
  readonly url: string;
  readonly remoteAddress: unknown;
}

interface LoggedResponse {
  readonly statusCode: unknown;
  readonly raw: ServerResponse;
}
